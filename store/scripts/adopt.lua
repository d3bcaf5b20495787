-- Takes over the unfinished updates of replicas that are no more.
-- KEYS: 1 the replicas, 2 the own inbox, then the inbox of each of them.
-- ARGV: seen before (unix ms), then the name of each of them.
-- Returns how many updates were taken over.
local taken = 0
for i = 3, #KEYS do
  local name = ARGV[i - 1]
  local seen = redis.call('HGET', KEYS[1], name)
  if seen and tonumber(seen) < tonumber(ARGV[1]) then
    for _, update in ipairs(redis.call('SMEMBERS', KEYS[i])) do
      redis.call('SADD', KEYS[2], update)
      taken = taken + 1
    end
    redis.call('DEL', KEYS[i])
    redis.call('HDEL', KEYS[1], name)
  end
end
return taken
