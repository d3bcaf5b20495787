-- Pauses a dispatch that is being sent. Who is being sent to at this moment can still be settled.
-- KEYS: 1 the dispatch, 2 the active dispatches.
-- ARGV: dispatch id.
-- Returns the state it is in then, or nothing when there is no such dispatch.
local state = redis.call('HGET', KEYS[1], 'state')
if state ~= 'expanding' and state ~= 'running' then
  return state
end
redis.call('HSET', KEYS[1], 'state', 'paused')
redis.call('HDEL', KEYS[2], ARGV[1])
return 'paused'
