-- KEYS: key, epoch of its slot. ARGV: an epoch if it has none. Answers what the key holds, the last ms before its deadline or -1,
-- and, as a list, the members of a set, the bytes of a record or counter, or the epoch where there is nothing.
local held = kind(KEYS[1])
if held == 'nothing' then
  redis.call('SET', KEYS[2], ARGV[1], 'NX')
  return { held, -1, { redis.call('GET', KEYS[2]) } }
end
local deadline = redis.call('PTTL', KEYS[1])
if deadline >= 0 then
  local time = redis.call('TIME')
  deadline = time[1] * 1000 + math.floor(time[2] / 1000) + deadline
end
if held == 'a set' then return { held, deadline, redis.call('SMEMBERS', KEYS[1]) } end
if held == 'a value' or held == 'a counter' then return { held, deadline, { redis.call('GET', KEYS[1]) } } end
return { held, deadline, {} }
