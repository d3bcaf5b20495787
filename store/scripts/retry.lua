-- Takes the failed recipients of a dispatch back among those never tried. One that is done goes on with them.
-- A broadcast recalled since is not retried, nor an edit of one recalled or edited again: it says what holds no more.
-- KEYS: 1 the dispatch, 2 ready, 3 outcomes, 4 tally, 5 active dispatches, 6 doubts, 7 the broadcast that it is an edit of (edits only).
-- ARGV: dispatch id, place among the active ones, moment (unix ms), how an edit is noted in the broadcast that it is of.
-- Returns how many there are, or the state of a dispatch that cannot be retried ("recalled" and how it is edited as well), or nothing when there is no such dispatch.
local state = redis.call('HGET', KEYS[1], 'state')
if state ~= 'done' and state ~= 'running' and state ~= 'expanding' and state ~= 'paused' then
  return state
end
if redis.call('HEXISTS', KEYS[7] or KEYS[1], 'recalled') == 1 then
  return 'recalled'
end
if KEYS[7] then
  local by = redis.call('HGET', KEYS[7], ARGV[4])
  if by and by ~= ARGV[1] then
    return ARGV[4]
  end
end
local failed, cursor = {}, '0'
repeat
  local page = redis.call('HSCAN', KEYS[3], cursor, 'COUNT', 1000)
  cursor = page[1]
  for i = 1, #page[2], 2 do
    if string.sub(page[2][i + 1], 1, 6) == 'failed' then
      failed[#failed + 1] = page[2][i]
      failed[#failed + 1] = page[2][i + 1]
    end
  end
until cursor == '0'
local count = 0
for i = 1, #failed, 2 do
  if redis.call('HDEL', KEYS[3], failed[i]) == 1 then -- a scan may show somebody twice
    redis.call('RPUSH', KEYS[2], failed[i])
    if redis.call('HINCRBY', KEYS[4], failed[i + 1], -1) == 0 then
      redis.call('HDEL', KEYS[4], failed[i + 1])
    end
    count = count + 1
  end
end
if state == 'done' and count > 0 then
  redis.call('HSET', KEYS[1], 'state', 'running', 'begun', ARGV[3])
  redis.call('HDEL', KEYS[1], 'ended')
  redis.call('HSET', KEYS[5], ARGV[1], ARGV[2])
  for _, number in ipairs({1, 3, 4, 6}) do
    redis.call('PERSIST', KEYS[number])
  end
end
return count
