-- KEYS: key. ARGV: count. Answers the members that were taken out.
local refused = refusal(kind(KEYS[1]), 'a set')
if refused then return refused end
return redis.call('SPOP', KEYS[1], ARGV[1])
