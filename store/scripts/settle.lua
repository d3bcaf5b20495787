-- Settles recipients, each only while its lease is held.
-- KEYS: 1 waiting, 2 outcomes, 3 tally, 4 the dispatch, 5 doubts.
-- ARGV: times of five: recipient, its lease (unix ms), "doubt" where it is not known what came of the try, then either "wait",
--       end of the wait (unix ms, not a whole number) – it is tried again – or outcome as stored, outcome as counted.
-- Returns how many were settled.
local settled = 0
for i = 1, #ARGV, 5 do
  local recipient = ARGV[i]
  local lease = redis.call('ZSCORE', KEYS[1], recipient)
  if lease and tonumber(lease) == tonumber(ARGV[i + 1]) then
    if ARGV[i + 2] == 'doubt' then
      redis.call('ZADD', KEYS[5], ARGV[i + 1], recipient)
    end
    if ARGV[i + 3] == 'wait' then
      redis.call('ZADD', KEYS[1], ARGV[i + 4], recipient)
    else
      redis.call('ZREM', KEYS[1], recipient)
      redis.call('HSET', KEYS[2], recipient, ARGV[i + 3])
      redis.call('HINCRBY', KEYS[3], ARGV[i + 4], 1)
    end
    settled = settled + 1
  end
end
-- The first outcome or doubt of a dispatch withdrawn before makes its key anew, which is to be kept as long as the rest.
local kept = redis.call('TTL', KEYS[4])
for _, number in ipairs({2, 5}) do
  if kept > 0 and redis.call('TTL', KEYS[number]) == -1 then
    redis.call('EXPIRE', KEYS[number], kept)
  end
end
return settled
