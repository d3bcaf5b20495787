package dispatch

import (
	"context"
	"time"

	"alliancebot/alliance"
)

// Recipient is to be entered in a ledger. One who cannot be reached is entered as skipped, with the reason.
type Recipient struct {
	Chat, Topic int64
	Skipped     string
}

// Place is where the recipient is written to.
func (recipient Recipient) Place() alliance.Place {
	return alliance.Place{Chat: recipient.Chat, Topic: recipient.Topic}
}

// Settlement is what became of a leased recipient: an outcome, or State Waiting and NotBefore for another try.
type Settlement struct {
	Chat, Topic int64
	Lease       time.Time // the end of the lease under which it happened
	Outcome     alliance.Outcome
	NotBefore   time.Time
	Doubtful    bool // the try was not answered, and may have put a message into the chat
}

// Place is where the recipient is written to.
func (settlement Settlement) Place() alliance.Place {
	return alliance.Place{Chat: settlement.Chat, Topic: settlement.Topic}
}

// Ledger holds, per dispatch, each recipient in exactly one state.
type Ledger interface {
	Reclaim(ctx context.Context, replica string, now time.Time) (ended int, err error)
	Append(ctx context.Context, id, cursor, next string, recipients []Recipient) error
	Lease(ctx context.Context, id string, now, until time.Time, most int) ([]alliance.Place, error)
	Settle(ctx context.Context, id string, settlements []Settlement) (settled int, err error)
	Conclude(ctx context.Context, id string, now time.Time) (ended bool, err error)
}

// Records tell what became of a dispatch.
type Records interface {
	Tally(ctx context.Context, id string) (alliance.Tally, error)
	Outcome(ctx context.Context, id string, place alliance.Place) (alliance.Outcome, error)
	Confirmed(ctx context.Context, id string) (int, error)
	Leased(ctx context.Context, id string, now time.Time) (int, error)
	// Places tells what became of a dispatch in the groups and channels to which it goes.
	Places(ctx context.Context, dispatch alliance.Dispatch) ([]alliance.PlaceOutcome, error)
}

// Dispatches is the register of what is being sent.
type Dispatches interface {
	Dispatch(ctx context.Context, id string) (alliance.Dispatch, error)
	State(ctx context.Context, id string) (alliance.DispatchState, error)
	Active(ctx context.Context) ([]string, error)
	Pause(ctx context.Context, id string) error
}

// Appointment is when a scheduled dispatch is to begin: at At, or where Ahead is not zero so long before the event starts.
type Appointment struct {
	ID    string        `json:"id"`
	At    time.Time     `json:"at,omitzero"`
	Event string        `json:"event,omitempty"`
	Ahead time.Duration `json:"ahead,omitempty"` // nanoseconds
	Of    string        `json:"of,omitempty"`    // the broadcast whose liaisons it tells who has not confirmed
}

// Calendar is what is to be sent later.
type Calendar interface {
	// Scheduled lists what it can read, and errs for the rest.
	Scheduled(ctx context.Context) ([]Appointment, error)
	Start(ctx context.Context, id string, now time.Time) (started bool, err error)
	WithdrawFor(ctx context.Context, id, why string) error
	// Untold lists what was called off before it began, until its author has been Told.
	Untold(ctx context.Context) ([]string, error)
	Told(ctx context.Context, id string) error
}

// Proposals are broadcasts that wait for approval.
type Proposals interface {
	Overdue(ctx context.Context, now time.Time) ([]string, error)
	// Judge reports whether it decided: of several verdicts the first counts. The memo begins with it.
	Judge(ctx context.Context, proposed alliance.Dispatch, verdict alliance.Verdict, memo alliance.Dispatch) (judged bool, err error)
}

// Latecomers are members whom another audience may include than before, and the broadcasts that go to them.
type Latecomers interface {
	Stirred(ctx context.Context) (map[int64]string, error)
	Open(ctx context.Context, now time.Time) ([]string, error)
	Among(ctx context.Context, audience alliance.Audience, fallback alliance.Language, members []int64) ([]alliance.Member, error)
	// Join reports whether it waits for those who were there from the first.
	Join(ctx context.Context, joined alliance.Dispatch, recipients []Recipient, now time.Time) (waits bool, err error)
	Settled(ctx context.Context, stirred map[int64]string) error
}

// Confirmations are those that the authors of the broadcasts have not been shown: by id, with a note to say by that they have.
type Confirmations interface {
	Unshown(ctx context.Context) (map[string]string, error)
	Shown(ctx context.Context, id, note string) error
}

// Members are those who can be sent to.
type Members interface {
	Member(ctx context.Context, id int64) (alliance.Member, error)
	ChangeMember(ctx context.Context, id int64, change func(*alliance.Member)) (alliance.Member, error)
	MemberPages() []int
	Audience(ctx context.Context, audience alliance.Audience, fallback alliance.Language, page int) ([]alliance.Member, error)
}

// Chats are the groups and channels that can be sent to.
type Chats interface {
	Chat(ctx context.Context, id int64) (alliance.Chat, error)
	Chats(ctx context.Context) ([]alliance.Chat, error)
	// PlacesMeant are the groups, channels and topics that belong to an audience as ledgers are now.
	PlacesMeant(ctx context.Context, audience alliance.Audience, fallback alliance.Language) ([]alliance.Place, error)
	ChangeChat(ctx context.Context, id int64, change func(*alliance.Chat)) (alliance.Chat, error)
}

// Answers are what the speakers of an event have said of coming.
type Answers interface {
	Answers(ctx context.Context, event string) ([]alliance.Answer, error)
}

// Events are what reminders, notices and digests are about.
type Events interface {
	Event(ctx context.Context, id string) (alliance.Event, error)
	Find(ctx context.Context, query alliance.Query, offset, size int) (alliance.Page, error)
	// Tellings lists by what members were told of an event.
	Tellings(ctx context.Context, event string) ([]alliance.Telling, error)
	// SignUps tells how some members stand with an event, in their order.
	SignUps(ctx context.Context, event string, members []int64) ([]alliance.SignUp, error)
	// Heard tells what some chats have got of some dispatches, in the order of these.
	Heard(ctx context.Context, ids []string, chats []int64) (map[int64][]alliance.Heard, error)
}

// Sender sends, paced; its errors are *alliance.Failure or the context's own.
type Sender interface {
	Send(ctx context.Context, turn alliance.Turn, to alliance.Place, message alliance.Message, replyTo int64) (int64, error)
	CopyAll(ctx context.Context, turn alliance.Turn, to alliance.Place, message alliance.Message) ([]int64, error)
	Amend(ctx context.Context, turn alliance.Turn, chat, id int64, message alliance.Message, known alliance.Shape) (alliance.Shape, error)
	Withdraw(ctx context.Context, turn alliance.Turn, chat int64, ids []int64, line alliance.Message, known []alliance.Shape) ([]alliance.Shape, error)
	Edit(ctx context.Context, chat, id int64, message alliance.Message) error
}

// Meter hears of every recipient settled.
type Meter interface {
	Settled(purpose alliance.Purpose, outcome alliance.Outcome)
}
