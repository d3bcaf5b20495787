package alliance

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Purpose says what a dispatch is for; it decides its place in the queue.
type Purpose string

// The purposes of a dispatch, the more pressing first.
const (
	ForReminder    Purpose = "reminder"
	ForSnooze      Purpose = "snooze"      // a reminder once more
	ForPreparation Purpose = "preparation" // tells those who have a part in an event what is to be prepared
	ForAnswer      Purpose = "answer"      // tells those who organise an event what a speaker has said of coming
	ForNotice      Purpose = "notice"      // an event has changed
	ForDigest      Purpose = "digest"
	ForMemo        Purpose = "memo"      // tells of a broadcast those who look after it
	ForAmendment   Purpose = "amendment" // what was sent about an event before it changed is brought up to date
	ForBroadcast   Purpose = "broadcast"
)

// DispatchState is where a dispatch stands.
type DispatchState string

// The states of a dispatch. Expanding: recipients are still being entered in the ledger, and may be sent to already.
const (
	Proposed  DispatchState = "proposed"  // waits for somebody's approval
	Scheduled DispatchState = "scheduled" // begins at NotBefore
	Expanding DispatchState = "expanding"
	Running   DispatchState = "running"
	Paused    DispatchState = "paused" // nobody is sent to until it is resumed
	Done      DispatchState = "done"
	Withdrawn DispatchState = "withdrawn" // cancelled before everybody was reached
)

// Task is what a broadcast does for each recipient.
type Task string

// The tasks of a broadcast.
const (
	Say    Task = ""       // sends Content
	Edit   Task = "edit"   // makes Content of what the broadcast Of has sent
	Recall Task = "recall" // takes back what the broadcast Of has sent
)

// Dispatch is one thing sent to many without being asked: what, to whom, by whom. The ledger holds who got it.
type Dispatch struct {
	ID       string    `json:"id"`
	Purpose  Purpose   `json:"purpose"`
	Audience Audience  `json:"audience"`
	Created  time.Time `json:"created"`
	// NotBefore is when it is to begin; zero: at once. Where Ahead is not zero it is so long before the start of Event, and moves
	// with it.
	NotBefore time.Time     `json:"not_before,omitzero"`
	Ahead     time.Duration `json:"ahead,omitempty"`
	Event     string        `json:"event,omitempty"`   // reminder, preparation, answer, notice: of this event; broadcast: what Ahead counts from
	Start     time.Time     `json:"start,omitzero"`    // reminder, preparation: true only while the event starts then; notice: as it starts now
	Parts     Parts         `json:"parts,omitzero"`    // preparation: those who have a part in the event; notice: who have or had one
	Before    *Event        `json:"before,omitempty"`  // notice, amendment: the event as its members knew it
	Changed   time.Time     `json:"changed,omitzero"`  // amendment: when the event became what it is
	Digest    Digest        `json:"digest,omitempty"`  // digest: which one
	Edition   string        `json:"edition,omitempty"` // digest: the key of its edition
	Covers    Span          `json:"covers,omitzero"`   // digest: the time it is about

	Answer Answer `json:"answer,omitzero"` // answer: of the speaker

	Memo Memo `json:"memo,omitempty"` // memo: what it tells of the broadcast Of

	// The rest is of broadcasts only.
	Task     Task                 `json:"task,omitempty"`
	Of       string               `json:"of,omitempty"`      // Edit and Recall: the dispatch whose messages they are
	Version  Language             `json:"version,omitempty"` // Edit: which of its Versions changes; empty: its Content
	Nudges   string               `json:"nudges,omitempty"`  // the dispatch that it brings to the minds of those who have not confirmed it
	Content  Content              `json:"content,omitzero"`
	Versions map[Language]Content `json:"versions,omitempty"` // for members who speak the language, instead of Content
	Urgent   bool                 `json:"urgent,omitempty"`   // goes ahead of others, and into quiet hours
	Late     bool                 `json:"late,omitempty"`     // goes to those too who join its audience until LateEnds
	Receipt  bool                 `json:"receipt,omitempty"`  // asks each recipient to confirm
	Deadline time.Time            `json:"deadline,omitzero"`  // until when to confirm
	Escalate bool                 `json:"escalate,omitempty"` // tells the units' liaisons who has not confirmed
	// EscalateLead is how long before the deadline it does so; 0: at the deadline.
	EscalateLead time.Duration `json:"escalate_lead,omitempty"`
	Author       int64         `json:"author,omitempty"` // whom to report to
	Status       int64         `json:"status,omitempty"` // message in the author's chat that shows the progress

	// AnswerBy is until when another admin than the author may approve it; zero: it needs nobody's approval. The rest is what that admin
	// is told: who asks, to how many members it was said to go, and to which groups, channels and topics.
	AnswerBy time.Time  `json:"answer_by,omitzero"`
	Asker    string     `json:"asker,omitempty"`
	Heads    int        `json:"heads,omitempty"`
	Groups   []string   `json:"groups,omitempty"` // names
	Places   PlaceCount `json:"places,omitzero"`

	State   DispatchState `json:"state"`
	Begun   time.Time     `json:"-"` // when it began to be sent, or failed recipients were last retried
	Resumed time.Time     `json:"-"` // when it last went on after a pause
	Cursor  string        `json:"-"` // how far the recipients have been entered; "end" when all are
	Why     string        `json:"-"` // Withdrawn: the reason, if it was not its author
	Verdict Verdict       `json:"-"` // what became of the approval that it needs

	// Edited are the dispatches that last edited what this one has sent, once they have begun, by Version.
	Edited   map[Language]string `json:"-"`
	Nudged   []string            `json:"-"` // the dispatches that brought it to mind, once they have begun
	Recalled string              `json:"-"` // the dispatch that takes back what this one and those have sent, once it has begun
}

