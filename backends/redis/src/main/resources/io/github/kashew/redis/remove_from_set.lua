-- KEYS: key. ARGV: members. Answers how many were there.
local refused = refusal(kind(KEYS[1]), 'a set')
if refused then return refused end
local removed = 0
for i = 1, #ARGV do removed = removed + redis.call('SREM', KEYS[1], ARGV[i]) end
return removed
