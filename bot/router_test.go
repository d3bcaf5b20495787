package bot_test

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/sandbox"
)

// TestPermissions tries every command that answers with its own words, as everybody, in private and in the group.
func TestPermissions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	people := map[string]int64{"member": zhang, "organiser": organiser, "admin": admin, "owner": owner}
	allowed := map[string]string{ // private: who may; what they are told
		"open": "member organiser admin owner", "own": "member organiser admin owner", "stats": "organiser admin owner",
		"compose": "admin owner", "rule": "owner", "hidden": "member organiser admin owner",
	}
	says := map[string]string{"open": "opened zh", "own": "own zh", "stats": "stats zh", "compose": "compose what?", "rule": "ruled zh", "hidden": "hidden zh"}
	for role, person := range people {
		for name, who := range allowed {
			want := "not_allowed zh"
			if slices.Contains(strings.Fields(who), role) {
				want = says[name]
			}
			if got := w.ask(sandbox.Post{From: person, Text: "/" + name}); got != want {
				t.Errorf("/%s by %s: got %q, want %q", name, role, got, want)
			}
			if name == "own" || name == "compose" {
				want = "private_only zh"
			}
			if got := w.ask(sandbox.Post{From: person, Chat: group, Text: "/" + name + "@" + username}); got != want {
				t.Errorf("/%s by %s in the group: got %q, want %q", name, role, got, want)
			}
		}
	}
	// In the group anybody may ask what any member may, and does not become one by it.
	if got := w.ask(sandbox.Post{From: stranger, Chat: group, Text: "/open"}); got != "opened zh" {
		t.Errorf("a stranger in the group got %q", got)
	}
	if got := w.ask(sandbox.Post{From: stranger, Chat: group, Text: "/stats"}); got != "not_allowed zh" {
		t.Errorf("a stranger in the group got %q", got)
	}
	if _, err := w.store.Member(t.Context(), stranger); alliance.KindOf(err) != alliance.NotFound {
		t.Errorf("a stranger in the group became a member: %v", err)
	}
}

func TestRequests(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	for _, c := range []struct {
		post sandbox.Post
		says string
		want bot.Request // what the handler sees of it
	}{
		{sandbox.Post{From: zhang, Text: "/open  a b "}, "opened zh", bot.Request{Command: "open", Text: "a b", New: true}},
		{sandbox.Post{From: zhang, Text: "打开"}, "opened zh", bot.Request{}},
		{sandbox.Post{From: anna, Text: "Open IT"}, "opened en", bot.Request{New: true}},
		{sandbox.Post{From: anna, Text: "open it now"}, "heard 11", bot.Request{Text: "open it now"}},
		{sandbox.Post{From: anna, Text: "统计"}, "not_allowed en", bot.Request{}},
		{sandbox.Post{From: anna, Text: "/nonsense"}, "unknown_command en", bot.Request{}},
		{sandbox.Post{From: anna, Text: "/today@other_bot"}, "heard 16", bot.Request{Text: "/today@other_bot"}},
		{sandbox.Post{From: anna, Text: strings.Repeat("长", 4096)}, "heard 4096", bot.Request{Text: strings.Repeat("长", 4096)}},
		{sandbox.Post{From: anna, Photo: true, Caption: "/open"}, "heard 0", bot.Request{Media: true}},
		{sandbox.Post{From: anna, Document: &sandbox.Document{Name: "a.csv", MIME: "text/csv", Data: []byte("x")}}, "heard 0", bot.Request{Media: true}},
		{sandbox.Post{From: anna, Text: "/invalid"}, "sorry invalid en", bot.Request{}},
		{sandbox.Post{From: anna, Chat: group, Text: "@our_bot 打开"}, "opened zh", bot.Request{Group: true}},
		{sandbox.Post{From: zhang, Chat: group, Text: "今天@Our_Bot"}, "heard 2", bot.Request{Group: true, Text: "今天"}},
		{sandbox.Post{From: zhang, Chat: group, Text: "/nonsense@our_bot"}, "unknown_command zh", bot.Request{}},
	} {
		w.requests()
		if got := w.ask(c.post); got != c.says {
			t.Errorf("%+v: got %q, want %q", c.post, got, c.says)
		}
		if c.want.Command == "" && !strings.HasPrefix(c.says, "heard") && !strings.HasPrefix(c.says, "opened") {
			continue
		}
		got := w.requests()
		if len(got) != 1 {
			t.Errorf("%+v: the handlers saw %+v", c.post, got)
			continue
		}
		seen := bot.Request{Command: got[0].Command, Text: got[0].Text, New: got[0].New, Media: got[0].Media, Group: got[0].Group}
		if !reflect.DeepEqual(seen, c.want) {
			t.Errorf("%+v: the handler saw %+v, want %+v", c.post, seen, c.want)
		}
	}
}

