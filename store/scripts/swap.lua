-- Compares and swaps fields of hashes, and writes what must agree with them (indexes, plans, the list of changes).
-- KEYS: 1 the list of changes, then every hash touched.
-- ARGV: how many changes the list keeps, m – then m ids of what changes – then n – then n times (key number, count, count
--       fields, as many expected values or "") – then any number of (HSET or HDEL, key number, count, count arguments).
-- Returns 1 when all was as expected and everything is written, 0 when nothing was.
local kept, m = tonumber(ARGV[1]), tonumber(ARGV[2])
local at = 4 + m
for _ = 1, tonumber(ARGV[at - 1]) do
  local count = tonumber(ARGV[at + 1])
  local values = redis.call('HMGET', KEYS[tonumber(ARGV[at])], unpack(ARGV, at + 2, at + 1 + count))
  for i = 1, count do
    if (values[i] or '') ~= ARGV[at + 1 + count + i] then
      return 0
    end
  end
  at = at + 2 + 2 * count
end
if m > 0 then
  local newest = redis.call('LINDEX', KEYS[1], -1) or '0 '
  local number = tonumber(string.match(newest, '^%d+'))
  local changes = {}
  for i = 1, m do
    changes[i] = string.format('%d %s', number + i, ARGV[2 + i])
  end
  redis.call('RPUSH', KEYS[1], unpack(changes))
  redis.call('LTRIM', KEYS[1], -kept, -1)
end
while at < #ARGV do
  local count = tonumber(ARGV[at + 2])
  redis.call(ARGV[at], KEYS[tonumber(ARGV[at + 1])], unpack(ARGV, at + 3, at + 2 + count))
  at = at + 3 + count
end
return 1
