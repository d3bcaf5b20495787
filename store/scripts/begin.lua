-- Begins or schedules a dispatch, once. A reminder covers those of its lead times that no earlier dispatch has covered.
-- An edit, a recall or a reminder to confirm is noted in the broadcast that it is of; what was recalled takes no edit and no such
-- reminder any more.
-- KEYS: 1 the dispatch, 2 the active dispatches, 3 the scheduled ones, 4 the latest broadcasts,
--       5 the reminders of the event (reminders and notices), or the broadcast that it is of (edits, recalls, reminders to confirm).
-- ARGV: dispatch id, document, place among the active ones, appointment ("": it begins at once), moment it was created (unix ms),
--       how many of the latest broadcasts are kept (0: this is none), moment (unix) when the fifth key may be forgotten,
--       how it is noted in the broadcast that it is of ("edited", "edited:language", "nudged:id", "recalled" or ""), "start/lead" …
-- Returns the lead times covered ("start/lead" …; for a broadcast: the id), nothing when it had begun before, or "" when
--  it comes after a recall.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {}
end
local note = ARGV[8]
if note ~= '' and note ~= 'recalled' and redis.call('HEXISTS', KEYS[5], 'recalled') == 1 then
  return {''}
end
local covered = {}
for i = 9, #ARGV do
  if redis.call('HSETNX', KEYS[5], ARGV[i], ARGV[1]) == 1 then
    covered[#covered + 1] = ARGV[i]
  end
end
if KEYS[5] and note == '' then
  redis.call('EXPIREAT', KEYS[5], ARGV[7])
  if #covered == 0 then
    return {}
  end
else
  covered[1] = ARGV[1]
  if ARGV[6] ~= '0' then
    redis.call('LPUSH', KEYS[4], ARGV[1])
    redis.call('LTRIM', KEYS[4], 0, ARGV[6] - 1)
  end
end
local state = 'expanding'
if ARGV[4] ~= '' then
  state = 'scheduled'
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[4])
else
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
  if note ~= '' and redis.call('EXISTS', KEYS[5]) == 1 then
    redis.call('HSET', KEYS[5], note, ARGV[1])
  end
end
redis.call('HSET', KEYS[1], 'doc', ARGV[2], 'state', state, 'begun', ARGV[5], 'cursor', '0', 'covers', table.concat(covered, ' '))
return covered
