package store

import (
	"context"
	"strconv"

	"alliancebot/alliance"
)

// Migrate takes what stands under the id of a group that has become a supergroup to its new id (Bot API, migrate_to_chat_id). Under
// the old id stands where it has gone. What the group was in the middle of ends: messages have other numbers there, and a reply to one
// would be taken for an answer. Doing it again changes nothing.
func (store *Store) Migrate(ctx context.Context, from, to int64) error {
	old, now := strconv.FormatInt(from, 10), strconv.FormatInt(to, 10)
	return contested(func() error {
		change := newSwap()
		for _, key := range []string{keyDrafts, keyLanguages} {
			value, err := store.redis.HGet(ctx, key, old).Result()
			if err = failed("read chat", err); alliance.KindOf(err) == alliance.NotFound && err != nil {
				continue
			}
			if err != nil {
				return err
			}
			change.replace(key, old, value, "")
			if key != keyDrafts {
				change.write(key, now, value)
			}
		}
		if err := store.moveChat(ctx, change, from, to); err != nil {
			return err
		}
		if len(change.keys) == 0 {
			return nil
		}
		return change.run(ctx, store)
	})
}

// moveChat gives the new id what was known of the group, and what it has subscribed to; what is known of the new id already counts.
func (store *Store) moveChat(ctx context.Context, moving *swap, from, to int64) error {
	group, err := store.chat(ctx, from)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound, err == nil && group.Moved == to:
		return nil
	case err != nil:
		return err
	}
	err = store.alter(ctx, moving, to, func(chat *alliance.Chat) {
		if chat.Title == "" {
			chat.Title, chat.Kind = group.Title, alliance.Supergroup
		}
		if chat.Subscriber == nil {
			chat.Subscriber, chat.Topic = group.Subscriber, group.Topic
		}
		if chat.Subscriber != nil {
			chat.Subscriber.ID = to
		}
	})
	if err != nil {
		return err
	}
	return store.alter(ctx, moving, from, func(chat *alliance.Chat) { *chat = alliance.Chat{ID: from, Title: group.Title, Moved: to} })
}
