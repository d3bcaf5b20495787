package embedded

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// TestStreamCarriesAll writes and reads in pieces of any size.
func TestStreamCarriesAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stream := newStream()
		var sent, received []byte
		for _, step := range rapid.SliceOf(rapid.IntRange(-9000, 9000)).Draw(t, "steps") {
			if step > 0 {
				part := bytes.Repeat([]byte{byte(step)}, step)
				sent = append(sent, part...)
				if _, err := stream.Write(part); err != nil {
					t.Fatal(err)
				}
			} else if len(sent) > len(received) {
				part := make([]byte, -step+1)
				n, err := stream.Read(part)
				if err != nil {
					t.Fatal(err)
				}
				received = append(received, part[:n]...)
			}
		}
		stream.close()
		rest, err := io.ReadAll(stream)
		if received = append(received, rest...); err != nil || !bytes.Equal(received, sent) {
			t.Fatalf("%d bytes became %d, %v", len(sent), len(received), err)
		}
	})
}

func TestStreamDeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stream := newStream()
		begin := time.Now()
		stream.until(begin.Add(time.Second))
		if _, err := stream.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("read: %v", err)
		}
		if waited := time.Since(begin); waited != time.Second {
			t.Errorf("waited %v", waited)
		}
		stream.until(time.Time{})
		go func() { _, _ = stream.Write([]byte("x")) }()
		if _, err := stream.Read(make([]byte, 1)); err != nil {
			t.Error(err)
		}
		go func() { stream.until(time.Now()) }() // wakes who waits already
		if _, err := stream.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("read: %v", err)
		}
		stream.close()
		if _, err := stream.Write([]byte("x")); !errors.Is(err, io.EOF) {
			t.Errorf("write: %v", err)
		}
	})
}

// TestConnTakesPieces writes commands in pieces of any size; each is executed as soon as it is whole, once.
func TestConnTakesPieces(t *testing.T) {
	engine := start(t, Options{Dir: t.TempDir(), Sync: time.Hour})
	rapid.Check(t, func(t *rapid.T) {
		dialled, err := engine.Dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = dialled.Close() }()
		var input, want strings.Builder
		for _, size := range rapid.SliceOfN(rapid.IntRange(0, 9000), 1, 8).Draw(t, "sizes") {
			fmt.Fprintf(&input, "*2\r\n$4\r\nECHO\r\n$%d\r\n%s\r\n", size, strings.Repeat("x", size))
			fmt.Fprintf(&want, "$%d\r\n%s\r\n", size, strings.Repeat("x", size))
		}
		for rest := input.String(); rest != ""; {
			n := min(rapid.IntRange(1, 5000).Draw(t, "piece"), len(rest))
			if _, err := dialled.Write([]byte(rest[:n])); err != nil {
				t.Fatal(err)
			}
			rest = rest[n:]
		}
		got := make([]byte, want.Len())
		if _, err := io.ReadFull(dialled, got); err != nil || string(got) != want.String() {
			t.Fatalf("%d bytes of replies, %v", len(got), err)
		}
	})
}

func TestConnEnds(t *testing.T) {
	engine := start(t, Options{Dir: t.TempDir(), Sync: time.Hour})
	dialled, err := engine.Dial(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dialled.Write([]byte("GET x\r\n")); err != nil {
		t.Fatal(err)
	}
	reply, err := io.ReadAll(dialled)
	if err != nil || !strings.HasPrefix(string(reply), "-ERR Protocol error") {
		t.Errorf("%q, %v", reply, err)
	}
	if _, err := dialled.Write([]byte("*1\r\n$4\r\nPING\r\n")); !errors.Is(err, io.EOF) {
		t.Errorf("write after the end: %v", err)
	}
}
