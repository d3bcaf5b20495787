-- Enters a page of recipients in the ledger. Cursor and ledger move in this one step, so no page counts twice.
-- KEYS: 1 the dispatch, 2 ready, 3 outcomes, 4 tally.
-- ARGV: cursor expected, next cursor ("end" after the last page), then recipient, "" or the outcome it begins with …
-- Returns 1, or 0 when the cursor stands elsewhere (another leader was here) or the dispatch has been withdrawn.
local state = redis.call('HGET', KEYS[1], 'state')
if state ~= 'expanding' or redis.call('HGET', KEYS[1], 'cursor') ~= ARGV[1] then
  return 0
end
local entered = 0
for i = 3, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('RPUSH', KEYS[2], ARGV[i])
    entered = entered + 1
  elseif redis.call('HSETNX', KEYS[3], ARGV[i], ARGV[i + 1]) == 1 then
    redis.call('HINCRBY', KEYS[4], ARGV[i + 1], 1)
    entered = entered + 1
  end
end
redis.call('HINCRBY', KEYS[4], 'total', entered)
redis.call('HSET', KEYS[1], 'cursor', ARGV[2])
if ARGV[2] == 'end' then
  redis.call('HSET', KEYS[1], 'state', 'running')
end
return 1
