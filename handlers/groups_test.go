package handlers_test

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/dispatch"
)

const (
	forum   = int64(-1001234567890)
	channel = int64(-1002234567890)
)

// chats are a forum with topics, a channel in which the bot may not post, a group that it has left, and many groups more.
func (o *office) chats() {
	o.Helper()
	known := []alliance.Chat{
		{ID: forum, Title: "A forum", Kind: alliance.Supergroup, Forum: true, Topics: map[int64]alliance.Topic{5: {Name: "通知"}, 2147483647: {Name: "Closed", Closed: true}, 9: {}}},
		{ID: channel, Title: "B channel", Kind: alliance.Channel, Unreachable: alliance.NoRight},
		{ID: -3, Title: "C left", Unreachable: "kicked"},
	}
	for number := range int64(9) {
		known = append(known, alliance.Chat{ID: -10 - number, Title: fmt.Sprintf("Group %d", number), Kind: alliance.BasicGroup})
	}
	for _, chat := range known {
		_, err := o.store.ChangeChat(context.Background(), chat.ID, func(stored *alliance.Chat) { *stored = chat })
		o.check(err)
	}
}

// groups sends to groups and topics, and lets a group subscribe.
func groups(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.members()
	o.command("broadcast", "没有群")
	o.tap("对象", "Audience")
	o.tap("群和频道", "Groups and channels")
	o.chats()
	o.command("broadcast", "群通知")
	o.tap("回执", "Receipt")
	o.tap("对象", "Audience")
	o.tap("群和频道", "Groups and channels")
	o.tap("下一页", "Next page")
	o.idem("Group 8", "Group 8")
	o.tap("上一页", "Previous page")
	o.idem("B channel", "B channel")
	o.tap("A forum", "A forum")
	o.idem("通知", "通知")
	o.tap("话题 9", "topic 9")
	o.tap("返回", "Back")
	o.idem("同时发给成员", "Members too")
	o.idem("同时发给成员", "Members too")
	o.idem("同时发给成员", "Members too")
	o.tap("发送给", "Send to")
	o.began("sent to groups only")
	id := o.latest().ID
	o.deliverTo(id, map[alliance.Place]alliance.Outcome{
		{Chat: -18}: {State: alliance.Skipped, Reason: "kicked"}, {Chat: channel}: {State: alliance.Skipped, Reason: alliance.NoRight},
		{Chat: forum, Topic: 5}: {State: alliance.Sent, Messages: []int64{70}}, {Chat: forum, Topic: 9}: {State: alliance.Failed, Reason: "topic gone"},
	})
	o.command("broadcasts", "")
	o.tap("群通知", "群通知")
	o.tap("修改", "Edit")
	o.write("改正")
	o.command("broadcasts", "")
	o.tap("群通知", "群通知")
	o.tap("撤回", "Recall")

	o.command("broadcast", "再发一次")
	o.tap("对象", "Audience")
	o.tap("以往群发", "earlier broadcast")
	o.idem("未送达：群通知", "Not reached: 群通知")
	o.idem("✓ 未送达：群通知", "✓ Not reached: 群通知")
	o.tap("返回", "Back")
	o.tap("群和频道", "Groups and channels")
	o.tap("A forum", "A forum")
	o.tap("通知", "通知")
	o.tap("返回", "Back")
	o.tap("返回", "Back")
	o.tap("不含：以往群发", "Not: earlier broadcast")
	o.idem("已送达：群通知", "Reached: 群通知")

	request := o.request(language, alliance.Guest)
	request.Group, request.Chat, request.Topic = true, forum, 5
	reply, err := o.run("settings", request)
	o.scene("/settings in a topic", reply, err)
	for _, data := range []string{"kind:0:on", "lead:60:on", "lead:60:off", "quiet:2100-0700", "digest:weekly:on", "times", "at:weekly:mon0730", "show", "lang:en", "lang:zh", "leads", "kind:99:on"} {
		reply, err := o.press("1:set:"+data, request)
		o.scene("set:"+data, reply, err)
	}
	o.typedIn(request, "leads", "随便", "3天 40天", "3天 45分钟")
	o.typedIn(request, "hours", "随便", "22:45-6:30")
}

