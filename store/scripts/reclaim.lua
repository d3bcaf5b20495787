-- Makes a replica the one that leases. If it was so before, its former process is no more: whom that was sending to is due at once.
-- KEYS: 1 the replica that leases, then the waiting recipients of each dispatch.
-- ARGV: replica, moment (unix ms).
-- Returns how many leases were ended.
local before = redis.call('GET', KEYS[1])
redis.call('SET', KEYS[1], ARGV[1])
if before ~= ARGV[1] then
  return 0
end
local ended = 0
for number = 2, #KEYS do
  local waiting = redis.call('ZRANGEBYSCORE', KEYS[number], '(' .. ARGV[2], '+inf', 'WITHSCORES')
  for i = 1, #waiting, 2 do
    if tonumber(waiting[i + 1]) % 1 == 0 then -- a lease; waits do not end on a whole millisecond
      redis.call('ZADD', KEYS[number], ARGV[2], waiting[i])
      ended = ended + 1
    end
  end
end
return ended
