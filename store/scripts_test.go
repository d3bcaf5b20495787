package store

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestScripts holds every script to its comment, and to being in use: loaded by name, and accepted by each engine.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("scripts/*.lua")
	must(t, err)
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(t, err)
		texts[strings.TrimSuffix(filepath.Base(file), ".lua")] = string(text)
	}
	source, err := os.ReadFile("scripts.go")
	must(t, err)
	var loaded []string
	for _, call := range regexp.MustCompile(`script\("(\w+)"\)`).FindAllStringSubmatch(string(source), -1) {
		loaded = append(loaded, call[1])
	}
	slices.Sort(loaded)
	same(t, "scripts loaded", loaded, sortedKeys(texts))

	comment := regexp.MustCompile(`^-- [A-Z].*\.\n(-- .*\n)*-- KEYS: .*\n(--  .*\n)*-- ARGV: .*\n(--  .*\n)*-- Returns .*\n(--  .*\n)*[^-]`)
	for name, text := range texts {
		if !comment.MatchString(text) {
			t.Errorf("%s.lua must begin with comments: what it does, KEYS, ARGV, Returns", name)
		}
		for _, forbidden := range []string{"math.random", "'TIME'", "os.time"} {
			if strings.Contains(text, forbidden) {
				t.Errorf("%s.lua uses %s, but journals are replayed", name, forbidden)
			}
		}
	}
	onEveryEngine(t, func(t *testing.T, store *Store) {
		for name, text := range texts {
			if err := store.redis.ScriptLoad(t.Context(), text).Err(); err != nil {
				t.Errorf("%s.lua: %v", name, err)
			}
		}
	})
}
