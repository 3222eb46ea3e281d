-- Stores over the record of one write.
-- KEYS: key. ARGV: first bytes of that record, the same write id as a counter shows it, value, last ms before the deadline or nothing.
if redis.call('TYPE', KEYS[1]).ok ~= 'string' then return 0 end
-- 20 characters hold every counter, and one more tells a longer text from it
local head = redis.call('GETRANGE', KEYS[1], 0, 20)
if string.sub(head, 1, #ARGV[1]) ~= ARGV[1] and head ~= ARGV[2] then return 0 end
if ARGV[4] == '' then
  redis.call('SET', KEYS[1], ARGV[3])
else
  redis.call('SET', KEYS[1], ARGV[3], 'PXAT', ARGV[4])
end
return 1
