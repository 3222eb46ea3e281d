-- KEYS: key. ARGV: last ms before the deadline or nothing, members. Answers how many are new.
local held = kind(KEYS[1])
local refused = refusal(held, 'a set')
if refused then return refused end
if #ARGV < 2 then return 0 end
local before = redis.call('PTTL', KEYS[1])
local added = 0
for i = 2, #ARGV do added = added + redis.call('SADD', KEYS[1], ARGV[i]) end
if ARGV[1] == '' then
  redis.call('PERSIST', KEYS[1])
elseif held == 'nothing' then
  if added > 0 then redis.call('PEXPIREAT', KEYS[1], ARGV[1]) end
elseif before >= 0 then
  local time = redis.call('TIME')
  if tonumber(ARGV[1]) > time[1] * 1000 + math.floor(time[2] / 1000) + before then
    redis.call('PEXPIREAT', KEYS[1], ARGV[1])
  end
end
return added