// TestGroupSilence: in groups the bot speaks only when addressed, and quotes whom it answers.
func TestGroupSilence(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	for _, text := range []string{"大家好", "open it", "打开", "/nonsense", "/open@other_bot", "@our_bot2 打开", "mail@our_bot", "we have our_bot here"} {
		w.write(sandbox.Post{From: zhang, Chat: group, Text: text})
	}
	w.write(sandbox.Post{From: zhang, Chat: group, Photo: true, Caption: "@our_bot"})
	if got := w.ask(sandbox.Post{From: anna, Chat: group, Text: "/open"}); got != "opened zh" { // after all these, in order
		t.Errorf("got %q", got)
	}
	said := w.said(group)
	if len(said) != 1 {
		t.Fatalf("spoke when not addressed: %q", said)
	}
	messages, err := w.telegram.Messages(t.Context(), group, 0)
	w.check(err)
	answer := messages[len(messages)-1]
	if asked := messages[len(messages)-2]; answer.ReplyTo != asked.ID {
		t.Errorf("answers message %d, want %d", answer.ReplyTo, asked.ID)
	}
	if got := w.ask(sandbox.Post{From: zhang, Chat: group, Text: "为什么", ReplyTo: answer.ID}); got != "heard 3" {
		t.Errorf("a reply to the bot got %q", got)
	}
	w.write(sandbox.Post{From: zhang, Chat: group, Text: "是的", ReplyTo: messages[0].ID}) // to somebody else
	w.write(sandbox.Post{From: zhang, Chat: group, Photo: true, ReplyTo: answer.ID})
	if got := w.ask(sandbox.Post{From: anna, Chat: group, Text: "@our_bot"}); got != "heard 0" {
		t.Errorf("a bare mention got %q", got)
	}
	if said := w.said(group); len(said) != 3 {
		t.Errorf("spoke when not addressed: %q", said)
	}
}

func TestPresses(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.ask(sandbox.Post{From: anna, Text: "/open"})
	w.ask(sandbox.Post{From: organiser, Text: "/open"})
	forged := func(data string) sandbox.Press { return sandbox.Press{User: anna, Data: data, Forge: true} }
	for _, c := range []struct {
		press sandbox.Press
		want  sandbox.Pressed
	}{
		{sandbox.Press{User: anna, Text: "edit"}, sandbox.Pressed{Answered: true, Text: "done"}},
		{sandbox.Press{User: anna, Text: "edit"}, sandbox.Pressed{Answered: true, Text: "done"}}, // nothing changes by it
		{sandbox.Press{User: anna, Text: "staff"}, sandbox.Pressed{Answered: true, Text: "toast not_allowed en", Alert: true}},
		{sandbox.Press{User: organiser, Text: "staff"}, sandbox.Pressed{Answered: true, Text: "done"}},
		{sandbox.Press{User: anna, Text: "broken"}, sandbox.Pressed{Answered: true, Text: "toast sorry not_found en", Alert: true}},
		{sandbox.Press{User: anna, Text: "panic"}, sandbox.Pressed{Answered: true, Text: "toast sorry internal en", Alert: true}},
		{sandbox.Press{User: anna, Text: "old"}, sandbox.Pressed{Answered: true, Text: "toast old_button en", Alert: true}},
		{sandbox.Press{User: anna, Text: "gone"}, sandbox.Pressed{Answered: true, Text: "toast old_button en", Alert: true}},
		{forged("1:staff"), sandbox.Pressed{Answered: true, Text: "toast not_allowed en", Alert: true}},
		{forged(""), sandbox.Pressed{Answered: true, Text: "toast old_button en", Alert: true}},
		{forged("1:"), sandbox.Pressed{Answered: true, Text: "toast old_button en", Alert: true}},
		{forged("1:edit:" + strings.Repeat("x", 100)), sandbox.Pressed{Answered: true, Text: "toast old_button en", Alert: true}},
		{forged("1:edit:a:b:c"), sandbox.Pressed{Answered: true, Text: "done"}},
		{forged("😀"), sandbox.Pressed{Answered: true, Text: "toast old_button en", Alert: true}},
	} {
		c.press.WaitMS = 5000
		got, err := w.telegram.Press(t.Context(), c.press)
		w.check(err)
		if got.CallbackID = ""; got != c.want {
			t.Errorf("%+v: got %+v, want %+v", c.press, got, c.want)
		}
	}
	w.await("the last edit is there", func() bool { return w.said(anna)[0] == "edited a,b,c" })
	w.meter.mu.Lock()
	defer w.meter.mu.Unlock()
	counted := []string{"edit ok", "staff ok", "broken ok", "panic internal", "old button ok", "open ok"} // nothing of what was forged
	for name := range w.meter.handled {
		if !slices.Contains(counted, name) {
			t.Errorf("counted %q", name)
		}
	}
	if said := w.said(anna); len(said) != 1 {
		t.Errorf("presses brought new messages: %q", said)
	}
}

