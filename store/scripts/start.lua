-- Begins a scheduled dispatch.
-- KEYS: 1 the dispatch, 2 the active dispatches, 3 the scheduled ones, 4 the broadcast that it is of (edits, recalls and reminders to confirm only).
-- ARGV: dispatch id, place among the active ones, moment it begins (unix ms), how it is noted in the broadcast that it is of.
-- Returns 1 when it has begun, 0 when it was not scheduled (any more).
redis.call('HDEL', KEYS[3], ARGV[1])
if redis.call('HGET', KEYS[1], 'state') ~= 'scheduled' then
  return 0
end
redis.call('HSET', KEYS[1], 'state', 'expanding', 'begun', ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
if KEYS[4] and redis.call('EXISTS', KEYS[4]) == 1 then
  redis.call('HSET', KEYS[4], ARGV[4], ARGV[1])
end
return 1
