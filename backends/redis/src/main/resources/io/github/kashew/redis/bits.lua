-- KEYS: key. ARGV: width, by or nothing, index and so on. Answers a high and a low part of 32 bits for each field,
-- because a number here has 53 bits. The first byte tells that the key holds bits.
local held = kind(KEYS[1])
local refused = refusal(held, 'bits')
if refused then return refused end
local width, by = tonumber(ARGV[1]), ARGV[2]
if by ~= '' and held == 'nothing' then redis.call('SETRANGE', KEYS[1], 0, '\2') end
local low = math.min(width, 32)
local parts = {}
for i = 3, #ARGV do
  local first = 8 + tonumber(ARGV[i]) * width
  if by ~= '' then
    redis.call('BITFIELD', KEYS[1], 'OVERFLOW', 'SAT', 'INCRBY', 'u' .. width, string.format('%.0f', first), by)
  end
  local function part(bits, at)
    return redis.call('BITFIELD', KEYS[1], 'GET', 'u' .. bits, string.format('%.0f', at))[1]
  end
  parts[#parts + 1] = width > 32 and part(width - 32, first) or 0
  parts[#parts + 1] = part(low, first + width - low)
end
return parts
