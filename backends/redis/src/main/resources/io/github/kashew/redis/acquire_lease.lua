-- KEYS: lease, fencing counter of its slot. ARGV: owner, ttl in ms. Answers fencing number and deadline in ms, or nothing
-- if another owner holds it. The fencing number rises even if its counter is lost, because time does.
local time = redis.call('TIME')
local deadline = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[2]))
local fencing
local held = redis.call('GET', KEYS[1])
if held then
  local colon = string.find(held, ':', 1, true)
  if string.sub(held, colon + 1) ~= ARGV[1] then return {} end
  fencing = string.sub(held, 1, colon - 1)
else
  local last = tonumber(redis.call('GET', KEYS[2]) or '0')
  fencing = string.format('%.0f', math.max(last + 1, time[1] * 1000000 + time[2]))
  redis.call('SET', KEYS[2], fencing)
end
redis.call('SET', KEYS[1], fencing .. ':' .. ARGV[1], 'PXAT', deadline)
return { fencing, deadline }
