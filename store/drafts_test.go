package store

import (
	"testing"

	"alliancebot/alliance"
)

func TestDraft(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		_, err := store.Draft(ctx, 7)
		fails(t, "no draft", err, alliance.NotFound)
		for _, want := range []alliance.Draft{
			{ID: "a", Command: "broadcast"},
			{ID: "b", Command: "broadcast", Waits: "content", Dispatch: alliance.Dispatch{Content: alliance.Content{Sources: []alliance.Source{{Chat: 7, Message: 12}}}}, Heads: 40},
		} {
			must(t, store.SetDraft(ctx, 7, want))
			got, err := store.Draft(ctx, 7)
			must(t, err)
			same(t, "draft", got, want)
		}
		for _, want := range []bool{true, false} {
			dropped, err := store.DropDraft(ctx, 7)
			must(t, err)
			same(t, "dropped", dropped, want)
		}
		same(t, "state", contents(t, store), map[string]any{})
	})
}

func TestMigrate(t *testing.T) {
	const from, to = -7, -1001234567890
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		draft := alliance.Draft{ID: "a", Command: "broadcast", Dispatch: alliance.Dispatch{Content: alliance.Content{Text: "hello"}}}
		must(t, store.SetDraft(ctx, from, draft))
		_, err := store.ChatLanguage(ctx, from)
		fails(t, "no language", err, alliance.NotFound)
		must(t, store.SetChatLanguage(ctx, from, alliance.English))
		must(t, store.Migrate(ctx, from, to))
		state := contents(t, store)
		language, err := store.ChatLanguage(ctx, to)
		must(t, err)
		same(t, "language under the new id", language, alliance.English)
		_, err = store.ChatLanguage(ctx, from)
		fails(t, "language under the old id", err, alliance.NotFound)
		_, err = store.Draft(ctx, from)
		fails(t, "draft under the old id", err, alliance.NotFound)
		_, err = store.Draft(ctx, to)
		fails(t, "draft under the new id, where messages have other numbers", err, alliance.NotFound)
		must(t, store.Migrate(ctx, from, to))
		same(t, "state after doing it again", contents(t, store), state)
		must(t, store.Migrate(ctx, -8, -1008))
		same(t, "state after a group without a draft", contents(t, store), state)
	})
}

func TestMenus(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		menus, err := store.Menus(ctx)
		must(t, err)
		same(t, "no menus", menus, map[string]string{})
		must(t, store.SetMenu(ctx, "default/zh", "1"))
		must(t, store.SetMenu(ctx, "default/en", "2"))
		must(t, store.SetMenu(ctx, "default/zh", "3"))
		menus, err = store.Menus(ctx)
		must(t, err)
		same(t, "menus", menus, map[string]string{"default/zh": "3", "default/en": "2"})
	})
}
