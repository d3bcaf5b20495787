package main_test

import (
	"testing"

	"alliancebot/sandbox"
)

// TestUnreachableMembers: who has blocked the bot is noted and left alone until they write again.
func TestUnreachableMembers(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		run(t, w.settings().with(store))
		w.joins(5)
		w.asks(owner, "/start", "您好")
		const blocker, deserter, leaver = crowd, crowd + 1, crowd + 2

		t.Log("One blocks the bot, which Telegram reports; one can only be found out by trying; one has deleted the account.")
		w.adds(sandbox.Fault{Action: "blocked", Methods: []string{"send"}, Chat: deserter})
		if err := w.Deactivate(t.Context(), leaver); err != nil {
			t.Fatal(err)
		}
		if err := w.Block(t.Context(), blocker, true); err != nil {
			t.Fatal(err)
		}
		w.asks(teacher, "/start", "您好") // the report has been handled when later updates are
		w.wantReport("第一次通知", 6, 4, 3)

		t.Log("The next time nobody of them is tried.")
		if err := w.ClearFaults(t.Context()); err != nil {
			t.Fatal(err)
		}
		before := w.counts().Requests["sendMessage"]
		w.wantReport("第二次通知", 4, 4, 3)
		if tried := w.counts().Requests["sendMessage"] - before; tried != 5 { // the preview and four members
			t.Errorf("%d messages sent, want 5", tried)
		}

		t.Log("Those who write again are reached again.")
		w.asks(deserter, "明天有什么？", "明天")
		w.asks(blocker, "/help", "/week")
		w.wantReport("第三次通知", 6, 6, 1)
		for member, want := range map[int64]int{deserter: 1, blocker: 1, leaver: 0, crowd + 3: 3, owner: 3} {
			if told := countOf(w.told(member, "次通知"), "次通知"); told != want {
				t.Errorf("member %d was told %d times, want %d", member, told, want)
			}
		}
	})
}

// countOf counts the messages that end with words: previews go on.
func countOf(messages []sandbox.Message, words string) (n int) {
	for _, message := range messages {
		if len(message.Text) >= len(words) && message.Text[len(message.Text)-len(words):] == words {
			n++
		}
	}
	return n
}

// wantReport sends a broadcast that promises to go to heads of the seven members, and compares the report.
func (w *world) wantReport(text string, heads, sent, skipped int) {
	w.t.Helper()
	gotTotal, gotSent, gotFailed, gotSkipped := w.reported(w.broadcasts(text, heads))
	if gotTotal != 7 || gotSent != sent || gotFailed != 0 || gotSkipped != skipped {
		w.t.Errorf("%s: report of %d: sent %d, failed %d, skipped %d; want 7: %d, 0, %d", text, gotTotal, gotSent, gotFailed, gotSkipped, sent, skipped)
	}
}

// TestGroupMigration: a group becomes a supergroup while its question waits; the answer goes to the new id.
func TestGroupMigration(t *testing.T) {
	t.Parallel()
	const supergroup = -1002001
	w := newWorld(t, sandbox.Config{})
	bot := run(t, w.settings())
	before := w.posts(sandbox.Post{From: teacher, Chat: group, Text: "/find@sandbox_bot qz1qz"})
	w.awaits(sandbox.Awaited{Chat: group, AfterNS: before, Contains: "qz1qz"})
	w.posts(sandbox.Post{From: teacher, Chat: group, Text: "大家好，qz0qz"}) // to nobody in particular

	bot.freeze()
	w.posts(sandbox.Post{From: teacher, Chat: group, Text: "/find@sandbox_bot qz2qz"})
	if err := w.Migrate(t.Context(), group, supergroup); err != nil {
		t.Fatal(err)
	}
	bot.thaw()
	w.awaits(sandbox.Awaited{Chat: supergroup, Contains: "qz2qz"})
	before = w.posts(sandbox.Post{From: teacher, Chat: supergroup, Text: "@sandbox_bot 明天有什么？"})
	w.awaits(sandbox.Awaited{Chat: supergroup, AfterNS: before, Contains: "明天"})
	for _, chat := range []int64{group, supergroup} {
		if answers := w.told(chat, "qz"); len(answers) != 1 {
			t.Errorf("%d answers in chat %d, want 1", len(answers), chat)
		}
	}
}
