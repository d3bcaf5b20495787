-- Ends a dispatch when every recipient is settled. One that has ended, or was withdrawn, stays as it is.
-- KEYS: 1 the dispatch, 2 ready, 3 waiting, 4 active dispatches, 5 outcomes, 6 tally, 7 doubts.
-- ARGV: dispatch id, seconds for which the ledger is kept, moment it ended (unix ms).
-- Returns 1 when it is (now) ended, 0 when somebody still waits or is yet to be entered.
local state = redis.call('HGET', KEYS[1], 'state')
if state == 'done' or state == 'withdrawn' then
  return 1
end
if redis.call('HGET', KEYS[1], 'cursor') ~= 'end' then
  return 0
end
if redis.call('LLEN', KEYS[2]) > 0 or redis.call('ZCARD', KEYS[3]) > 0 then
  return 0
end
redis.call('HSET', KEYS[1], 'state', 'done', 'ended', ARGV[3])
redis.call('HDEL', KEYS[4], ARGV[1])
for _, number in ipairs({1, 5, 6, 7}) do
  redis.call('EXPIRE', KEYS[number], ARGV[2])
end
return 1
