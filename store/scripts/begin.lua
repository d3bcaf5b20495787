-- Begins a dispatch or lets it wait, scheduled or proposed, once. A reminder covers those of its lead times that no earlier dispatch has covered.
-- An edit, a recall or a reminder to confirm is noted in the broadcast that it is of; what was recalled takes no edit and no such
-- reminder any more.
-- KEYS: 1 the dispatch, 2 the active dispatches, 3 those that wait as this one, 4 the latest broadcasts,
--       5 the broadcasts open to late joiners, 6 the reminders of the event (reminders, snoozes and notices), or the broadcast that it is of (edits, recalls, reminders to confirm).
-- ARGV: dispatch id, document, place among the active ones, what is known of its wait ("": it begins at once), moment it was created (unix ms),
--       how many of the latest broadcasts are kept (0: this is none), moment (unix) when the sixth key may be forgotten,
--       how it is noted in the broadcast that it is of ("edited", "edited:language", "nudged:id", "recalled" or ""),
--       state in which it waits, until when it goes to late joiners (unix ms; 0: to none), "start/lead" …
-- Returns the lead times covered ("start/lead" …; for a broadcast: the id), nothing when it had begun before, or "" when
--  it comes after a recall.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {}
end
local note = ARGV[8]
if note ~= '' and note ~= 'recalled' and redis.call('HEXISTS', KEYS[6], 'recalled') == 1 then
  return {''}
end
local covered = {}
for i = 11, #ARGV do
  if redis.call('HSETNX', KEYS[6], ARGV[i], ARGV[1]) == 1 then
    covered[#covered + 1] = ARGV[i]
  end
end
if KEYS[6] and note == '' then
  redis.call('EXPIREAT', KEYS[6], ARGV[7])
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
  state = ARGV[9]
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[4])
else
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
  if note ~= '' and redis.call('EXISTS', KEYS[6]) == 1 then
    redis.call('HSET', KEYS[6], note, ARGV[1])
  end
end
if ARGV[10] ~= '0' then
  redis.call('HSET', KEYS[5], ARGV[1], ARGV[10])
end
redis.call('HSET', KEYS[1], 'doc', ARGV[2], 'state', state, 'begun', ARGV[5], 'cursor', '0', 'covers', table.concat(covered, ' '))
return covered
