-- Goes on with a paused dispatch where it was left.
-- KEYS: 1 the dispatch, 2 the active dispatches.
-- ARGV: dispatch id, place among the active ones, moment (unix ms).
-- Returns the state it is in then, or nothing when there is no such dispatch.
local state = redis.call('HGET', KEYS[1], 'state')
if state ~= 'paused' then
  return state
end
state = 'expanding'
if redis.call('HGET', KEYS[1], 'cursor') == 'end' then
  state = 'running'
end
redis.call('HSET', KEYS[1], 'state', state, 'resumed', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return state
