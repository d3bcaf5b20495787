package embedded

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/alicebob/miniredis/v2/server"
)

// sessionBuffer is the bytes read and written at once.
const sessionBuffer = 4 << 10

// session executes the commands of one connection.
type session struct {
	engine      *Engine
	source      *bytes.Reader
	buffered    *bufio.Reader
	in          *reader
	peer        *server.Peer
	transaction *transaction // since MULTI
	subscribed  bool
}

// transaction is what came since MULTI; miniredis queues it too and answers for each command.
type transaction struct {
	queued [][]string
	bytes  int
	writes bool
	spoilt bool // a command was refused before miniredis saw it
}

// newSession writes its replies to out.
func newSession(engine *Engine, out io.Writer) *session {
	source := bytes.NewReader(nil)
	buffered := bufio.NewReaderSize(source, sessionBuffer)
	return &session{
		engine: engine, source: source, buffered: buffered, in: newReader(buffered),
		peer: server.NewPeer(bufio.NewWriterSize(out, sessionBuffer)),
	}
}

// take executes the commands at the front of input and returns the rest, which is not a whole command; alive is false when
// the connection is over.
func (session *session) take(input []byte) (rest []byte, alive bool) {
	defer session.peer.Flush()
	session.source.Reset(input)
	session.buffered.Reset(session.source)
	for !session.peer.Closed() {
		rest = input[len(input)-session.source.Len()-session.buffered.Buffered():]
		if len(rest) == 0 {
			return nil, true
		}
		command, err := session.in.command()
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return rest, true
		case err != nil:
			session.peer.WriteError("ERR " + err.Error())
			return nil, false
		case len(command) > 0:
			session.handle(upper(command[0]), command)
		}
	}
	return nil, false
}

// end tells miniredis that the connection is over; it hears of that only so.
func (session *session) end() {
	if session.subscribed {
		session.engine.state.call(mutePeerOf(session.peer), []string{"UNSUBSCRIBE"})
		session.engine.state.call(mutePeerOf(session.peer), []string{"PUNSUBSCRIBE"})
	}
}

func (session *session) handle(name string, command []string) {
	reason := refusal(name, command[1:])
	switch {
	case session.subscribed && !listens(name):
		reason = "ERR only (P)SUBSCRIBE, (P)UNSUBSCRIBE, PING and QUIT are allowed on a subscribed connection"
	case session.transaction != nil && bindsConnection(name):
		reason = refused(name+" inside MULTI", "belongs to no transaction")
	}
	if reason != "" {
		session.refuse(reason)
		return
	}
	if text := scriptText(name, command); name == "EVAL_RO" && text != "" && !session.engine.state.knows(digest(text)) {
		if !session.commit(&entry{peer: mutePeer(), command: []string{"SCRIPT", "LOAD", text}}) {
			return
		}
	}
	if session.transaction != nil {
		session.queue(name, command)
		return
	}
	session.run(name, command)
}

func (session *session) refuse(reason string) {
	session.peer.WriteError(reason)
	if session.transaction != nil {
		session.transaction.spoilt = true
	}
}

// run executes a command outside of a transaction.
func (session *session) run(name string, command []string) {
	if session.engine.state.writes(name, command) {
		session.commit(&entry{peer: session.peer, command: command})
		return
	}
	session.engine.state.call(session.peer, command)
	switch {
	case name == "MULTI" && len(command) == 1:
		session.transaction = &transaction{}
	case name == "SUBSCRIBE" || name == "PSUBSCRIBE":
		session.subscribed = true
	}
}

// commit answers MISCONF and reports false where the entry could not be journalled.
func (session *session) commit(entry *entry) bool {
	err := session.engine.commit(entry)
	if err != nil {
		session.refuse(misconf(err))
	}
	return err == nil
}

// queue takes one command of a transaction, or ends it.
func (session *session) queue(name string, command []string) {
	transaction := session.transaction
	switch {
	case name == "EXEC" && len(command) == 1:
		session.exec(transaction)
		return
	case name == "DISCARD" && len(command) == 1:
		session.transaction = nil
	case name != "MULTI":
		transaction.bytes += size(command)
		transaction.queued = append(transaction.queued, command)
		transaction.writes = transaction.writes || session.engine.state.writes(name, command)
	}
	if transaction.bytes > maxCommand {
		session.refuse("ERR the transaction is too large")
		transaction.queued = nil
		return
	}
	session.engine.state.call(session.peer, command)
}

// exec journals and executes a transaction as one.
func (session *session) exec(transaction *transaction) {
	session.transaction = nil
	command := []string{"EXEC"}
	switch {
	case transaction.spoilt:
		session.discard()
		session.peer.WriteError("EXECABORT Transaction discarded because of previous errors.")
	case !transaction.writes:
		session.engine.state.call(session.peer, command)
	case !session.commit(&entry{peer: session.peer, command: command, queued: transaction.queued}):
		session.discard()
	}
}

func (session *session) discard() {
	session.engine.state.call(mutePeerOf(session.peer), []string{"DISCARD"})
}

// mutePeerOf acts for peer, but its replies nobody reads.
func mutePeerOf(peer *server.Peer) *server.Peer {
	mute := mutePeer()
	mute.Ctx = peer.Ctx
	return mute
}
