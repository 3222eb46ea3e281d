-- KEYS: key. ARGV: by, last ms before the deadline of a new counter or nothing. Answers the total as text, which has all 64 bits.
local held = kind(KEYS[1])
local refused = refusal(held, 'a counter')
if refused then return refused end
redis.call('INCRBY', KEYS[1], ARGV[1])
local total = redis.call('GET', KEYS[1])
if held == 'nothing' and ARGV[2] ~= '' then redis.call('PEXPIREAT', KEYS[1], ARGV[2]) end
return total
