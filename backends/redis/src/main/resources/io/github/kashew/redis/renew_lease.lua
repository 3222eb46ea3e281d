-- KEYS: lease. ARGV: owner, ttl in ms. Answers whether the owner still held it.
local held = redis.call('GET', KEYS[1])
if not held or string.sub(held, string.find(held, ':', 1, true) + 1) ~= ARGV[1] then return 0 end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1
