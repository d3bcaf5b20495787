package main_test

import (
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/sandbox"
	"alliancebot/store"
)

// secretariat steers broadcasts past the chat, in the store that the bot works with.
type secretariat struct {
	*world
	store *store.Store
}

func (w *world) secretariat(redis *redisServer) *secretariat {
	w.t.Helper()
	opened, err := store.Connect(redis.settings()["REDIS_URL"], alliance.Plan{Zone: time.UTC})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = opened.Close() })
	return &secretariat{world: w, store: opened}
}

// latest is the id of the broadcast begun last.
func (s *secretariat) latest() string {
	s.t.Helper()
	found, err := s.store.Broadcasts(s.t.Context(), 1)
	if err != nil || len(found) != 1 {
		s.t.Fatalf("latest broadcast: %d found, %v", len(found), err)
	}
	return found[0].ID
}

// begins begins what is to be done with an earlier broadcast.
func (s *secretariat) begins(task alliance.Task, of, text string) string {
	s.t.Helper()
	id := of + "-" + string(task)
	_, err := s.store.Begin(s.t.Context(), alliance.Dispatch{
		ID: id, Purpose: alliance.ForBroadcast, Task: task, Of: of, Content: alliance.Content{Text: text}, Created: time.Now(),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return id
}

// ends waits until a dispatch is done and gives its tally.
func (s *secretariat) ends(id string) alliance.Tally {
	s.t.Helper()
	eventually(s.t, id+" is done", 80*time.Second, func() bool {
		state, err := s.store.State(s.t.Context(), id)
		return err == nil && state == alliance.Done
	})
	return s.tally(id)
}

func (s *secretariat) tally(id string) alliance.Tally {
	s.t.Helper()
	tally, err := s.store.Tally(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return tally
}

// TestPausedAcrossRestart: a broadcast that is paused stops within a second, or before its author reads so where the machine is
// busy, stays so across a restart, and goes on where it was.
func TestPausedAcrossRestart(t *testing.T) {
	t.Parallel()
	const text, members = "请各校更新通讯录。", 600
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
	s := w.settings().with(redis.settings()).with(settings{"TELEGRAM_RATE": "100"})
	bot := run(t, s)
	w.joins(members)
	w.asks(owner, "/start", "您好")
	secretariat := w.secretariat(redis)
	begun := w.broadcasts(text, members+1)
	w.reaches(text, begun, 100)
	id := secretariat.latest()
	if err := secretariat.store.Pause(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	paused := time.Now()
	seen := time.Unix(0, w.awaits(sandbox.Awaited{Chat: owner, Contains: "已暂停", Edits: true, AfterNS: begun}).EditedNS)
	bot.stop()
	run(t, s).logs("this replica leads", patience)
	reach(time.Now().Add(1500 * time.Millisecond)) // long enough for a leader to go on with what is not paused
	resumed := time.Now()
	if before := secretariat.tally(id); before.Sent > members || before.Failed+before.Skipped != 0 { // not all may be entered yet
		t.Errorf("while paused: %+v", before)
	}
	if err := secretariat.store.Resume(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	total, sent, failed, skipped := w.reported(begun)
	if total != members+1 || sent != total || failed+skipped != 0 {
		t.Errorf("the report adds up to %d = %d + %d + %d, want %d members, all reached", total, sent, failed, skipped, members+1)
	}
	w.toldOnce(text, members, nil)
	for i := range int64(members) {
		for _, told := range w.told(crowd+i, text) {
			if at := time.Unix(0, told.AtNS); at.Sub(paused) > time.Second && at.After(seen) && at.Before(resumed) {
				t.Errorf("member %d was told %s after the pause", crowd+i, at.Sub(paused))
			}
		}
	}
}

// TestEditedAndRecalled changes what everybody was told, in the middle of which the bot dies, and then takes it back, in the middle
// of which it is restarted.
func TestEditedAndRecalled(t *testing.T) {
	t.Parallel()
	const text, edited, members = "会议改到周四。", "更正：会议改到周五。", 200
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
	s := w.settings().with(redis.settings()).with(settings{"TELEGRAM_RATE": "100"})
	bot := run(t, s)
	w.joins(members)
	w.asks(owner, "/start", "您好")
	secretariat := w.secretariat(redis)
	w.reported(w.broadcasts(text, members+1))
	id := secretariat.latest()
	begins := func(task alliance.Task, text string) string {
		done := secretariat.begins(task, id, text)
		eventually(t, done+" is in the middle", patience, func() bool { return secretariat.tally(done).Sent > members/3 })
		return done
	}

	edit := begins(alliance.Edit, edited)
	bot.kill()
	bot = run(t, s)
	if tally := secretariat.ends(edit); tally.Sent != members+1 || tally.Total != members+1 {
		t.Errorf("edit: %+v", tally)
	}
	for i := range int64(members) {
		if len(w.told(crowd+i, edited)) != 1 || len(w.told(crowd+i, text)) != 0 {
			t.Errorf("member %d does not see the edited message", crowd+i)
		}
	}

	recall := begins(alliance.Recall, "")
	bot.stop()
	run(t, s)
	if tally := secretariat.ends(recall); tally.Sent != members+1 || tally.Total != members+1 {
		t.Errorf("recall: %+v", tally)
	}
	for i := range int64(members) {
		for _, told := range w.told(crowd+i, edited) {
			if !told.Deleted {
				t.Errorf("member %d still sees the message", crowd+i)
			}
		}
	}
}

// TestScheduledAcrossRestart: what was scheduled begins at its time although the bot was away when it was scheduled.
func TestScheduledAcrossRestart(t *testing.T) {
	t.Parallel()
	const text, members = "明早八点集合。", 20
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{})
	s := w.settings().with(redis.settings())
	bot := run(t, s)
	w.joins(members)
	secretariat := w.secretariat(redis)
	bot.stop()
	now := time.Now()
	due := now.Add(6 * time.Second)
	_, err := secretariat.store.Begin(t.Context(), alliance.Dispatch{
		ID: "later", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: text}, Created: now, NotBefore: due,
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, s)
	if tally := secretariat.ends("later"); tally.Sent != members {
		t.Errorf("tally %+v", tally)
	}
	for i := range int64(members) {
		told := w.told(crowd+i, text)
		if len(told) != 1 {
			t.Fatalf("member %d was told %d times", crowd+i, len(told))
		}
		if late := time.Unix(0, told[0].AtNS).Sub(due); late < 0 || late > 2*time.Second {
			t.Errorf("member %d was told %s after the time", crowd+i, late)
		}
	}
}

// TestAuthorToldAfterRestart: an author who could not be told that a broadcast was called off is told by the next process, once.
func TestAuthorToldAfterRestart(t *testing.T) {
	t.Parallel()
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{})
	s := w.settings().with(redis.settings())
	bot := run(t, s)
	w.asks(owner, "/start", "您好")
	w.adds(sandbox.Fault{Action: "502", Methods: []string{"sendMessage"}})
	_, err := w.secretariat(redis).store.Begin(t.Context(), alliance.Dispatch{
		ID: "lost", Purpose: alliance.ForBroadcast, Content: alliance.Content{Text: "明天见。"}, Created: time.Now(), Event: "none", Ahead: time.Hour, Author: owner,
	})
	if err != nil {
		t.Fatal(err)
	}
	bot.logs("author not told of what was called off", patience)
	bot.stop()
	if err := w.ClearFaults(t.Context()); err != nil {
		t.Fatal(err)
	}
	run(t, s).logs("this replica leads", patience)
	w.awaits(sandbox.Awaited{Chat: owner, Contains: "定时群发没有开始：活动已删除"})
	reach(time.Now().Add(1500 * time.Millisecond)) // long enough to be told again
	if told := w.told(owner, "定时群发没有开始"); len(told) != 1 {
		t.Errorf("told %d times", len(told))
	}
}

// TestRedisLostInBroadcast kills Redis in the middle of a broadcast and starts it again on what it had stored: nobody is missed, and
// nobody is told twice, since what was sent meanwhile is noted when the store is back.
func TestRedisLostInBroadcast(t *testing.T) {
	t.Parallel()
	const text, members = "请查收新学期课表。", 300
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
	run(t, w.settings().with(redis.settings()).with(settings{"TELEGRAM_RATE": "100"}))
	w.joins(members)
	w.asks(owner, "/start", "您好")
	begun := w.broadcasts(text, members+1)
	w.reaches(text, begun, 100)
	redis.kill()
	reach(time.Now().Add(time.Duration(brief(20, 3)) * time.Second))
	redis.start(t)
	total, sent, failed, skipped := w.reported(begun)
	if total != members+1 || sent != total || failed+skipped != 0 {
		t.Errorf("the report adds up to %d = %d + %d + %d, want %d members, all reached", total, sent, failed, skipped, members+1)
	}
	w.toldOnce(text, members, nil)
}
