package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"alliancebot/alliance"
)

// Draft reads what the chat is in the middle of; nothing is an error of kind NotFound.
func (store *Store) Draft(ctx context.Context, chat int64) (alliance.Draft, error) {
	text, err := store.redis.HGet(ctx, keyDrafts, strconv.FormatInt(chat, 10)).Result()
	if err != nil {
		return alliance.Draft{}, failed("read draft", err)
	}
	var draft alliance.Draft
	if err := json.Unmarshal([]byte(text), &draft); err != nil {
		return alliance.Draft{}, fmt.Errorf("decode draft: %w", err)
	}
	return draft, nil
}

// SetDraft puts the chat in the middle of something.
func (store *Store) SetDraft(ctx context.Context, chat int64, draft alliance.Draft) error {
	text, err := json.Marshal(draft)
	if err != nil {
		return fmt.Errorf("encode draft: %w", err)
	}
	return failed("write draft", store.redis.HSet(ctx, keyDrafts, strconv.FormatInt(chat, 10), text).Err())
}

// DropDraft ends what the chat was in the middle of, and reports whether there was anything.
func (store *Store) DropDraft(ctx context.Context, chat int64) (bool, error) {
	n, err := store.redis.HDel(ctx, keyDrafts, strconv.FormatInt(chat, 10)).Result()
	return n > 0, failed("drop draft", err)
}

// Menus tells which command menus Telegram holds: bot, scope and language -> fingerprint.
func (store *Store) Menus(ctx context.Context) (map[string]string, error) {
	menus, err := store.redis.HGetAll(ctx, keyMenus).Result()
	return menus, failed("read menus", err)
}

// SetMenu remembers a command menu that Telegram has taken.
func (store *Store) SetMenu(ctx context.Context, place, fingerprint string) error {
	return failed("write menu", store.redis.HSet(ctx, keyMenus, place, fingerprint).Err())
}
