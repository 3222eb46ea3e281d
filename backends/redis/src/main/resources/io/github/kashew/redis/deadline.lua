-- KEYS: key. Answers the last ms before its deadline, -1 if it has none, -2 if there is no key.
local left = redis.call('PTTL', KEYS[1])
if left < 0 then return left end
local time = redis.call('TIME')
return time[1] * 1000 + math.floor(time[2] / 1000) + left
