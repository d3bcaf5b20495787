package store

import (
	"testing"

	"alliancebot/alliance"
)

func TestMigrations(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		for range 2 {
			must(t, store.Migrations(ctx))
			same(t, "state", contents(t, store), map[string]any{keySchema: "3"})
		}
		must(t, store.redis.Set(ctx, keySchema, "4", 0).Err())
		fails(t, "a newer schema", store.Migrations(ctx), alliance.Conflict)
		same(t, "state after that", contents(t, store), map[string]any{keySchema: "4"})
	})
}
