package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// journalOf writes three keys and answers the journal and where each of its records begins.
func journalOf(t *testing.T) (content []byte, starts []int64) {
	t.Helper()
	dir := t.TempDir()
	engine := start(t, Options{Dir: dir, Sync: time.Hour})
	client := connect(t, engine)
	for _, key := range []string{"first", "second", "third"} {
		starts = append(starts, engine.journal.size)
		if err := client.Set(t.Context(), key, "value", 0).Err(); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(filepath.Join(dir, "journal-1"))
	if err != nil {
		t.Fatal(err)
	}
	return content, starts
}

func TestTornTail(t *testing.T) {
	content, starts := journalOf(t)
	last := int(starts[2])
	tails := map[string][]byte{"zeros": append(bytes.Clone(content[:last]), make([]byte, 5000)...)}
	for end := last + 1; end < len(content); end++ {
		tails[fmt.Sprintf("cut at %d", end)] = content[:end]
	}
	bad := bytes.Clone(content)
	bad[len(bad)-1] ^= 1
	tails["bad last byte"] = bad
	for name, tail := range tails {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "journal-1")
			writeFile(t, path, tail)
			engine := start(t, Options{Dir: dir})
			if info, err := os.Stat(path); err != nil || info.Size() != int64(last) {
				t.Errorf("not cut to %d: %v, %v", last, info, err)
			}
			client := connect(t, engine)
			if err := client.Set(t.Context(), "fourth", "value", 0).Err(); err != nil {
				t.Fatal(err)
			}
			want := contentOf(t, engine)
			if strings.Contains(want, "third") || !strings.Contains(want, "second") {
				t.Errorf("read %s", want)
			}
			if got := contentOf(t, start(t, Options{Dir: copyOf(t, dir)})); got != want {
				t.Errorf("reopened: %s, want %s", got, want)
			}
		})
	}
}

func TestTornHeader(t *testing.T) {
	content, _ := journalOf(t)
	for end := range headerSize + 1 {
		dir := t.TempDir()
		writeFile(t, filepath.Join(dir, "journal-1"), content[:end])
		if got := contentOf(t, start(t, Options{Dir: dir})); got != "" {
			t.Errorf("header cut at %d: read %s", end, got)
		}
	}
}

func TestCorruptMiddle(t *testing.T) {
	content, starts := journalOf(t)
	for at := starts[0]; at < starts[2]; at++ {
		bad := bytes.Clone(content)
		bad[at] ^= 0x81
		dir := t.TempDir()
		path := filepath.Join(dir, "journal-1")
		writeFile(t, path, bad)
		want := starts[0]
		if at >= starts[1] {
			want = starts[1]
		}
		_, err := Open(Options{Dir: dir})
		if corrupt, ok := errors.AsType[*CorruptError](err); !ok || corrupt.File != path || corrupt.Offset != want {
			t.Errorf("byte %d changed: %v, want offset %d", at, err, want)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, bad) {
			t.Errorf("byte %d changed: the file was touched (%v)", at, err)
		}
	}
}

// TestDamagedFiles are states that no crash leaves behind.
func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	engine := start(t, Options{Dir: dir, Sync: time.Hour})
	fill(t, connect(t, engine))
	first := copyOf(t, dir)
	if err := engine.compact(); err != nil {
		t.Fatal(err)
	}
	fill(t, connect(t, engine))
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, dir string)
		file   string
	}{
		{"snapshot byte", func(t *testing.T, dir string) { change(t, filepath.Join(dir, "snapshot-2"), 100) }, "snapshot-2"},
		{"snapshot cut", func(t *testing.T, dir string) { cut(t, filepath.Join(dir, "snapshot-2"), 10) }, "snapshot-2"},
		{"snapshot gone", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "snapshot-2")) }, "journal-1"},
		{"journal gone", func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "journal-2")) }, "journal-2"},
		{"header byte", func(t *testing.T, dir string) { change(t, filepath.Join(dir, "journal-2"), 9) }, "journal-2"},
		{"older journal cut", func(t *testing.T, dir string) {
			remove(t, filepath.Join(dir, "snapshot-2"))
			content, err := os.ReadFile(filepath.Join(first, "journal-1"))
			if err != nil {
				t.Fatal(err)
			}
			writeFile(t, filepath.Join(dir, "journal-1"), content[:len(content)-3])
		}, "journal-1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			damaged := copyOf(t, dir)
			test.damage(t, damaged)
			_, err := Open(Options{Dir: damaged})
			if corrupt, ok := errors.AsType[*CorruptError](err); !ok || filepath.Base(corrupt.File) != test.file {
				t.Errorf("opened with %v, want %s named", err, test.file)
			}
		})
	}
}

func change(t *testing.T, path string, at int) {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	content[at] ^= 1
	writeFile(t, path, content)
}

func cut(t *testing.T, path string, bytes int64) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()-bytes); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}