// Priority is the dispatch's place in the queue of what is sent.
func (dispatch Dispatch) Priority() Priority {
	switch {
	case dispatch.Purpose == ForAmendment:
		return Announcing
	case dispatch.Purpose != ForBroadcast:
		return Reminding
	case dispatch.Urgent:
		return Pressing
	}
	return Announcing
}

// ContentFor is what somebody is told who speaks the language.
func (dispatch Dispatch) ContentFor(language Language) Content {
	if content, ok := dispatch.Versions[language]; ok {
		return content
	}
	return dispatch.Content
}

// About is the dispatch that this one refers to: whose messages it edits or recalls, or that it brings to mind; empty: none.
func (dispatch Dispatch) About() string { return cmp.Or(dispatch.Of, dispatch.Nudges) }

// VersionFor is the version that somebody gets who speaks the language; empty: Content.
func (dispatch Dispatch) VersionFor(language Language) Language {
	if _, has := dispatch.Versions[language]; has {
		return language
	}
	return ""
}

// Amended is the dispatch with what it says now: as it was composed, and changed by the last edit of each version that has begun.
// read finds a dispatch; edits that are no longer kept count for nothing.
func (dispatch Dispatch) Amended(read func(id string) (Dispatch, error)) (Dispatch, error) {
	dispatch.Versions = maps.Clone(dispatch.Versions)
	for _, version := range slices.Sorted(maps.Keys(dispatch.Edited)) {
		edit, err := read(dispatch.Edited[version])
		switch {
		case err != nil && KindOf(err) == NotFound:
		case err != nil:
			return Dispatch{}, err
		default:
			dispatch = dispatch.amendedBy(version, edit)
		}
	}
	return dispatch, nil
}

// amendedBy is the dispatch, whose versions it changes, with an edit of one of them. One of an earlier program has versions, and is for all.
func (dispatch Dispatch) amendedBy(version Language, edit Dispatch) Dispatch {
	if version == "" {
		dispatch.Content = dispatch.Content.Amended(edit.Content)
	}
	for language, said := range dispatch.Versions {
		if language == version || version == "" && len(edit.Versions) > 0 {
			dispatch.Versions[language] = said.Amended(edit.ContentFor(language))
		}
	}
	return dispatch
}

// Reminder is one lead time of an event falling due, or a snooze.
type Reminder struct {
	Event string        // event id
	Start time.Time     // of the event, as it was when it fell due
	Lead  time.Duration // before the start
	Quiet string        // the quiet hours of those reminded, where they are not the community's (see Quiet.String)
	Due   time.Time
	Chat  int64 // of the one member who asked to be reminded once more; 0: of all who want this one

	Prepares bool // tells those who have a part in the event what is to be prepared
}

// Slot is the time that the reminder is for.
func (reminder Reminder) Slot() Slot {
	return Slot{Lead: reminder.Lead, Quiet: reminder.Quiet, Prepares: reminder.Prepares}
}

// Telling is a dispatch by which members are told of an event: a reminder or preparation, of which it covers a lead time, a snooze or a
// notice.
type Telling struct {
	Dispatch string
	Start    time.Time     // reminder, preparation: of the event, as it was then
	Lead     time.Duration // reminder, preparation: before the start
	Prepares bool
}

// Heard is what somebody has got of a dispatch.
type Heard struct {
	Dispatch string
	Messages []int64 // ids in the recipient's chat, in their order
}

// OutcomeState is how it stands with one recipient in the ledger.
type OutcomeState string

// The states of a recipient. Waiting covers those who wait for another try as well as those being sent to.
const (
	Waiting OutcomeState = "waiting"
	Sent    OutcomeState = "sent"
	Failed  OutcomeState = "failed"
	Skipped OutcomeState = "skipped"
)

// Outcome is what became of one recipient: Messages for Sent, Reason for Failed and Skipped.
type Outcome struct {
	State    OutcomeState
	Messages []int64 // ids in the recipient's chat, in their order
	Moved    int64   // the supergroup in which they are, where that is another chat than the recipient's; 0: it is not
	Reason   string  // one of the failure classes, fit for counting
	Doubtful bool    // a try was not answered: it may have arrived, and what was sent later have come twice
}

// Tally counts the recipients of a dispatch by state; the states add up to Total.
type Tally struct {
	Total, Waiting, Sent, Failed, Skipped int
	Reasons                               map[string]int // Failed and Skipped by reason
	Doubts                                Doubts
}

// Doubts are the recipients of whom a try was not answered, however they are counted.
type Doubts struct {
	Count int
	Names []string // of the first few
}
