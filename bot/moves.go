package bot

import (
	"errors"
	"sync"

	"alliancebot/alliance"
)

// moves are the groups that have become supergroups, as far as this process has tried to write to them: old chat id -> new one.
// Telegram alone knows them all and tells whoever uses an old id, so they are kept nowhere else.
type moves struct {
	mu sync.Mutex
	to map[int64]int64
}

// follow calls send with the id under which the chat is reached now.
func (moves *moves) follow(chat int64, send func(chat int64) error) error {
	chat = moves.home(chat)
	err := send(chat)
	failure, ok := errors.AsType[*alliance.Failure](err)
	if !ok || failure.Class != alliance.Migrated {
		return err
	}
	moves.note(chat, failure.MigratedTo)
	return send(failure.MigratedTo)
}

func (moves *moves) home(chat int64) int64 {
	moves.mu.Lock()
	defer moves.mu.Unlock()
	if to, moved := moves.to[chat]; moved {
		return to
	}
	return chat
}

func (moves *moves) note(from, to int64) {
	moves.mu.Lock()
	defer moves.mu.Unlock()
	moves.to[from] = to
}
