package embedded

// The weight of a journal is how long it takes to replay, in bytes that take 10 ns each: what costs time is how often miniredis
// is called, above all from scripts, and hardly what it is given.
const (
	commandWeight = 256      // one command
	calledWeight  = 1 << 10  // one command that a script calls, with a connection of its own
	scriptWeight  = 16 << 10 // one run of a script, for which a Lua state is made
)

// weigh is the weight of commands beyond their bytes, without what scripts among them call.
func weigh(commands [][]string) int64 {
	weight := int64(len(commands)) * commandWeight
	for _, command := range commands {
		switch upper(command[0]) {
		case "EVALSHA", "EVALSHA_RO":
			weight += scriptWeight
		}
	}
	return weight
}
