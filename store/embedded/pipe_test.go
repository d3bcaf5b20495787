package embedded

import (
	"bytes"
	"errors"
	"io"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// TestPipeCarriesAll writes and reads in pieces of any size.
func TestPipeCarriesAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		client, served := pipe()
		var sent, received []byte
		for _, step := range rapid.SliceOf(rapid.IntRange(-9000, 9000)).Draw(t, "steps") {
			if step > 0 {
				part := bytes.Repeat([]byte{byte(step)}, step)
				sent = append(sent, part...)
				if _, err := served.Write(part); err != nil {
					t.Fatal(err)
				}
			} else if len(sent) > len(received) {
				part := make([]byte, -step+1)
				n, err := client.Read(part)
				if err != nil {
					t.Fatal(err)
				}
				received = append(received, part[:n]...)
			}
		}
		_ = served.Close()
		rest, err := io.ReadAll(client)
		if received = append(received, rest...); err != nil || !bytes.Equal(received, sent) {
			t.Fatalf("%d bytes became %d, %v", len(sent), len(received), err)
		}
	})
}

func TestPipeDeadlines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, served := pipe()
		begin := time.Now()
		_ = client.SetDeadline(begin.Add(time.Second))
		if _, err := client.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("read: %v", err)
		}
		_ = client.SetDeadline(begin.Add(3 * time.Second))
		if n, err := client.Write(make([]byte, inputLimit+1)); n != inputLimit || !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("wrote %d: %v", n, err)
		}
		if waited := time.Since(begin); waited != 3*time.Second {
			t.Errorf("waited %v", waited)
		}
		_ = client.SetDeadline(time.Time{})
		go func() { _, _ = served.Write([]byte("x")) }()
		if _, err := client.Read(make([]byte, 1)); err != nil {
			t.Error(err)
		}
		go func() { _ = client.SetReadDeadline(time.Now()) }() // wakes who waits already
		if _, err := client.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("read: %v", err)
		}
		_ = served.Close()
		if _, err := client.Write([]byte("x")); !errors.Is(err, io.EOF) {
			t.Errorf("write: %v", err)
		}
	})
}
