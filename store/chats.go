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

// ChatLanguage is the language that was chosen in a group; none is an error of kind NotFound.
func (store *Store) ChatLanguage(ctx context.Context, chat int64) (alliance.Language, error) {
	language, err := store.redis.HGet(ctx, keyLanguages, strconv.FormatInt(chat, 10)).Result()
	return alliance.Language(language), failed("read language of chat", err)
}

// SetChatLanguage chooses the language of a group.
func (store *Store) SetChatLanguage(ctx context.Context, chat int64, language alliance.Language) error {
	return failed("write language of chat", store.redis.HSet(ctx, keyLanguages, strconv.FormatInt(chat, 10), string(language)).Err())
}

// Migrate takes what stands under the id of a group that has become a supergroup to its new id (Bot API, migrate_to_chat_id).
// Doing it again changes nothing.
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
			change.write(key, now, value)
		}
		if len(change.keys) == 0 {
			return nil
		}
		return change.run(ctx, store)
	})
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
