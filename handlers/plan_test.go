package handlers_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// planning is an organiser looking at what will be sent, and adding to it.
func planning(b *book, language alliance.Language) {
	o := newOffice(b, language)
	o.members()
	training := alliance.EventID("robots")
	for id, wanted := range map[int64]bool{1: true, 3: false} {
		_, err := o.store.ChangeMember(context.Background(), id, func(member *alliance.Member) {
			*member = member.Wishing(alliance.Event{ID: training, Start: o.now}, wanted, o.now)
			member.Daily = id == 1
		})
		o.check(err)
	}
	_, err := o.store.ChangeChat(context.Background(), forum, func(chat *alliance.Chat) {
		chat.Subscriber = &alliance.Member{ID: forum, Kinds: []alliance.Kind{alliance.Training}, Daily: true}
	})
	o.check(err)
	o.command("events", "")
	o.tap("›", "›")
	o.tap("‹", "‹")
	o.tap("工业机器人操作与编程培训", "工业机器人操作与编程培训")
	o.tap("额外提醒", "Additional reminders")
	o.tap("提前 3 天", "3 days before")
	o.idem("提前 30 分钟", "30 minutes before")
	o.tap("提前 7 天", "7 days before") // which is over
	o.tap("✓ 提前 30 分钟", "✓ 30 minutes before")
	o.tap("自定义提醒时间", "Type other times")
	for _, text := range []string{"随便", "默认", "10天 1天", "2天 45分钟"} {
		o.resume("events", text)
	}
	o.tap("返回", "Back")
	o.put(o.event("robots", alliance.Training, 8, 8.5, "工业机器人操作与编程培训", nil))
	o.tap("刷新", "Refresh")
	o.tap("额外提醒", "Additional reminders")
	o.tap("自定义提醒时间", "Type other times")
	o.resume("events", "不提醒")
	for _, data := range []string{
		"1:plan:show:" + alliance.EventID("cancelled") + ":1", "1:plan:lead:" + alliance.EventID("cancelled") + ":60:on", "1:plan:list:99", "1:plan:list:x",
		"1:plan:show:gone:1", "1:plan:what:" + training, "1:plan:lead:" + training + ":0:on", "1:plan",
	} {
		o.tapData(data, data, 0)
	}
}

// resume sends a text to the conversation that a command has begun.
func (o *office) resume(command, text string) {
	o.Helper()
	at := slices.IndexFunc(o.table.Commands, func(row bot.Command) bool { return row.Name == command })
	reply, err := o.table.Commands[at].Resume(context.Background(), o.ask(text))
	o.told("“"+text+"”", 0, reply, err)
}

// TestPlansAreForOrganisers: the table lets nobody else see who gets what, or change it.
func TestPlansAreForOrganisers(t *testing.T) {
	d := newDesk(t)
	for _, command := range d.table.Commands {
		if command.Name == "events" && (command.Role != alliance.Organiser || !command.Private) {
			t.Errorf("command %+v", command)
		}
	}
	for _, button := range d.table.Buttons {
		if button.Verb == render.PlanVerb && (button.Role != alliance.Organiser || !button.Private) {
			t.Errorf("button %+v", button)
		}
	}
}

// TestAddedLeadIsOfTheEvent: what an organiser adds is stored with the event, the longest first, and goes with it.
func TestAddedLeadIsOfTheEvent(t *testing.T) {
	d := newDesk(t)
	d.put(d.samples()...)
	id := alliance.EventID("robots")
	for _, data := range []string{"1:plan:lead:" + id + ":30:on", "1:plan:lead:" + id + ":4320:on", "1:plan:lead:" + id + ":60:on", "1:plan:lead:" + id + ":60:off"} {
		_, err := d.press(data, d.request(alliance.Chinese, alliance.Organiser))
		d.check(err)
	}
	d.put(d.samples()...)
	event, err := d.store.Event(t.Context(), id)
	d.check(err)
	if want := []time.Duration{72 * time.Hour, 30 * time.Minute}; !slices.Equal(event.Leads, want) {
		t.Errorf("lead times %v, want %v", event.Leads, want)
	}
}
