package bot

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"alliancebot/alliance"
)

// TestUploadsOnce: of many who send a file at the same time one uploads it, and when that fails another one; nobody waits for
// longer than their turn may.
func TestUploadsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		uploads := uploads{files: map[[sha256.Size]byte]*upload{}}
		file := alliance.Document{Name: "a.ics", Bytes: []byte("x")}
		broken := errors.New("broken")
		var mu sync.Mutex
		var with []string // the ids by which it was sent
		results := map[error]int{}
		var all sync.WaitGroup
		for i := range 10 {
			turn := alliance.Turn{Before: time.Now().Add(time.Hour)}
			if i == 9 {
				turn.Before = time.Now().Add(time.Second / 2)
			}
			all.Go(func() {
				time.Sleep(time.Duration(i)) // in this order
				err := uploads.share(t.Context(), turn, file, func(id string) (string, error) {
					mu.Lock()
					with = append(with, id)
					tried := len(with)
					mu.Unlock()
					time.Sleep(time.Second)
					if tried == 1 {
						return "", broken
					}
					return "F", nil
				})
				mu.Lock()
				defer mu.Unlock()
				results[err]++
			})
		}
		all.Wait()
		if want := slices.Concat([]string{"", ""}, slices.Repeat([]string{"F"}, 7)); !slices.Equal(with, want) {
			t.Errorf("sent with %q, want %q", with, want)
		}
		if results[broken] != 1 || results[context.DeadlineExceeded] != 1 || results[nil] != 8 {
			t.Errorf("results %v", results)
		}
	})
}

// TestUploadsForgotten: a file that Telegram does not know any more is uploaded again; other refusals are not the file's fault.
func TestUploadsForgotten(t *testing.T) {
	uploads := uploads{files: map[[sha256.Size]byte]*upload{}}
	file := alliance.Document{Name: "a.ics", Bytes: []byte("x")}
	share := func(answers map[string]error, newID string) (with []string, err error) {
		err = uploads.share(t.Context(), alliance.Turn{}, file, func(id string) (string, error) {
			with = append(with, id)
			return newID, answers[id]
		})
		return with, err
	}
	refused := func(reason string) error { return &alliance.Failure{Class: alliance.Ours, Reason: reason} }
	for _, step := range []struct {
		answers map[string]error
		newID   string
		want    []string
		fails   bool
	}{
		{nil, "A", []string{""}, false},
		{nil, "A", []string{"A"}, false},
		{map[string]error{"A": refused("400 can't parse entities")}, "B", []string{"A"}, true},
		{map[string]error{"A": refused("400 wrong file identifier/HTTP URL specified")}, "B", []string{"A", ""}, false},
		{nil, "B", []string{"B"}, false},
	} {
		with, err := share(step.answers, step.newID)
		if !slices.Equal(with, step.want) || (err != nil) != step.fails {
			t.Errorf("sent with %q, want %q: %v", with, step.want, err)
		}
	}
	for i := range byte(uploadsKept) {
		uploads.of(alliance.Document{Name: "other", Bytes: []byte{i}})
	}
	if with, _ := share(nil, "C"); !slices.Equal(with, []string{""}) || len(uploads.files) != uploadsKept {
		t.Errorf("sent with %q, %d files are remembered", with, len(uploads.files))
	}
}
