package sandbox

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
)

const (
	changeLimit = 20_000 // changes kept for those who ask what is new
	toastLimit  = 200
	typingTime  = 5 * time.Second // Bot API, sendChatAction
)

// changes is the row of everything that happened, and those who wait for more of it.
type changes struct {
	seq     int64
	log     []change
	toasts  []toasted
	news    chan struct{} // closed at the next change; nil while nobody waits
	waiters map[*waiter]bool
}

type change struct {
	seq     int64
	message *Message
}

type toasted struct {
	seq   int64
	toast Toast
}

// Toast is a notice that a button press brought up.
type Toast struct {
	User  int64  `json:"user"`
	Text  string `json:"text"`
	Alert bool   `json:"alert"`
}

// Changes is what is new since a sequence number: messages new, edited or deleted, each once and as it is now.
type Changes struct {
	Seq      int64     `json:"seq"`
	Messages []Message `json:"messages"`
	Toasts   []Toast   `json:"toasts"`
	Typing   []int64   `json:"typing"` // chats in which the bot types at the moment
}

// step numbers a change and wakes those who wait for one.
func (c *changes) step() int64 {
	c.seq++
	if c.news != nil {
		close(c.news)
		c.news = nil
	}
	return c.seq
}

func (c *changes) next() <-chan struct{} {
	if c.news == nil {
		c.news = make(chan struct{})
	}
	return c.news
}

// touch records that the message is new or has changed.
func (s *Server) touch(m *Message) {
	m.Seq = s.changes.step()
	log := append(s.changes.log, change{m.Seq, m})
	if extra := len(log) - changeLimit; extra > changeLimit/10 {
		log = slices.Clone(log[extra:])
	}
	s.changes.log = log
	for w := range s.changes.waiters {
		w.see(m)
	}
}

func (s *Server) toast(t Toast) {
	all := append(s.changes.toasts, toasted{s.changes.step(), t})
	s.changes.toasts = all[max(0, len(all)-toastLimit):]
}

// Changes waits, at most so long, for something newer than since, and gives all of it.
func (s *Server) Changes(ctx context.Context, since int64, wait time.Duration) (Changes, error) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		s.mu.Lock()
		found, news := s.changed(since), s.changes.next()
		s.mu.Unlock()
		if found.Seq > since || wait <= 0 {
			return found, nil
		}
		select {
		case <-news:
		case <-timer.C:
			return found, nil
		case <-s.done:
			return found, nil
		case <-ctx.Done():
			return found, ctx.Err()
		}
	}
}

func (s *Server) changed(since int64) Changes {
	found := Changes{Seq: s.changes.seq, Messages: []Message{}, Toasts: []Toast{}, Typing: []int64{}}
	from, _ := slices.BinarySearchFunc(s.changes.log, since+1, func(c change, seq int64) int { return cmp.Compare(c.seq, seq) })
	for _, c := range s.changes.log[from:] {
		if c.message.Seq == c.seq { // else it comes again further on
			found.Messages = append(found.Messages, c.message.shown())
		}
	}
	for _, t := range s.changes.toasts {
		if t.seq > since {
			found.Toasts = append(found.Toasts, t.toast)
		}
	}
	now := time.Now()
	for _, place := range s.chats {
		if place.typing.After(now) {
			found.Typing = append(found.Typing, place.id)
		}
	}
	slices.Sort(found.Typing)
	return found
}

// Awaited says for which messages of the bot to wait.
type Awaited struct {
	Chat     int64         `json:"chat"`     // 0: any
	Contains string        `json:"contains"` // in text or caption
	Count    int           `json:"count"`    // how many; 0 is 1
	AfterNS  int64         `json:"after_ns"` // accepted after this moment, Unix nanoseconds
	Edits    bool          `json:"edits"`    // a message edited after that moment counts too
	Timeout  time.Duration `json:"-"`        // 0: 10 seconds
}

// Arrived is what a wait has found. OK is false where the time ran out first.
type Arrived struct {
	OK    bool     `json:"ok"`
	Count int      `json:"count"`
	Last  *Message `json:"last"`
}

// waiter counts messages until there are enough.
type waiter struct {
	Awaited
	found  map[*Message]bool
	last   *Message
	enough chan struct{}
}

func (w *waiter) see(m *Message) {
	if m.Chat != w.Chat && w.Chat != 0 || !m.Bot || m.Deleted || w.found[m] {
		return
	}
	if m.AtNS <= w.AfterNS && (!w.Edits || m.EditedNS <= w.AfterNS) {
		return
	}
	if !strings.Contains(m.Text, w.Contains) && !strings.Contains(m.Caption, w.Contains) {
		return
	}
	w.found[m] = true
	if w.last == nil || m.Seq > w.last.Seq {
		w.last = m
	}
	if len(w.found) == w.Count {
		close(w.enough)
	}
}

// Wait waits until enough messages of the bot are there. Running out of time is no error.
func (s *Server) Wait(ctx context.Context, awaited Awaited) (Arrived, error) {
	awaited.Count = max(awaited.Count, 1)
	if awaited.Timeout <= 0 {
		awaited.Timeout = 10 * time.Second
	}
	w := s.watch(awaited)
	timer := time.NewTimer(awaited.Timeout)
	defer timer.Stop()
	var err error
	select {
	case <-w.enough:
	case <-timer.C:
	case <-s.done:
	case <-ctx.Done():
		err = ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.changes.waiters, w)
	arrived := Arrived{OK: len(w.found) >= w.Count, Count: len(w.found)}
	if w.last != nil {
		last := w.last.shown()
		arrived.Last = &last
	}
	return arrived, err
}

// watch starts a waiter with what is there already.
func (s *Server) watch(awaited Awaited) *waiter {
	w := &waiter{Awaited: awaited, found: map[*Message]bool{}, enough: make(chan struct{})}
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, place := range s.chats {
		if awaited.Chat == 0 || awaited.Chat == id {
			for _, m := range place.history {
				w.see(m)
			}
		}
	}
	if s.changes.waiters == nil {
		s.changes.waiters = map[*waiter]bool{}
	}
	s.changes.waiters[w] = true
	return w
}