// typedIn has the administrators of a group write what the settings ask for: of each text the question, and what is said of it, waits for
// a reply, until one is taken. The one asked before can still be answered where another one asks the same.
func (o *office) typedIn(request bot.Request, what string, texts ...string) {
	o.Helper()
	at := slices.IndexFunc(o.table.Commands, func(command bot.Command) bool { return command.Name == "settings" })
	ctx, asked := context.Background(), []int64{500, 501}
	for _, id := range asked {
		reply, err := o.press("1:set:"+what, request)
		o.scene("set:"+what, reply, err)
		o.check(reply.Said(ctx, id))
	}
	for i, text := range texts {
		draft, err := o.store.Draft(ctx, forum)
		if o.check(err); !slices.Equal(draft.Asked, asked) {
			o.Errorf("before %s: waits for replies to %d, want %d", text, draft.Asked, asked)
		}
		request.Text = text
		reply, err := o.table.Commands[at].Resume(ctx, request)
		o.scene("a reply: "+text, reply, err)
		if reply.Said != nil {
			asked = append(asked, int64(600+i))
			o.check(reply.Said(ctx, asked[len(asked)-1]))
		}
	}
	if draft, err := o.store.Draft(ctx, forum); alliance.KindOf(err) != alliance.NotFound {
		o.Errorf("after %s: waits for %+v, %v", texts, draft, err)
	}
}

// TestTypedInGroup: what is typed in a group is the group's alone, goes with the topic, and is what it is reminded by.
func TestTypedInGroup(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.chats()
	request := o.request(alliance.Chinese, alliance.Guest)
	request.Group, request.Chat, request.Topic = true, forum, 5
	o.typedIn(request, "leads", "不提醒 1天", "3天 45分钟")
	o.typedIn(request, "hours", "22:45-6:30")
	chat, err := o.store.Chat(t.Context(), forum)
	o.check(err)
	want := chat.Subscribed()
	want.Leads, want.Quiet = []time.Duration{72 * time.Hour, 45 * time.Minute}, &alliance.Quiet{From: 22*time.Hour + 45*time.Minute, To: 6*time.Hour + 30*time.Minute}
	if !reflect.DeepEqual(chat.Subscriber, &want) || chat.Topic != 5 {
		t.Errorf("subscribed to %+v in topic %d", chat.Subscriber, chat.Topic)
	}
	if member, err := o.store.Member(t.Context(), request.Member.ID); err == nil && (member.Leads != nil || member.Quiet != nil) {
		t.Errorf("whoever typed it has %+v", member)
	}
}

// deliverTo works off a broadcast: what becomes of each place.
func (o *office) deliverTo(id string, outcomes map[alliance.Place]alliance.Outcome) {
	o.Helper()
	ctx := context.Background()
	var recipients []dispatch.Recipient
	for place := range outcomes {
		recipients = append(recipients, dispatch.Recipient{Chat: place.Chat, Topic: place.Topic})
	}
	o.check(o.store.Append(ctx, id, "0", "end", recipients))
	until := o.now.Add(time.Minute).Truncate(time.Millisecond)
	_, err := o.store.Lease(ctx, id, o.now, until, len(outcomes))
	o.check(err)
	for place, outcome := range outcomes {
		_, err := o.store.Settle(ctx, id, []dispatch.Settlement{{Chat: place.Chat, Topic: place.Topic, Lease: until, Outcome: outcome}})
		o.check(err)
	}
	_, err = o.store.Conclude(ctx, id, o.now)
	o.check(err)
}

