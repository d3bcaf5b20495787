-- Stops a dispatch that is under way, has yet to begin or waits for approval. Who is being sent to at this moment can still be settled.
-- KEYS: 1 the dispatch, 2 active dispatches, 3 ready, 4 waiting, 5 outcomes, 6 tally, 7 scheduled dispatches,
--       8 dispatches called off whose authors are yet to be told, 9 those that wait for approval, 10 doubts.
-- ARGV: dispatch id, seconds for which the ledger is kept, reason ("": its author wants it so).
-- Returns the state it is in then, which is done when there was nothing more to stop, or nothing when there is no such dispatch.
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'done' or state == 'withdrawn' then
  return state
end
redis.call('HSET', KEYS[1], 'state', 'withdrawn')
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[1], 'why', ARGV[3])
  if state == 'scheduled' then
    redis.call('HSET', KEYS[8], ARGV[1], ARGV[3])
  end
end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[7], ARGV[1])
redis.call('HDEL', KEYS[9], ARGV[1])
for _, number in ipairs({1, 3, 4, 5, 6, 10}) do
  redis.call('EXPIRE', KEYS[number], ARGV[2])
end
return 'withdrawn'
