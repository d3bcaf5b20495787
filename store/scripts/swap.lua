-- Compares and swaps fields of hashes, and writes what must agree with them (indexes, plans).
-- KEYS: every hash touched.
-- ARGV: n, then n times (key number, field, expected value or "") – then any number of (key number, field, value or "" to delete).
-- Returns 1 when all was as expected and everything is written, 0 when nothing was.
local n = tonumber(ARGV[1])
local at = 2
for _ = 1, n do
  local current = redis.call('HGET', KEYS[tonumber(ARGV[at])], ARGV[at + 1])
  if (current or '') ~= ARGV[at + 2] then
    return 0
  end
  at = at + 3
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