// TestGroupSheet: the spreadsheet calls groups and topics by their names, and lists who has confirmed in one.
func TestGroupSheet(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.English)
	o.members()
	o.chats()
	begun := alliance.Dispatch{
		ID: "b-1", Purpose: alliance.ForBroadcast, Created: o.now, Receipt: true, Content: alliance.Content{Text: "news"},
		Audience: alliance.Audience{Chats: []alliance.Place{{Chat: forum, Topic: 5}, {Chat: -10}}},
	}
	_, err := o.store.Begin(context.Background(), begun)
	o.check(err)
	o.deliverTo("b-1", map[alliance.Place]alliance.Outcome{
		{Chat: forum, Topic: 5}: {State: alliance.Sent, Messages: []int64{70}}, {Chat: -10}: {State: alliance.Skipped, Reason: "kicked"},
	})
	press := func(user, topic int64) string {
		request := o.request(alliance.English, alliance.Guest)
		request.Member.ID, request.Group, request.Chat, request.Topic = user, true, forum, topic
		reply, err := o.press("1:got:b-1", request)
		o.check(err)
		return reply.Toast
	}
	for range 2 {
		for _, user := range []int64{2, 999} {
			if said := press(user, 5); !strings.Contains(said, "thank you") {
				t.Errorf("%d confirms in the topic and hears %q", user, said)
			}
		}
	}
	if said := press(3, 9); strings.Contains(said, "thank you") {
		t.Errorf("in a topic to which it did not go: %q", said)
	}
	var rows [][]string
	o.handlers.Sheet = func(written [][]string) ([]byte, error) { rows = written; return nil, nil }
	_, err = o.press("1:run:b-1:details", o.request(alliance.English, alliance.Organiser))
	o.check(err)
	at := o.now.Format("2006-01-02 15:04")
	want := map[string][]string{
		"A forum › 通知": {"Delivered", "", "", ""}, "Group 0": {"skipped", "bot was removed", "", ""},
		"成员": {"got it in a group or channel", "", at, ""}, "999": {"got it in a group or channel", "", at, ""},
	}
	got := map[string][]string{}
	for _, row := range rows[1:] {
		got[row[0]] = row[2:]
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
}

// TestForgedPlaces: what is no group cannot be chosen as one, whatever a button says.
func TestForgedPlaces(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.chats()
	o.command("broadcast", "通知")
	draft, err := o.store.Draft(context.Background(), chat)
	o.check(err)
	for _, args := range []string{"place:chat:on:7", "place:chat:on:x", "place:who:on:-10", "place:chat:on", "place:chat:on:-10/x"} {
		if _, err := o.press("1:bc:"+draft.ID+":"+args, o.request(alliance.Chinese, alliance.Organiser)); alliance.KindOf(err) != alliance.Invalid {
			t.Errorf("%s: %v", args, err)
		}
	}
	if found, err := o.store.Draft(context.Background(), chat); err != nil || len(found.Dispatch.Audience.Chats) > 0 {
		t.Errorf("chosen are %+v, %v", found.Dispatch.Audience.Chats, err)
	}
	reply, err := o.press("1:bc:"+draft.ID+":page:topic:-99", o.request(alliance.Chinese, alliance.Organiser))
	if err != nil || reply.Edit == nil || !strings.Contains(reply.Edit.Text, "哪些群") {
		t.Errorf("the topics of no group: %+v, %v", reply, err)
	}
}

// TestGroupChosenMoves: a group that becomes a supergroup while a broadcast is composed is chosen still, by its new id.
func TestGroupChosenMoves(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.chats()
	o.command("broadcast", "通知")
	o.tap("对象", "")
	o.tap("群和频道", "")
	o.tap("Group 3", "")
	o.check(o.store.Migrate(context.Background(), -13, -1000000000013))
	o.tap("发送给 3 人和 1 个群", "")
	if chosen := o.latest().Audience.Chats; !reflect.DeepEqual(chosen, []alliance.Place{{Chat: -1000000000013}}) {
		t.Errorf("sent to %+v", chosen)
	}
}

// TestUnreachedGroupsChosen: what is sent to those not reached says to which groups that is, so that the report and a recall know them;
// who presses 收到 there has got it.
func TestUnreachedGroupsChosen(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.chats()
	begun := alliance.Dispatch{
		ID: "b-1", Purpose: alliance.ForBroadcast, Created: o.now, Content: alliance.Content{Text: "第一次"},
		Audience: alliance.Audience{Chats: []alliance.Place{{Chat: -10}, {Chat: -11}, {Chat: forum, Topic: 5}}},
	}
	_, err := o.store.Begin(context.Background(), begun)
	o.check(err)
	o.deliverTo("b-1", map[alliance.Place]alliance.Outcome{
		{Chat: -10}: {State: alliance.Sent, Messages: []int64{70}}, {Chat: -11}: {State: alliance.Failed}, {Chat: forum, Topic: 5}: {State: alliance.Failed},
	})
	o.command("broadcast", "第二次")
	o.tap("回执", "")
	o.tap("对象", "")
	o.tap("以往群发", "")
	o.tap("未送达：第一次", "")
	o.tap("发送给 1 个群和 1 个话题", "")
	sent := o.latest()
	if want := []alliance.Place{{Chat: -11}, {Chat: forum, Topic: 5}}; !reflect.DeepEqual(sent.Audience.Places(), want) {
		t.Errorf("sent to %+v, want %+v", sent.Audience.Places(), want)
	}
	o.deliverTo(sent.ID, map[alliance.Place]alliance.Outcome{{Chat: -11}: {State: alliance.Sent, Messages: []int64{71}}})
	request := o.request(alliance.Chinese, alliance.Guest)
	request.Group, request.Chat = true, -11
	if reply, err := o.press("1:got:"+sent.ID, request); err != nil || !strings.Contains(reply.Toast, "谢谢") {
		t.Errorf("in a group to which it went: %q, %v", reply.Toast, err)
	}
	if places, err := o.store.Places(context.Background(), o.latest()); err != nil || len(places) != 1 || places[0].Name != "Group 1" {
		t.Errorf("the report names %+v, %v", places, err)
	}
}

