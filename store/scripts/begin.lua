-- Begins a dispatch, once. A reminder covers those of its lead times that no earlier dispatch has covered.
-- KEYS: 1 the dispatch, 2 the active dispatches, 3 the reminders of the event (reminders only).
-- ARGV: dispatch id, document, place among the active ones, moment (unix) when the third key may be forgotten, "start/lead" …
-- Returns the lead times covered ("start/lead" …; for a broadcast: the id), or nothing when it had begun before.
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {}
end
local covered = {}
for i = 5, #ARGV do
  if redis.call('HSETNX', KEYS[3], ARGV[i], ARGV[1]) == 1 then
    covered[#covered + 1] = ARGV[i]
  end
end
if KEYS[3] then
  redis.call('EXPIREAT', KEYS[3], ARGV[4])
  if #covered == 0 then
    return {}
  end
else
  covered[1] = ARGV[1]
end
redis.call('HSET', KEYS[1], 'doc', ARGV[2], 'state', 'expanding', 'cursor', '0', 'covers', table.concat(covered, ' '))
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
return covered
