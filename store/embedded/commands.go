package embedded

import (
	"fmt"
	"strings"
)

func upper(name string) string { return strings.ToUpper(name) }

// refusal says why the store does not take a command, as an error reply, or is empty.
func refusal(name string, args []string) string {
	switch name {
	case "WATCH":
		return "ERR WATCH is not supported by the embedded store: use a script"
	case "BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BLMPOP", "BZPOPMIN", "BZPOPMAX", "BZMPOP", "WAIT":
		return refused(name, "blocks")
	case "SPOP":
		return refused(name, "is random and could not be replayed")
	case "BITOP":
		return refused(name, "leaves the TTL of a key that it deletes") // miniredis 2.40.0
	case "SWAPDB", "MOVE":
		return refused(name, "needs a second database")
	case "SELECT":
		if len(args) == 1 && args[0] != "0" {
			return "ERR DB index is out of range: the embedded store has database 0 only"
		}
	case "COPY":
		if len(args) > 2 && strings.EqualFold(args[2], "DB") {
			return refused(name+" … DB", "needs a second database")
		}
	case "HEXPIRE", "HPERSIST", "HTTL", "HPTTL", "HSETEX", "DELEX":
		return refused(name, "is newer than Redis 7.0")
	case "PFADD", "PFCOUNT", "PFMERGE":
		return refused(name, "has no type in its snapshots")
	}
	if len(name) > 3 && name[0] == 'X' {
		return refused(name, "has no type in its snapshots")
	}
	return ""
}

func refused(name, reason string) string {
	return fmt.Sprintf("ERR %s is not supported by the embedded store: it %s", name, reason)
}

// passes reports whether a command neither reads nor changes keys, or only reads them though miniredis does not say so.
func passes(name string) bool {
	switch name {
	case "HELLO", "CLIENT", "PING", "SELECT", "AUTH", "QUIT", "ECHO", "COMMAND", "INFO", "CLUSTER", "TIME", "OBJECT", "MEMORY",
		"SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "PUBLISH", "PUBSUB", "MULTI", "EXEC", "DISCARD", "UNWATCH":
		return true
	}
	return false
}

// bindsConnection reports whether a command changes its connection, which a transaction must not.
func bindsConnection(name string) bool {
	switch name {
	case "HELLO", "CLIENT", "AUTH", "SCRIPT", "SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "UNWATCH":
		return true
	}
	return false
}

// listens reports whether a subscribed connection may send the command.
func listens(name string) bool {
	switch name {
	case "SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "PING", "QUIT":
		return true
	}
	return false
}

// writes reports whether a command has to be journalled.
func (state *state) writes(name string, command []string) bool {
	if passes(name) || name == "SCRIPT" && !isScriptLoad(command) && !isScriptFlush(command) {
		return false
	}
	server := state.redis.Server()
	return server.IsRegisteredCommand(name) && !server.IsReadOnlyCommand(name)
}

// mortalKeys are the keys that may have a TTL once the command is done.
func mortalKeys(name string, args []string) []string {
	switch name {
	case "SET", "GETEX":
		if len(args) > 2 {
			return args[:1]
		}
	case "SETEX", "PSETEX", "EXPIRE", "PEXPIRE", "EXPIREAT", "PEXPIREAT", "RESTORE":
		return args[:min(1, len(args))]
	case "RENAME", "RENAMENX", "COPY":
		return args[:min(2, len(args))]
	}
	return nil
}

func isScriptLoad(command []string) bool {
	return len(command) == 3 && strings.EqualFold(command[0], "SCRIPT") && strings.EqualFold(command[1], "LOAD")
}

func isScriptFlush(command []string) bool {
	return len(command) > 1 && strings.EqualFold(command[0], "SCRIPT") && strings.EqualFold(command[1], "FLUSH")
}

// scriptText is the script that a command brings along, or empty.
func scriptText(name string, command []string) string {
	if len(command) >= 3 && (name == "EVAL" || name == "EVAL_RO") {
		return command[1]
	}
	return ""
}
