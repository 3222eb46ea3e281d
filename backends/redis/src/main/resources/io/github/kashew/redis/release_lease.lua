-- KEYS: lease. ARGV: owner. Answers whether the owner still held it, and wakes who waits on the channel of its name.
local held = redis.call('GET', KEYS[1])
if not held or string.sub(held, string.find(held, ':', 1, true) + 1) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('PUBLISH', KEYS[1], '')
return 1