// TestLiaisonsPress: what is for the liaisons of units is for nobody else, whatever their role.
func TestLiaisonsPress(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	for _, person := range []int64{anna, organiser} {
		w.ask(sandbox.Post{From: person, Text: "/open"})
		for _, liaison := range []bool{false, true} {
			_, err := w.store.ChangeMember(t.Context(), person, func(member *alliance.Member) { member.Liaison = liaison })
			w.check(err)
			got, err := w.telegram.Press(t.Context(), sandbox.Press{User: person, Data: "1:liaison", Forge: true, WaitMS: 5000})
			w.check(err)
			if may := got.Text == "done"; may != liaison {
				t.Errorf("%d, liaison %t, sees %q", person, liaison, got.Text)
			}
		}
	}
}

// TestEditImpossible: where the pressed message cannot be changed any more, the answer is said anew.
func TestEditImpossible(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.ask(sandbox.Post{From: anna, Text: "/open"})
	before := time.Now().UnixNano()
	posted := w.write(sandbox.Post{From: anna, Text: "x"})
	w.answered(anna, before)
	payload := []byte(`{"update_id":777,"callback_query":{"id":"1","from":{"id":2,"first_name":"Anna","language_code":"en"},
		"message":{"message_id":` + itoa(posted.MessageID) + `,"date":0,"chat":{"id":2,"type":"private"}},"data":"1:edit:9"}}`)
	before = time.Now().UnixNano()
	w.check(w.intake.Accept(t.Context(), w.handling, read(payload)))
	if got := w.answered(anna, before); got != "edited 9" {
		t.Errorf("got %q", got)
	}
}

func TestDrafts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	for _, c := range []struct {
		post sandbox.Post
		want string
	}{
		{sandbox.Post{From: admin, Text: "/compose"}, "compose what?"},
		{sandbox.Post{From: admin, Text: "停"}, "stopped true"},
		{sandbox.Post{From: admin, Text: "some text"}, "heard 9"},
		{sandbox.Post{From: admin, Text: "撰写"}, "compose what?"},
		{sandbox.Post{From: admin, Text: "/open"}, "opened zh"}, // commands go on working
		{sandbox.Post{From: admin, Chat: group, Text: "@our_bot 你好"}, "heard 2"},
		{sandbox.Post{From: admin, Text: "打开"}, "composed zh"}, // other words are content
		{sandbox.Post{From: admin, Photo: true}, "composed zh"},
		{sandbox.Post{From: zhang, Text: "你好"}, "heard 2"},
	} {
		if got := w.ask(c.post); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.post, got, c.want)
		}
	}
	w.change(admin, func(member *alliance.Member) { member.Role = alliance.Ordinary })
	if got := w.ask(sandbox.Post{From: admin, Text: "你好"}); got != "heard 2" {
		t.Errorf("who may not compose any more got %q", got)
	}
}

// TestNeverSilent: a panic, a bug, an answer that Telegram refuses: the member hears of it, the update is parked, and the next
// one is answered.
func TestNeverSilent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	for i, text := range []string{"/panic", "/broken", "/long"} {
		if got := w.ask(sandbox.Post{From: anna, Text: text}); got != "sorry internal en" {
			t.Errorf("%s: got %q", text, got)
		}
		w.await("the update is parked", func() bool { _, _, parked := w.meter.counts(); return parked == i+1 })
	}
	if got := w.ask(sandbox.Post{From: anna, Text: "/open"}); got != "opened en" {
		t.Errorf("after that: %q", got)
	}
}

func TestReachability(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.ask(sandbox.Post{From: anna, Text: "/open"})
	unreachable := func(want string) func() bool {
		return func() bool {
			member, err := w.store.Member(t.Context(), anna)
			return err == nil && member.Unreachable == want
		}
	}
	w.check(w.telegram.Block(t.Context(), anna, true))
	w.await("the block is noted", unreachable("blocked"))
	w.check(w.telegram.Block(t.Context(), anna, false))
	w.await("the end of the block is noted", unreachable(""))

	w.fault(sandbox.Fault{Action: "blocked", Methods: []string{"send"}, Chat: anna, Count: 1})
	w.write(sandbox.Post{From: anna, Text: "/open"})
	w.await("the refusal is noted", unreachable("blocked"))
	if got := w.ask(sandbox.Post{From: anna, Text: "/open"}); got != "opened en" {
		t.Errorf("back again: got %q", got)
	}
	w.await("the return is noted", unreachable(""))
	w.check(w.telegram.Block(t.Context(), stranger, true)) // of whom nobody has heard
	w.await("it is handled", func() bool { return w.meter.count("membership ok") == 3 })
}

