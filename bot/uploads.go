package bot

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"sync"
	"time"

	"alliancebot/alliance"
)

// uploads knows the files that were uploaded last, by their names and contents, so that each is uploaded once to whomever it goes.
type uploads struct {
	mu    sync.Mutex
	files map[[sha256.Size]byte]*upload
	order [][sha256.Size]byte // the oldest first
}

// upload is a file that is or was uploaded.
type upload struct {
	turn chan struct{} // held by who uploads it
	mu   sync.Mutex
	id   string // by which Telegram knows it; empty: not yet
}

// uploadsKept is how many files are remembered.
const uploadsKept = 64

// share calls send with the id by which Telegram knows the document, or with "" for whoever is to upload it, which one at a time
// does; send answers with the id. An id that Telegram knows no more is forgotten.
func (uploads *uploads) share(ctx context.Context, turn alliance.Turn, document alliance.Document, send func(id string) (string, error)) error {
	file := uploads.of(document)
	if id := file.known(); id != "" {
		_, err := send(id)
		if !forgotten(err) {
			return err
		}
		file.note("")
	}
	release, err := file.hold(ctx, turn)
	if err != nil {
		return err
	}
	id := file.known()
	if id != "" { // somebody else has uploaded it meanwhile
		release()
		_, err = send(id)
		return err
	}
	defer release()
	if id, err = send(""); err == nil {
		file.note(id)
	}
	return err
}

// of finds or enters a document.
func (uploads *uploads) of(document alliance.Document) *upload {
	key := sha256.Sum256(append([]byte(document.Name+"\x00"), document.Bytes...))
	uploads.mu.Lock()
	defer uploads.mu.Unlock()
	if file, known := uploads.files[key]; known {
		return file
	}
	file := &upload{turn: make(chan struct{}, 1)}
	uploads.files[key] = file
	if uploads.order = append(uploads.order, key); len(uploads.order) > uploadsKept {
		delete(uploads.files, uploads.order[0])
		uploads.order = uploads.order[1:]
	}
	return file
}

func (upload *upload) known() string {
	upload.mu.Lock()
	defer upload.mu.Unlock()
	return upload.id
}

func (upload *upload) note(id string) {
	upload.mu.Lock()
	defer upload.mu.Unlock()
	upload.id = id
}

// hold waits until nobody else uploads the file, no longer than the turn may.
func (upload *upload) hold(ctx context.Context, turn alliance.Turn) (release func(), err error) {
	var over <-chan time.Time
	if !turn.Before.IsZero() {
		timer := time.NewTimer(time.Until(turn.Before))
		defer timer.Stop()
		over = timer.C
	}
	select {
	case upload.turn <- struct{}{}:
		return func() { <-upload.turn }, nil
	case <-turn.Stop:
		return nil, context.Canceled
	case <-over:
		return nil, context.DeadlineExceeded
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// forgotten: Telegram does not know the id of a file.
func forgotten(err error) bool {
	failure, ok := errors.AsType[*alliance.Failure](err)
	return ok && failure.Class == alliance.Ours && strings.Contains(failure.Reason, "file identifier")
}
