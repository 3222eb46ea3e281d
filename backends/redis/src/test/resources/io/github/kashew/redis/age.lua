-- Makes all that the server holds older: a deadline comes nearer, an event was longer ago.
-- ARGV: ms, the same in ns as two halves of 32 bits.
for _, key in ipairs(redis.call('KEYS', '*')) do
  local left = redis.call('PTTL', key)
  local type = redis.call('TYPE', key).ok
  if left >= 0 and left <= tonumber(ARGV[1]) then
    redis.call('DEL', key)
  else
    if type == 'list' then
      for i, time in ipairs(redis.call('LRANGE', key, 0, -1)) do
        redis.call('LSET', key, i - 1, string.format('%.0f', time - ARGV[1] * 1000))
      end
    elseif type == 'string' and redis.call('GETRANGE', key, 0, 0) == '\1' then
      local high, low = struct.unpack('>I4I4', redis.call('GETRANGE', key, 9, 16))
      if left >= 0 then
        high, low = high - ARGV[2], low - ARGV[3]
        if low < 0 then high, low = high - 1, low + 4294967296 end
        redis.call('SETRANGE', key, 9, struct.pack('>I4I4', high, low))
      end
    end
    if left >= 0 then redis.call('PEXPIRE', key, string.format('%.0f', left - ARGV[1])) end
  end
end
