-- What a key holds, in the words of error messages. Prepended to the scripts that change one kind of thing.
local function kind(key)
  local type = redis.call('TYPE', key).ok
  if type == 'none' then return 'nothing' end
  if type == 'set' then return 'a set' end
  if type == 'list' then return 'a sliding window' end
  if type ~= 'string' then return 'a foreign ' .. type end
  local first = redis.call('GETRANGE', key, 0, 0)
  if first == '\1' then return 'a value' end
  if first == '\2' then return 'bits' end
  if string.find(first, '^[-%d]') then return 'a counter' end
  return 'a foreign string'
end

-- The refusal to change a thing of another kind, or nil.
local function refusal(held, wanted)
  if held == 'nothing' or held == wanted then return nil end
  return redis.error_reply('OTHERKIND ' .. held)
end
