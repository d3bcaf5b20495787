-- Gives the lead up, if the replica has it: the lead may have passed to another one meanwhile.
-- KEYS: 1 the lease.
-- ARGV: replica.
-- Returns 1 when the lead is given up, 0 when another replica has it or none.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
return redis.call('DEL', KEYS[1])
