package sandbox

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"
)

const (
	updateLife  = 24 * time.Hour // Bot API, "Getting updates": not kept longer
	updateLimit = 200_000        // what the sandbox keeps of a bot that does not fetch
	memoryLimit = 2000           // confirmed updates that can be delivered again
)

// update is something that happened, on its way to the bot.
type update struct {
	id   int64
	kind string // message, callback_query, …
	chat int64
	at   time.Time
	body json.RawMessage
}

func (u *update) append(b []byte) []byte {
	b = strconv.AppendInt(append(b, `{"update_id":`...), u.id, 10)
	b = append(append(append(b, `,"`...), u.kind...), `":`...)
	return append(append(b, u.body...), '}')
}

// queue holds the updates the bot has not confirmed, and the last ones that it has.
type queue struct {
	next      int64 // id of the next update
	allowed   map[string]bool
	waiting   []*update
	again     []*update // to be delivered a second time, ahead of the others
	confirmed []*update
}

// wants reports whether the bot has asked for this kind; some kinds come only by name (Bot API, getUpdates, allowed_updates).
func (q *queue) wants(kind string) bool {
	if len(q.allowed) > 0 {
		return q.allowed[kind]
	}
	return kind != "chat_member" && kind != "message_reaction" && kind != "message_reaction_count"
}

// batch is what the next answer holds, at most limit; what is delivered again is in it once.
func (q *queue) batch(limit int) []*update {
	batch := q.again[:min(limit, len(q.again))]
	q.again = q.again[len(batch):]
	rest := min(limit-len(batch), len(q.waiting))
	return append(slices.Clip(batch), q.waiting[:rest]...)
}

// confirm forgets the updates below offset; a negative offset keeps only as many of the last.
func (q *queue) confirm(offset int64) {
	n := 0
	if offset < 0 {
		n = max(0, len(q.waiting)+int(offset))
	}
	for offset > 0 && n < len(q.waiting) && q.waiting[n].id < offset {
		n++
	}
	q.remember(q.waiting[:n]...)
	q.waiting = q.waiting[n:]
}

func (q *queue) remember(updates ...*update) {
	q.confirmed = append(q.confirmed, updates...)
	if extra := len(q.confirmed) - memoryLimit; extra > memoryLimit {
		q.confirmed = append([]*update(nil), q.confirmed[extra:]...)
	}
}

// expire drops what is too old, and the oldest of what is too much.
func (q *queue) expire(now time.Time) {
	n := max(0, len(q.waiting)-updateLimit)
	for n < len(q.waiting) && now.Sub(q.waiting[n].at) > updateLife {
		n++
	}
	q.waiting = q.waiting[n:]
}

// allow keeps allowed_updates for this and all later deliveries, where the argument is given.
func (q *queue) allow(c *call) {
	var kinds []string
	if given, err := c.object("allowed_updates", &kinds); !given || err != nil {
		return
	}
	q.allowed = map[string]bool{}
	for _, kind := range kinds {
		q.allowed[kind] = true
	}
}

// emit queues an update of this kind and gives its id, or 0 if the bot does not want it.
func (s *Server) emit(kind string, place int64, now time.Time, body any) int64 {
	if !s.queue.wants(kind) {
		return 0
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(fmt.Sprintf("encode update %s: %v", kind, err)) // made of our own structs
	}
	id := s.queue.next
	s.queue.next++
	s.queue.expire(now)
	s.queue.waiting = append(s.queue.waiting, &update{id: id, kind: kind, chat: place, at: now, body: raw})
	s.wakeBot()
	return id
}

// wakeBot tells whoever delivers updates that there are some.
func (s *Server) wakeBot() {
	if s.poll != nil {
		s.poll.wake()
	}
	if s.hook != nil {
		s.hook.wake()
	}
}