// TestReceiptAfterMove: who confirms in the supergroup that a group has become has got the broadcast in it, whichever id its ledger has.
func TestReceiptAfterMove(t *testing.T) {
	const super = int64(-1000000000013)
	o := newOffice(&book{desk: newDesk(t)}, alliance.English)
	o.members()
	o.chats()
	begun := alliance.Dispatch{
		ID: "b-1", Purpose: alliance.ForBroadcast, Created: o.now, Receipt: true, Content: alliance.Content{Text: "news"},
		Audience: alliance.Audience{Chats: []alliance.Place{{Chat: -14}, {Chat: -13}}},
	}
	_, err := o.store.Begin(context.Background(), begun)
	o.check(err)
	o.deliverTo("b-1", map[alliance.Place]alliance.Outcome{{Chat: -13}: {State: alliance.Sent, Messages: []int64{70}, Moved: super}})
	o.check(o.store.Migrate(context.Background(), -13, super))
	for chat, confirms := range map[int64]bool{super: true, -14: false, -12: false} {
		request := o.request(alliance.English, alliance.Guest)
		request.Member.ID, request.Group, request.Chat = 999, true, chat
		reply, err := o.press("1:got:b-1", request)
		o.check(err)
		if strings.Contains(reply.Toast, "thank you") != confirms {
			t.Errorf("in %d hears %q", chat, reply.Toast)
		}
	}
}

// TestNamelessGroup: a group whose title is not known yet is offered by its number, since Telegram takes no button without a text.
func TestNamelessGroup(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.English)
	o.members()
	_, err := o.store.ChangeChat(context.Background(), -77, func(chat *alliance.Chat) { chat.Unreachable = alliance.NoRight })
	o.check(err)
	o.command("broadcast", "news")
	o.tap("", "Audience")
	o.tap("", "Groups and channels")
	o.tap("", "-77")
}

// TestMembersLeftOut: where no members are meant any more, groups that were left out stay so.
func TestMembersLeftOut(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.chats()
	_, err := o.store.Begin(context.Background(), alliance.Dispatch{
		ID: "b-1", Purpose: alliance.ForBroadcast, Created: o.now, Content: alliance.Content{Text: "第一次"},
		Audience: alliance.Audience{Chats: []alliance.Place{{Chat: -10}, {Chat: -11}}},
	})
	o.check(err)
	o.deliverTo("b-1", map[alliance.Place]alliance.Outcome{{Chat: -10}: {State: alliance.Sent, Messages: []int64{70}}, {Chat: -11}: {State: alliance.Failed}})
	o.command("broadcast", "第二次")
	draft, err := o.store.Draft(context.Background(), chat)
	o.check(err)
	press := func(args string) string {
		reply, err := o.press("1:bc:"+draft.ID+":"+args, o.request(alliance.Chinese, alliance.Organiser))
		o.check(err)
		return reply.Edit.Text
	}
	for _, args := range []string{"place:chat:on:-10", "place:chat:on:-11", "ex:of:on:b-1:reached", "members:off"} {
		press(args)
	}
	if got := press("page:main"); !strings.Contains(got, "只发到 1 个群：Group 1") {
		t.Errorf("the panel says\n%s", got)
	}
	if got := press("place:chat:off:-11"); !strings.Contains(got, "没有符合条件的群或频道") {
		t.Errorf("with nobody left it says\n%s", got)
	}
}
