package main_test

import (
	"strings"
	"sync"
	"time"
)

// transcript keeps what a process writes, and lets tests wait for it.
type transcript struct {
	mu   sync.Mutex
	text strings.Builder
	news chan struct{} // closed at the next write
}

func newTranscript() *transcript { return &transcript{news: make(chan struct{})} }

func (t *transcript) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	close(t.news)
	t.news = make(chan struct{})
	return t.text.Write(p)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

// await waits until the transcript contains text, and gives the line in which it does; false when limit is over first.
func (t *transcript) await(text string, limit time.Duration) (line string, ok bool) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	for {
		t.mu.Lock()
		all, news := t.text.String(), t.news
		t.mu.Unlock()
		if _, after, found := strings.Cut(all, text); found && strings.Contains(after, "\n") {
			for line := range strings.Lines(all) {
				if strings.Contains(line, text) {
					return line, true
				}
			}
		}
		select {
		case <-news:
		case <-timer.C:
			return "", false
		}
	}
}
