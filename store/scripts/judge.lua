-- Decides on a broadcast that waits for approval, once, and begins the memo that tells of it.
-- KEYS: 1 the dispatch, 2 the active dispatches, 3 the scheduled ones, 4 those that wait for approval, 5 the memo,
--       6 the broadcast that it is of (edits and reminders to confirm only).
-- ARGV: dispatch id, verdict (JSON), state it goes to, its place among the active ones, appointment (scheduled only), moment (unix ms),
--       reason for which it is withdrawn, seconds for which it is kept then, memo id ("": nobody is told), memo document,
--       the memo's place among the active ones, how the dispatch is noted in the broadcast that it is of.
-- Returns 1 when this decided, 0 when it does not wait for approval (any more).
if redis.call('HGET', KEYS[1], 'state') ~= 'proposed' then
  return 0
end
local state = ARGV[3]
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('HSET', KEYS[1], 'state', state, 'verdict', ARGV[2], 'begun', ARGV[6])
if state == 'withdrawn' then
  redis.call('HSET', KEYS[1], 'why', ARGV[7])
  redis.call('EXPIRE', KEYS[1], ARGV[8])
elseif state == 'scheduled' then
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[5])
else
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
  if KEYS[6] and redis.call('EXISTS', KEYS[6]) == 1 then
    redis.call('HSET', KEYS[6], ARGV[12], ARGV[1])
  end
end
if ARGV[9] ~= '' and redis.call('EXISTS', KEYS[5]) == 0 then
  redis.call('HSET', KEYS[5], 'doc', ARGV[10], 'state', 'expanding', 'begun', ARGV[6], 'cursor', '0', 'covers', ARGV[9])
  redis.call('HSET', KEYS[2], ARGV[9], ARGV[11])
end
return 1
