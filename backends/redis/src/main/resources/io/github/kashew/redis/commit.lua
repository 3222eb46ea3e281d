-- KEYS: what the steps are about. ARGV: the steps, each a word, the number of its key, how many arguments follow, and these.
-- Answers 1, or 0 if a check does not hold. Then, and when a change is refused, nothing has been changed.

-- Calls act(word, key, number of the argument before the first one, how many there are) until it answers something.
local function each(act)
  local at = 1
  while at <= #ARGV do
    local count = tonumber(ARGV[at + 2])
    local answer = act(ARGV[at], KEYS[tonumber(ARGV[at + 1])], at + 2, count)
    if answer ~= nil then return answer end
    at = at + 3 + count
  end
end

local function begins(key, head, counter)
  if redis.call('TYPE', key).ok ~= 'string' then return false end
  local start = redis.call('GETRANGE', key, 0, 20)
  return string.sub(start, 1, #head) == head or start == counter
end

local checks = {
  ['is record'] = function(key, at) return begins(key, ARGV[at + 1]) end,
  ['is counter'] = function(key, at) return begins(key, '\255', ARGV[at + 1]) end,
  ['is kind'] = function(key, at) return kind(key) == ARGV[at + 1] end,
  ['is set'] = function(key, at, count)
    if kind(key) ~= 'a set' or redis.call('SCARD', key) ~= count then return false end
    for i = at + 1, at + count do
      if redis.call('SISMEMBER', key, ARGV[i]) == 0 then return false end
    end
    return true
  end,
  ['is bits'] = function(key, at, count)
    local held = kind(key)
    if held ~= 'bits' and held ~= 'nothing' then return false end
    local width = tonumber(ARGV[at + 1])
    local low = math.min(width, 32)
    local function part(bits, first)
      return redis.call('BITFIELD', key, 'GET', 'u' .. bits, string.format('%.0f', first))[1]
    end
    for i = at + 2, at + count, 3 do
      local first = 8 + tonumber(ARGV[i]) * width
      if width > 32 and part(width - 32, first) ~= tonumber(ARGV[i + 1]) then return false end
      if part(low, first + width - low) ~= tonumber(ARGV[i + 2]) then return false end
    end
    return true
  end,
  ['is generation'] = function(key, at) return redis.call('GET', key) == ARGV[at + 1] end,
  ['is free'] = function(key) return redis.call('EXISTS', key) == 0 end,
  ['is leased'] = function(key, at)
    local held = redis.call('GET', key)
    return held and string.sub(held, 1, #ARGV[at + 1] + 1) == ARGV[at + 1] .. ':'
  end,
}

local function set(key, value, deadline)
  if deadline == '' then
    redis.call('SET', key, value)
  else
    redis.call('SET', key, value, 'PXAT', deadline)
  end
end

local changes = {
  ['epoch'] = function(key, at) redis.call('SET', key, ARGV[at + 1]) end,
  ['set'] = function(key, at) set(key, ARGV[at + 1], ARGV[at + 2]) end,
  ['fill'] = function(key, at)
    if redis.call('EXISTS', key) == 0 and redis.call('GET', KEYS[tonumber(ARGV[at + 3])]) == ARGV[at + 4] then
      set(key, ARGV[at + 1], ARGV[at + 2])
    end
  end,
  ['replace'] = function(key, at)
    if begins(key, ARGV[at + 3], ARGV[at + 4]) then set(key, ARGV[at + 1], ARGV[at + 2]) end
  end,
  ['delete'] = function(key) redis.call('UNLINK', key) end,
  ['expire'] = function(key, at)
    if redis.call('EXISTS', key) == 0 then return end
    if redis.call('TYPE', key).ok == 'string' and redis.call('GETRANGE', key, 0, 0) == '\1' then
      redis.call('SETRANGE', key, ARGV[at + 3], ARGV[at + 2])
    end
    if ARGV[at + 1] == '' then
      redis.call('PERSIST', key)
    else
      redis.call('PEXPIREAT', key, ARGV[at + 1])
    end
  end,
  ['increment'] = function(key, at)
    local isNew = redis.call('EXISTS', key) == 0
    local total = redis.pcall('INCRBY', key, ARGV[at + 1])
    if isNew and ARGV[at + 2] ~= '' then redis.call('PEXPIREAT', key, ARGV[at + 2]) end
    return type(total) == 'table' and total.err and total or nil
  end,
  ['bits'] = function(key, at, count)
    local width = tonumber(ARGV[at + 1])
    if redis.call('EXISTS', key) == 0 then redis.call('SETRANGE', key, 0, '\2') end
    for i = at + 3, at + count do
      local first = string.format('%.0f', 8 + tonumber(ARGV[i]) * width)
      redis.call('BITFIELD', key, 'OVERFLOW', 'SAT', 'INCRBY', 'u' .. width, first, ARGV[at + 2])
    end
  end,
  ['add'] = function(key, at, count)
    local before = redis.call('PTTL', key)
    for i = at + 2, at + count do redis.call('SADD', key, ARGV[i]) end
    local deadline = ARGV[at + 1]
    if deadline == '' then
      redis.call('PERSIST', key)
    elseif before == -2 then
      redis.call('PEXPIREAT', key, deadline)
    elseif before >= 0 then
      local time = redis.call('TIME')
      if tonumber(deadline) > time[1] * 1000 + math.floor(time[2] / 1000) + before then
        redis.call('PEXPIREAT', key, deadline)
      end
    end
  end,
  ['remove'] = function(key, at, count)
    for i = at + 1, at + count do redis.call('SREM', key, ARGV[i]) end
  end,
  ['release'] = function(key, at)
    local held = redis.call('GET', key)
    if held and string.sub(held, string.find(held, ':', 1, true) + 1) == ARGV[at + 1] then
      redis.call('DEL', key)
      redis.call('PUBLISH', key, '')
    end
  end,
  ['generation'] = function(key, at)
    if ARGV[at + 1] == '0' then
      redis.call('UNLINK', key)
    else
      redis.call('SET', key, ARGV[at + 1], 'PX', ARGV[at + 2])
    end
  end,
}

local wanted = { increment = 'a counter', bits = 'bits', add = 'a set', remove = 'a set' }
local becomes = { set = 'a value', delete = 'nothing' }
local kinds = {}

local stopped = each(function(word, key, at, count)
  local check = checks[word]
  if check then
    if not check(key, at, count) then return 0 end
    return nil
  end
  if wanted[word] then
    local refused = refusal(kinds[key] or kind(key), wanted[word])
    if refused then return refused end
    if word ~= 'remove' then kinds[key] = wanted[word] end
  elseif becomes[word] then
    kinds[key] = becomes[word]
  end
end)
if stopped ~= nil then return stopped end

local failed
each(function(word, key, at, count)
  local change = changes[word]
  if change then failed = change(key, at, count) or failed end
end)
return failed or 1
