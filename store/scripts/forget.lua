-- Forgets those fields of a hash that still have the value that was seen.
-- KEYS: 1 the hash.
-- ARGV: field, value …
-- Returns how many were forgotten.
local forgotten = 0
for i = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    forgotten = forgotten + redis.call('HDEL', KEYS[1], ARGV[i])
  end
end
return forgotten