// TestMigration: a group becomes a supergroup; whether we hear of it by an update or by a refusal, the answer arrives.
func TestMigration(t *testing.T) {
	t.Parallel()
	const super, other = -1000000000005, -1000000000099
	w := newWorld(t)
	w.poll()
	w.check(w.store.SetChatLanguage(t.Context(), group, alliance.English))
	w.check(w.telegram.Migrate(t.Context(), group, super))
	w.await("the migration is handled", func() bool { return w.meter.count("migration ok") == 2 })
	if got := w.ask(sandbox.Post{From: anna, Chat: super, Text: "/open"}); got != "opened en" {
		t.Errorf("in the supergroup: got %q", got)
	}

	w.fault(sandbox.Fault{Action: "migrate", Methods: []string{"sendMessage"}, Chat: other, To: super, Count: 1})
	before := time.Now().UnixNano()
	payload := []byte(`{"update_id":778,"message":{"message_id":5,"date":1,"text":"/open","from":{"id":2,"first_name":"Anna","language_code":"en"},
		"chat":{"id":` + itoa(other) + `,"type":"group"}}}`)
	w.check(w.intake.Accept(t.Context(), w.handling, read(payload)))
	if got := w.answered(super, before); got != "opened zh" {
		t.Errorf("after a refusal: got %q", got)
	}
}

// TestMigrationIsRemembered: whatever is sent to the old id of a group arrives, and Telegram has to say only once where it is.
func TestMigrationIsRemembered(t *testing.T) {
	t.Parallel()
	const super = -1000000000005
	w := newWorld(t)
	ctx, turn := t.Context(), alliance.Turn{Priority: alliance.Announcing}
	w.check(w.telegram.Migrate(ctx, group, super))
	id, err := w.router.Sender.Send(ctx, turn, alliance.Place{Chat: group}, alliance.Message{Text: "one"}, 0)
	w.check(err)
	_, err = w.router.Sender.Copy(ctx, turn, alliance.Place{Chat: group}, alliance.Source{Chat: super, Message: id})
	w.check(err)
	w.check(w.router.Sender.Edit(ctx, group, id, alliance.Message{Text: "once"}))
	if got := w.said(super); !slices.Equal(got, []string{"once", "one"}) {
		t.Errorf("said %q", got)
	}
	stats, err := w.telegram.Stats(ctx)
	w.check(err)
	for method, want := range map[string]int64{"sendMessage": 2, "copyMessage": 1, "editMessageText": 1} {
		if got := stats.Requests[method]; got != want {
			t.Errorf("%d calls of %s, want %d", got, method, want)
		}
	}
}

// TestAnswersPersist: whatever goes wrong on the way, the answer arrives, and as often as that is known only once.
func TestAnswersPersist(t *testing.T) {
	for action, twice := range map[string]bool{"429": false, "500": false, "502": false, "reset": false, "bad_json": true, "drop_reply": true} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.poll()
			w.ask(sandbox.Post{From: anna, Text: "/open"})
			w.fault(sandbox.Fault{Action: action, Methods: []string{"send", "editMessageText"}, Count: 1})
			w.write(sandbox.Post{From: anna, Text: "/two"})
			want := []string{"opened en", "first", "second"}
			if twice {
				want = []string{"opened en", "first", "first", "second"}
			}
			w.await("all is said", func() bool { return slices.Equal(w.said(anna), want) })
		})
	}
}

// TestEditsWait: an edit that Telegram refuses with a 429 is tried again when the time is over, and not before.
func TestEditsWait(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.ask(sandbox.Post{From: anna, Text: "/open"})
	w.fault(sandbox.Fault{Action: "429", Methods: []string{"editMessageText"}, RetryAfter: 1, Count: 1})
	began := time.Now()
	_, err := w.telegram.Press(t.Context(), sandbox.Press{User: anna, Text: "edit", WaitMS: 5000})
	w.check(err)
	w.await("it is edited", func() bool { return w.said(anna)[0] == "edited 7" })
	if took := time.Since(began); took < time.Second {
		t.Errorf("tried again after %v", took)
	}
	stats, err := w.telegram.Stats(t.Context())
	w.check(err)
	if got := stats.Requests["editMessageText"]; got != 2 {
		t.Errorf("%d tries, want 2", got)
	}
}

func itoa(number int64) string { return strconv.FormatInt(number, 10) }
