package embedded

import (
	"fmt"
	"net"

	"github.com/alicebob/miniredis/v2/server"
)

// entry is one write on its way into the journal and the state.
type entry struct {
	peer    *server.Peer
	command []string
	queued  [][]string // of the transaction that the command, an EXEC, ends
	scripts []string   // texts that the journal is told of first
	done    bool
	err     error
}

// commit journals an entry, executes it and leaves its reply with the peer. Whoever comes first takes along all that came
// while the batch before was being written. An error means that nothing was executed.
func (engine *Engine) commit(entry *entry) error {
	engine.waitingMu.Lock()
	engine.waiting = append(engine.waiting, entry)
	engine.waitingMu.Unlock()
	engine.turn.Lock()
	defer engine.turn.Unlock()
	if !entry.done {
		engine.waitingMu.Lock()
		batch := engine.waiting
		engine.waiting = nil
		engine.waitingMu.Unlock()
		engine.run(batch)
	}
	return entry.err
}

func (engine *Engine) run(batch []*entry) {
	err := engine.write(batch)
	for _, entry := range batch {
		entry.done, entry.err = true, err
		if err == nil {
			engine.execute(entry)
		}
	}
	engine.compactIfWorthwhile()
}

// write puts a batch into the journal, each entry a record, all with one write.
func (engine *Engine) write(batch []*entry) error {
	if engine.closed {
		return net.ErrClosed
	}
	engine.advance()
	buffer := engine.buffer[:0]
	weight := int64(0)
	for _, entry := range batch {
		commands := engine.commands(entry)
		weight += weigh(commands)
		buffer = appendRecord(buffer, engine.journal.seed, record{at: engine.state.at, commands: commands})
	}
	if cap(buffer) <= bufferKept {
		engine.buffer = buffer
	}
	err := engine.journal.append(buffer, engine.options.Sync == 0)
	engine.report(err)
	if err == nil {
		engine.since += int64(len(buffer)) + weight
	}
	return err
}

// report logs when writing begins to fail and when it works again, not each time.
func (engine *Engine) report(err error) {
	switch {
	case err != nil && !engine.failing:
		engine.options.Log.Error("store refuses writes: journal cannot be written", "file", engine.journal.name, "error", err)
	case err == nil && engine.failing:
		engine.options.Log.Info("store takes writes again", "file", engine.journal.name)
	}
	engine.failing = err != nil
}

// commands are what replay executes to the same effect as the entry.
func (engine *Engine) commands(entry *entry) [][]string {
	var commands [][]string
	plain := func(command []string) []string {
		text := scriptText(upper(command[0]), command)
		if text == "" {
			return command
		}
		sha := digest(text)
		if !engine.state.knows(sha) {
			entry.scripts = append(entry.scripts, text)
			commands = append(commands, []string{"SCRIPT", "LOAD", text})
		}
		name := map[string]string{"EVAL": "EVALSHA", "EVAL_RO": "EVALSHA_RO"}[upper(command[0])]
		return append([]string{name, sha}, command[2:]...)
	}
	if len(entry.queued) == 0 {
		command := plain(entry.command)
		return append(commands, command)
	}
	transaction := [][]string{{"MULTI"}}
	for _, command := range entry.queued {
		transaction = append(transaction, plain(command))
	}
	return append(append(commands, transaction...), entry.command)
}

func (engine *Engine) execute(entry *entry) {
	for _, text := range entry.scripts {
		engine.state.learn(text)
		engine.state.call(mutePeer(), []string{"SCRIPT", "LOAD", text})
	}
	switch {
	case isScriptLoad(entry.command):
		engine.state.learn(entry.command[2])
	case isScriptFlush(entry.command):
		engine.state.forget()
	}
	engine.since += calledWeight * engine.state.call(entry.peer, entry.command, entry.queued...)
}

// misconf is the reply to a write that could not be journalled, in the words of Redis.
func misconf(err error) string {
	return fmt.Sprintf("MISCONF the store cannot write its journal, so nothing was changed: %v", err)
}
