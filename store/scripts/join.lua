-- Enters late joiners of a dispatch whose recipients have all been entered and tried, each once. One that is done goes on with them.
-- What was withdrawn or recalled takes nobody any more.
-- KEYS: 1 the dispatch, 2 ready, 3 waiting, 4 outcomes, 5 tally, 6 active dispatches, 7 those open to late joiners.
-- ARGV: dispatch id, place among the active ones, moment (unix ms), then recipient, "" or the outcome it begins with …
-- Returns how many were entered, or -1 when they cannot be entered yet.
local state = redis.call('HGET', KEYS[1], 'state')
if not state or state == 'withdrawn' or redis.call('HEXISTS', KEYS[1], 'recalled') == 1 then
  redis.call('HDEL', KEYS[7], ARGV[1])
  return 0
end
if state == 'scheduled' or state == 'proposed' then -- they are entered when it begins
  return 0
end
if redis.call('HGET', KEYS[1], 'cursor') ~= 'end' or redis.call('LLEN', KEYS[2]) > 0 then
  return -1
end
local entered, ready = 0, 0
for i = 4, #ARGV, 2 do
  if redis.call('HEXISTS', KEYS[4], ARGV[i]) == 0 and not redis.call('ZSCORE', KEYS[3], ARGV[i]) then
    if ARGV[i + 1] == '' then
      redis.call('RPUSH', KEYS[2], ARGV[i])
      ready = ready + 1
    else
      redis.call('HSET', KEYS[4], ARGV[i], ARGV[i + 1])
      redis.call('HINCRBY', KEYS[5], ARGV[i + 1], 1)
    end
    entered = entered + 1
  end
end
if entered == 0 then
  return 0
end
redis.call('HINCRBY', KEYS[5], 'total', entered)
if state == 'done' and ready > 0 then
  redis.call('HSET', KEYS[1], 'state', 'running', 'resumed', ARGV[3])
  redis.call('HDEL', KEYS[1], 'ended')
  redis.call('HSET', KEYS[6], ARGV[1], ARGV[2])
  for _, number in ipairs({1, 4, 5}) do
    redis.call('PERSIST', KEYS[number])
  end
elseif state == 'done' then -- what these are the first to make is kept as long as the rest
  for _, number in ipairs({4, 5}) do
    redis.call('EXPIRE', KEYS[number], redis.call('TTL', KEYS[1]))
  end
end
return entered
