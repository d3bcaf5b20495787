package bot

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"alliancebot/alliance"
)

// moves are the groups that have become supergroups, as far as this process has tried to write to them: old chat id -> new one.
// Telegram alone knows them all and tells whoever uses an old id. What stands under one in the store is moved as well, since the
// update that tells of it may never have come.
type moves struct {
	mu       sync.Mutex
	to       map[int64]int64
	register Register
	log      *slog.Logger
}

// Register is where stands what other processes of the bot are to know too: where groups have gone, and until when Telegram lets nobody
// send.
type Register interface {
	Migrate(ctx context.Context, from, to int64) error
	Hold(ctx context.Context, until time.Time) error
	Held(ctx context.Context) (until time.Time, err error)
}

// follow calls send with the id under which the chat is reached now.
func (moves *moves) follow(ctx context.Context, chat int64, send func(chat int64) error) error {
	chat = moves.home(chat)
	err := send(chat)
	failure, ok := errors.AsType[*alliance.Failure](err)
	if !ok || failure.Class != alliance.Migrated {
		return err
	}
	moves.note(ctx, chat, failure.MigratedTo)
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

func (moves *moves) note(ctx context.Context, from, to int64) {
	if err := moves.register.Migrate(ctx, from, to); err != nil {
		moves.log.Warn("what is known of a group not moved", "chat", from, "now", to, "error", err)
	}
	moves.mu.Lock()
	defer moves.mu.Unlock()
	moves.to[from] = to
}
