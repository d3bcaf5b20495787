-- Counts the recipients of a dispatch whose lease is not over.
-- KEYS: 1 waiting.
-- ARGV: now (unix ms).
-- Returns how many there are.
local leased = 0
local waiting = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. ARGV[1], '+inf', 'WITHSCORES')
for i = 2, #waiting, 2 do
  if tonumber(waiting[i]) % 1 == 0 then -- a lease; waits do not end on a whole millisecond
    leased = leased + 1
  end
end
return leased
