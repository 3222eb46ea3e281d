-- KEYS: key, epoch of its slot. ARGV: last ms before the deadline or nothing, the deadline as a record holds it, its place there,
-- new epoch. Answers whether the key existed.
if ARGV[1] ~= '' then
  local time = redis.call('TIME')
  if tonumber(ARGV[1]) < time[1] * 1000 + math.floor(time[2] / 1000) then
    redis.call('SET', KEYS[2], ARGV[4])
    return redis.call('UNLINK', KEYS[1])
  end
end
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('TYPE', KEYS[1]).ok == 'string' and redis.call('GETRANGE', KEYS[1], 0, 0) == '\1' then
  redis.call('SETRANGE', KEYS[1], ARGV[3], ARGV[2])
end
if ARGV[1] == '' then
  redis.call('PERSIST', KEYS[1])
else
  redis.call('PEXPIREAT', KEYS[1], ARGV[1])
end
return 1
