-- KEYS: tags. ARGV: ttl in ms, a random generation for each. Answers the generations that count.
local generations = {}
for i = 1, #KEYS do
  redis.call('SET', KEYS[i], ARGV[i + 1], 'NX', 'PX', ARGV[1])
  if redis.call('PTTL', KEYS[i]) < tonumber(ARGV[1]) then redis.call('PEXPIRE', KEYS[i], ARGV[1]) end
  generations[i] = redis.call('GET', KEYS[i])
end
return generations
