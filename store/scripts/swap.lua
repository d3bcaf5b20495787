-- Compares and swaps fields of hashes, and writes what must agree with them (indexes, plans, the list of changes).
-- KEYS: 1 the list of changes, then every hash touched.
-- ARGV: how many changes the list keeps, n, m – then n times (key number, field, expected value or "") – then m ids of what
--       changes – then any number of (key number, field, value or "" to delete).
-- Returns 1 when all was as expected and everything is written, 0 when nothing was.
local kept, n, m = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local at = 4
for _ = 1, n do
  local current = redis.call('HGET', KEYS[tonumber(ARGV[at])], ARGV[at + 1])
  if (current or '') ~= ARGV[at + 2] then
    return 0
  end
  at = at + 3
end
if m > 0 then
  local newest = redis.call('LINDEX', KEYS[1], -1) or '0 '
  local number = tonumber(string.match(newest, '^%d+'))
  for i = 1, m do
    redis.call('RPUSH', KEYS[1], string.format('%d %s', number + i, ARGV[at]))
    at = at + 1
  end
  redis.call('LTRIM', KEYS[1], -kept, -1)
end
while at < #ARGV do
  local key = KEYS[tonumber(ARGV[at])]
  if ARGV[at + 2] == '' then
    redis.call('HDEL', key, ARGV[at + 1])
  else
    redis.call('HSET', key, ARGV[at + 1], ARGV[at + 2])
  end
  at = at + 3
end
return 1
