package handlers

import (
	"context"
	"log/slog"
	"time"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// Calendar is where events are found by time, kind and names.
type Calendar interface {
	Find(ctx context.Context, query alliance.Query, offset, size int) (alliance.Page, error)
	Upcoming(ctx context.Context, from time.Time, kinds []alliance.Kind, size int) ([]alliance.Event, error)
	Recent(ctx context.Context, until time.Time, kinds []alliance.Kind, size int) ([]alliance.Event, error)
}

// Events are what questions are about.
type Events interface {
	Calendar
	Event(ctx context.Context, id string) (alliance.Event, error)
	EventsByID(ctx context.Context, ids []string) ([]alliance.Event, error)
	Names(ctx context.Context) (people, units, venues []string, err error)
	CountEvents(ctx context.Context) (int, error)
}

// Index finds the events that say some words: their ids, the best first, and the words as they were read where a typing error
// was mended.
type Index interface {
	Find(query alliance.Query, words []string, now time.Time) (ids, read []string)
	Len() int // how many events it knows
}

// Questions are kept for the buttons under their answers, and each chat's last one for what it asks next.
type Questions interface {
	KeepQuestion(ctx context.Context, chat int64, asked alliance.Asked, now time.Time) (id string, err error)
	Question(ctx context.Context, id string) (alliance.Asked, error)
	Topic(ctx context.Context, chat int64, now time.Time) (alliance.Asked, error)
}

// Members are those who ask, and those who are told.
type Members interface {
	ChangeMember(ctx context.Context, id int64, change func(*alliance.Member)) (alliance.Member, error)
	MemberPages() []int
	MembersOnPage(ctx context.Context, page int) ([]alliance.Member, error)
	Audience(ctx context.Context, audience alliance.Audience, fallback alliance.Language, page int) ([]alliance.Member, error)
	// PlacesMeant are the groups, channels and topics that belong to an audience as ledgers are now.
	PlacesMeant(ctx context.Context, audience alliance.Audience, fallback alliance.Language) ([]alliance.Place, error)
}

// Drafts are what chats are in the middle of.
type Drafts interface {
	Draft(ctx context.Context, chat int64) (alliance.Draft, error)
	SetDraft(ctx context.Context, chat int64, draft alliance.Draft) error
	DropDraft(ctx context.Context, chat int64) (bool, error)
}

// Dispatches are what is sent to many.
type Dispatches interface {
	Begin(ctx context.Context, dispatch alliance.Dispatch) (begun bool, err error)
	Dispatch(ctx context.Context, id string) (alliance.Dispatch, error)
	Broadcasts(ctx context.Context, most int) ([]alliance.Dispatch, error)
	Tally(ctx context.Context, id string) (alliance.Tally, error)
	Recipients(ctx context.Context, id string, visit func(place alliance.Place, outcome alliance.Outcome) error) error
}

// Steering is what can be done to a dispatch that was begun; what does not go with its state is an error of kind Conflict.
type Steering interface {
	Pause(ctx context.Context, id string) error
	Resume(ctx context.Context, id string) error
	Withdraw(ctx context.Context, id string) error
	Retry(ctx context.Context, id string) (int, error)
}

// Receipts are who has confirmed a broadcast, and when.
type Receipts interface {
	Received(ctx context.Context, id string, place alliance.Place) (bool, error)
	Confirm(ctx context.Context, id string, chat int64, now time.Time) (first bool, err error)
	Confirmed(ctx context.Context, id string) (int, error)
	Confirmations(ctx context.Context, id string) (map[int64]time.Time, error)
}

// Desk is what the handlers work with.
type Desk struct {
	Events     Events
	Index      Index
	Questions  Questions
	Members    Members
	Chats      Chats
	Drafts     Drafts
	Dispatches Dispatches
	Snoozes    Snoozes
	Steering   Steering
	Receipts   Receipts
	Approvals  Approvals
	Answers    Answers
	Approval   bool    // another admin approves what is sent
	Owners     []int64 // members who are owners, whatever is stored of their role
	Plans      Plans
	// Mentions lists the digests after now that are to tell of an event.
	Mentions func(event alliance.Event, now time.Time) []alliance.Mention
	Sheet    func(rows [][]string) ([]byte, error) // writes a spreadsheet
	Begun    func()                                // hears that a dispatch has begun
	Render   *render.Renderer
	Zone     *time.Location
	Language alliance.Language
	Leads    []time.Duration // the community's lead times
	Quiet    alliance.Quiet  // the community's quiet hours
	// ICS writes events as an iCalendar file (RFC 5545), made at stamp.
	ICS func(events []alliance.Event, stamp time.Time) ([]byte, error)
	Log *slog.Logger

	names  names
	offers render.Memo[bot.Offers]
}

// Table lists all commands and buttons.
func (desk *Desk) Table() bot.Table {
	return bot.Table{
		Commands: []bot.Command{
			{Name: "start", Role: alliance.Ordinary, Hidden: true, Reads: true, Handle: desk.start},
			{Name: "today", Words: []string{"今天", "今日", "today"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("today")},
			{Name: "tomorrow", Words: []string{"明天", "明日", "tomorrow"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("tomorrow")},
			{Name: "week", Words: []string{"本周", "这周", "this week"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("week")},
			{Name: "nextweek", Words: []string{"下周", "next week"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("nextweek")},
			{Name: "month", Words: []string{"本月", "这个月", "this month"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("month")},
			{Name: "upcoming", Words: []string{"近期", "近期活动", "upcoming"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("upcoming")},
			{Name: "lectures", Words: []string{"讲座", "lectures"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("upcoming", alliance.Lecture)},
			{Name: "seminars", Words: []string{"研讨会", "seminars"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("upcoming", alliance.Seminar)},
			{Name: "activities", Words: []string{"联盟活动", "activities"}, Role: alliance.Ordinary, Reads: true, Handle: desk.listing("upcoming", alliance.AllianceActivity)},
			{Name: "find", Words: []string{"查找", "搜索", "find"}, Role: alliance.Ordinary, Reads: true, Handle: desk.find},
			{Name: "my", Words: []string{"我的", "my"}, Role: alliance.Ordinary, Private: true, Reads: true, Handle: desk.my},
			{Name: "reminders", Words: []string{"我的提醒", "my reminders"}, Role: alliance.Ordinary, Private: true, Hidden: true, Reads: true, Handle: desk.reminders},
			{Name: "settings", Words: []string{"设置", "settings"}, Role: alliance.Ordinary, Chairs: true, Handle: desk.settings, Resume: desk.typedSetting},
			{Name: "language", Words: []string{"语言", "language"}, Role: alliance.Ordinary, Chairs: true, Handle: desk.language},
			{Name: "experts", Words: []string{"专家", "experts"}, Role: alliance.Ordinary, Reads: true, Handle: desk.experts},
			{Name: "units", Words: []string{"单位", "units"}, Role: alliance.Ordinary, Reads: true, Handle: desk.units},
			{Name: "about", Words: []string{"关于", "about"}, Role: alliance.Ordinary, Reads: true, Handle: desk.about},
			{Name: "help", Words: []string{"帮助", "help"}, Role: alliance.Ordinary, Reads: true, Handle: desk.help},
			{Name: "cancel", Words: []string{"取消", "cancel"}, Role: alliance.Ordinary, Private: true, Cancels: true, Handle: desk.cancel},
			{Name: "broadcast", Words: []string{"群发", "broadcast"}, Role: alliance.Organiser, Private: true, Handle: desk.broadcast, Resume: desk.compose},
			{Name: "broadcasts", Words: []string{"群发记录", "broadcasts"}, Role: alliance.Organiser, Private: true, Reads: true, Handle: desk.broadcasts},
			{Name: "events", Words: []string{"活动管理", "manage events"}, Role: alliance.Organiser, Private: true, Reads: true, Handle: desk.plans, Resume: desk.typedPlan},
			{Name: "stats", Words: []string{"统计", "stats"}, Role: alliance.Organiser, Private: true, Reads: true, Handle: desk.stats},
		},
		Buttons: []bot.Button{
			{Verb: verbTurn, Role: alliance.Ordinary, Handle: desk.turn},
			{Verb: render.EventVerb, Role: alliance.Ordinary, Handle: desk.card},
			{Verb: render.RemindVerb, Role: alliance.Ordinary, Handle: desk.remind},
			{Verb: render.MuteVerb, Role: alliance.Ordinary, Handle: desk.mute},
			{Verb: render.SeriesVerb, Role: alliance.Ordinary, Private: true, Handle: desk.muteSeries},
			{Verb: render.SnoozeVerb, Role: alliance.Ordinary, Handle: desk.snooze},
			{Verb: render.CalendarVerb, Role: alliance.Ordinary, Handle: desk.calendar},
			{Verb: render.SettingsVerb, Role: alliance.Ordinary, Chairs: true, Handle: desk.set},
			{Verb: render.GroupLanguageVerb, Role: alliance.Ordinary, Chairs: true, Handle: desk.speak},
			{Verb: verbBroadcast, Role: alliance.Organiser, Handle: desk.decide},
			{Verb: render.RunVerb, Role: alliance.Organiser, Handle: desk.steer},
			{Verb: render.ApprovalVerb, Role: alliance.Admin, Private: true, Handle: desk.judge},
			{Verb: render.PlanVerb, Role: alliance.Organiser, Private: true, Handle: desk.plan},
			{Verb: render.AttendVerb, Role: alliance.Ordinary, Private: true, Handle: desk.attend},
			{Verb: render.ReceiptVerb, Role: alliance.Ordinary, Handle: desk.receive},
			{Verb: render.UrgeVerb, Role: alliance.Ordinary, Private: true, Liaison: true, Handle: desk.urge},
		},
		Text:   desk.question,
		Inline: desk.inline,
		Excuse: desk.excuse,
		Sorry: func(request bot.Request, kind alliance.ErrorKind) alliance.Message {
			return desk.Render.Error(request.Language, kind)
		},
		Toast: toast,
	}
}

// excuse says why a request is not handled as it stands.
func (desk *Desk) excuse(request bot.Request, excuse bot.Excuse) alliance.Message {
	switch {
	case excuse == bot.PrivateOnly:
		return desk.Render.Text(request.Language, "only_private", nil)
	case len(request.Command) > longestCommand: // nobody needs to read it again
		request.Command = ""
	}
	return desk.Render.Text(request.Language, string(excuse), map[string]any{"Command": request.Command})
}

// longestCommand is the most characters a command may have (Bot API, BotCommand).
const longestCommand = 32

// toastLimit is the most characters a toast may have (Bot API, answerCallbackQuery).
const toastLimit = 200

func toast(message alliance.Message) string {
	text := []rune(render.Plain(message))
	return string(text[:min(len(text), toastLimit)])
}

// text answers with the text of this name, in several messages where it is too long for one.
func (desk *Desk) text(request bot.Request, name string, data any) (bot.Reply, error) {
	return bot.Say(render.Split(desk.Render.Text(request.Language, name, data))...), nil
}

// here is the moment of the request on the community's clock.
func (desk *Desk) here(request bot.Request) time.Time { return request.Now.In(desk.Zone) }
