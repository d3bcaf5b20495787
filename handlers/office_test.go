package handlers_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/dispatch"
)

// office is the secretariat's chat: what is said there gets ids, and buttons are pressed by what is written on them, on the
// latest message that has such a button.
type office struct {
	*book

	language alliance.Language
	role     alliance.Role
	messages map[int64]alliance.Message
	last     int64
}

func newOffice(b *book, language alliance.Language) *office {
	return &office{book: b, language: language, role: alliance.Organiser, messages: map[int64]alliance.Message{}, last: 100}
}

// in is the text in the office's language.
func (o *office) in(zh, en string) string {
	if o.language == alliance.English {
		return en
	}
	return zh
}

// ask is a request of the secretariat, as a message of its own.
func (o *office) ask(text string) bot.Request {
	o.last++
	request := o.request(o.language, o.role)
	request.Text, request.Message = text, o.last
	return request
}

// told writes down what was answered and gives ids to it, as the router does.
func (o *office) told(title string, pressed int64, reply bot.Reply, err error) {
	o.Helper()
	o.scene(title, reply, err)
	if reply.Edit != nil {
		id := pressed
		if reply.EditID != 0 {
			id = reply.EditID
		}
		o.messages[id] = *reply.Edit
	}
	for _, message := range reply.Messages {
		o.last++
		o.messages[o.last] = message
	}
	if reply.Said != nil && len(reply.Messages) > 0 {
		o.check(reply.Said(context.Background(), o.last))
	}
}

// command sends a command.
func (o *office) command(name, text string) {
	o.Helper()
	reply, err := o.run(name, o.ask(text))
	o.told("/"+name+" "+text, 0, reply, err)
}

// write sends a text to the conversation.
func (o *office) write(text string) { o.Helper(); o.send("“"+text+"”", o.ask(text)) }

// formatted sends a text with formatting.
func (o *office) formatted(text string, entities ...alliance.Entity) {
	o.Helper()
	request := o.ask(text)
	request.Entities = entities
	o.send("“"+text+"”, formatted", request)
}

// post sends a picture, or with an album's name a part of it.
func (o *office) post(caption, album string) {
	o.Helper()
	request := o.ask("")
	request.Media, request.Caption, request.Album = true, caption, album
	o.send("a picture "+caption+" "+album, request)
}

func (o *office) send(title string, request bot.Request) {
	o.Helper()
	at := slices.IndexFunc(o.table.Commands, func(command bot.Command) bool { return command.Name == "broadcast" })
	reply, err := o.table.Commands[at].Resume(context.Background(), request)
	o.told(title, 0, reply, err)
}

// button finds the latest button with these words, and its message.
func (o *office) button(words string) (data string, message int64) {
	o.Helper()
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(o.messages))) {
		for _, button := range slices.Concat(o.messages[id].Keyboard...) {
			if strings.Contains(button.Text, words) && button.Data != "" {
				return button.Data, id
			}
		}
	}
	o.Fatalf("no button %s in\n%s", words, o.String())
	return "", 0
}

// tap presses a button, twice: the second time it shows the same, whatever it does.
func (o *office) tap(zh, en string) {
	o.Helper()
	data, message := o.button(o.in(zh, en))
	o.tapData("["+o.in(zh, en)+"]", data, message)
}

func (o *office) tapData(title, data string, message int64) {
	o.Helper()
	request := o.request(o.language, o.role)
	request.Message = message
	reply, err := o.press(data, request)
	o.told(title, message, reply, err)
}

// idem presses a button once more and wants to see the same.
func (o *office) idem(zh, en string) {
	o.Helper()
	data, message := o.button(o.in(zh, en))
	request := o.request(o.language, o.role)
	request.Message = message
	first, err := o.press(data, request)
	second, again := o.press(data, request)
	if shown(first, err) != shown(second, again) {
		o.Errorf("%s pressed twice:\n%s\nonce:\n%s", data, shown(second, again), shown(first, err))
	}
	o.told("["+o.in(zh, en)+"] twice", message, second, again)
}

// members are four of two units; the last cannot be reached.
func (o *office) members() {
	o.Helper()
	for id := int64(1); id <= 4; id++ {
		_, err := o.store.ChangeMember(context.Background(), id, func(member *alliance.Member) {
			member.Name, member.Language, member.Unit = "成员", alliance.Chinese, "丽水市职业高级中学"
			switch id {
			case 2:
				member.Language, member.Unit, member.Kinds = alliance.English, "缙云县职业中等专业学校", []alliance.Kind{alliance.Training}
			case 3:
				member.Role, member.Unit = alliance.Organiser, ""
			case 4:
				member.Unreachable = "blocked"
			}
		})
		o.check(err)
	}
}

// latest is the broadcast begun last.
func (o *office) latest() alliance.Dispatch {
	o.Helper()
	all, err := o.store.Broadcasts(context.Background(), 1)
	o.check(err)
	if len(all) == 0 {
		o.Fatal("no broadcast")
	}
	return all[0]
}

// deliver works off a broadcast: what becomes of each recipient.
func (o *office) deliver(id string, outcomes map[int64]alliance.Outcome) {
	o.Helper()
	ctx := context.Background()
	var recipients []dispatch.Recipient
	for _, chat := range slices.Sorted(maps.Keys(outcomes)) {
		recipients = append(recipients, dispatch.Recipient{Chat: chat})
	}
	o.check(o.store.Append(ctx, id, "0", "end", recipients))
	until := o.now.Add(time.Minute).Truncate(time.Millisecond)
	_, err := o.store.Lease(ctx, id, o.now, until, len(outcomes))
	o.check(err)
	var settlements []dispatch.Settlement
	for chat, outcome := range outcomes {
		settlements = append(settlements, dispatch.Settlement{Chat: chat, Lease: until, Outcome: outcome})
	}
	settled, err := o.store.Settle(ctx, id, settlements)
	o.check(err)
	ended, err := o.store.Conclude(ctx, id, o.now)
	if o.check(err); settled != len(outcomes) || !ended {
		o.Errorf("settled %d of %d, ended %t", settled, len(outcomes), ended)
	}
}
