-- Leases recipients: first those whose lease or wait is over, then those never tried.
-- KEYS: 1 the dispatch, 2 ready, 3 waiting.
-- ARGV: now (unix ms), end of the lease (unix ms), how many at most.
-- Returns the recipients; each now waits until the end of the lease, which is also the token that settles it.
local state = redis.call('HGET', KEYS[1], 'state')
if state ~= 'expanding' and state ~= 'running' then
  return {}
end
local most = tonumber(ARGV[3])
local leased = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1], 'LIMIT', 0, most)
while #leased < most do
  local recipient = redis.call('LPOP', KEYS[2])
  if not recipient then
    break
  end
  leased[#leased + 1] = recipient
end
for _, recipient in ipairs(leased) do
  redis.call('ZADD', KEYS[3], ARGV[2], recipient)
end
return leased
