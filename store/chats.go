package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// Chat finds a group or channel that the bot is in or was, by the id it has or had; a missing one is an error of kind NotFound.
func (store *Store) Chat(ctx context.Context, id int64) (alliance.Chat, error) {
	chat, err := store.chat(ctx, id)
	if err != nil || chat.Moved == 0 {
		return chat, err
	}
	return store.chat(ctx, chat.Moved)
}

func (store *Store) chat(ctx context.Context, id int64) (alliance.Chat, error) {
	field := strconv.FormatInt(id, 10)
	var text, language *redis.StringCmd
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		text, language = pipe.HGet(ctx, keyChats, field), pipe.HGet(ctx, keyLanguages, field)
		return nil
	})
	if errors.Is(err, redis.Nil) { // of the two, the chat must be there
		err = text.Err()
	}
	if err != nil { // who writes it for the first time wants to know its language
		return alliance.Chat{ID: id, Language: alliance.Language(language.Val())}, failed("read chat", err)
	}
	return decodeChat(text.Val(), language.Val())
}

func decodeChat(text, language string) (alliance.Chat, error) {
	var chat alliance.Chat
	if err := json.Unmarshal([]byte(text), &chat); err != nil {
		return alliance.Chat{}, fmt.Errorf("decode chat: %w", err)
	}
	chat.Language = alliance.Language(language)
	return chat, nil
}

// Chats lists the groups and channels that the bot is in or was, by title; those that have become supergroups as what they are now.
func (store *Store) Chats(ctx context.Context) ([]alliance.Chat, error) {
	texts, err := store.redis.HGetAll(ctx, keyChats).Result()
	if err != nil {
		return nil, failed("read chats", err)
	}
	languages, err := store.redis.HGetAll(ctx, keyLanguages).Result()
	if err != nil {
		return nil, failed("read languages of chats", err)
	}
	var chats []alliance.Chat
	for id, text := range texts {
		chat, err := decodeChat(text, languages[id])
		if err != nil {
			return nil, err
		}
		if chat.Moved == 0 {
			chats = append(chats, chat)
		}
	}
	slices.SortFunc(chats, func(a, b alliance.Chat) int { return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID)) })
	return chats, nil
}

// ChangeChat reads the chat, or a new one with this id, lets change alter it and writes it back, all or nothing even where others
// change it at the same time. It returns the chat as written, which may have another id than one that has moved.
func (store *Store) ChangeChat(ctx context.Context, id int64, change func(*alliance.Chat)) (alliance.Chat, error) {
	var chat alliance.Chat
	err := contested(func() error {
		known, err := store.Chat(ctx, id)
		if err != nil && alliance.KindOf(err) != alliance.NotFound {
			return err
		}
		writing := newSwap()
		err = store.alter(ctx, writing, known.ID, func(stored *alliance.Chat) {
			change(stored)
			chat = *stored
			chat.Language = known.Language
		})
		if err != nil || !writing.changed {
			return err
		}
		return writing.run(ctx, store)
	})
	return chat, err
}

// alter enters in a swap what change makes of a chat, and the times at which it is reminded.
func (store *Store) alter(ctx context.Context, writing *swap, id int64, change func(*alliance.Chat)) error {
	field := strconv.FormatInt(id, 10)
	old, err := store.redis.HGet(ctx, keyChats, field).Result()
	if err = failed("read chat", err); err != nil && alliance.KindOf(err) != alliance.NotFound {
		return err
	}
	chat := alliance.Chat{ID: id}
	if old != "" {
		if chat, err = decodeChat(old, ""); err != nil {
			return err
		}
	}
	before := subscriber(chat)
	change(&chat)
	text, err := json.Marshal(chat)
	if err != nil {
		return fmt.Errorf("encode chat: %w", err)
	}
	if string(text) == old {
		return nil
	}
	writing.replace(keyChats, field, old, string(text))
	writing.choose(before, subscriber(chat))
	return nil
}

// subscriber is who has reminders in a chat; nobody is somebody without times of their own.
func subscriber(chat alliance.Chat) alliance.Member {
	if chat.Subscriber == nil {
		return alliance.Member{}
	}
	return *chat.Subscriber
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
