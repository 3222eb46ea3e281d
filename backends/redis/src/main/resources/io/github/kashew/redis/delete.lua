-- KEYS: key, epoch of its slot, and so on. ARGV: new epoch. Answers how many keys held something.
local held = 0
for i = 1, #KEYS, 2 do
  redis.call('SET', KEYS[i + 1], ARGV[1])
  held = held + redis.call('UNLINK', KEYS[i])
end
return held
