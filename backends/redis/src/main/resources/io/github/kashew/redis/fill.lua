-- Stores where nothing is, if the epoch is the one that was seen; an epoch that is gone counts as another one.
-- KEYS: key, epoch of its slot. ARGV: epoch that was seen, value, last ms before the deadline or nothing.
if redis.call('EXISTS', KEYS[1]) == 1 or redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
if ARGV[3] == '' then
  redis.call('SET', KEYS[1], ARGV[2])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PXAT', ARGV[3])
end
return 1
