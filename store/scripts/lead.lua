-- Takes or keeps the lead.
-- KEYS: 1 the lease.
-- ARGV: replica, term in milliseconds.
-- Returns 1 when the replica leads until the term is over, 0 when another one does.
local leader = redis.call('GET', KEYS[1])
if leader and leader ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
