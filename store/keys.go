package store

import (
	"fmt"
	"time"

	"alliancebot/alliance"
)

// All keys carry one hash tag, so that a script may touch any of them on Redis Cluster too.
const prefix = "{alliance}:"

// The keys, with their type, fields and values. Times are unix seconds unless a name says milliseconds.
const (
	keySchema    = prefix + "schema"             // STRING: number of the last migration done
	keyEvents    = prefix + "events"             // HASH: event id -> event (JSON)
	keyWeeks     = prefix + "events:weeks"       // HASH: week number -> "1", of every week that ever held an event
	keyChanges   = prefix + "events:changes"     // LIST: "number event id" of the newest changes, numbered without a gap; without an id: everything may have changed
	keyReplicas  = prefix + "replicas"           // HASH: replica -> last seen (unix ms)
	keyLeader    = prefix + "lease:leader"       // STRING with TTL: replica that leads
	keyAttempts  = prefix + "updates:attempts"   // HASH: update id -> how often a start found it unfinished, until it is finished
	keyParked    = prefix + "updates:parked"     // HASH: update id -> update (JSON) that could not be handled
	keyTick      = prefix + "reminders:tick"     // STRING: up to when reminders have been dispatched (unix)
	keyHold      = prefix + "telegram:hold"      // ZSET: "telegram" -> until when Telegram lets nobody send (unix ms)
	keySlots     = prefix + "reminders:slots"    // HASH: "lead/quiet hours" -> another value at each choice, of the times for reminders that members have chosen; empty: the community's; "lead/event": of a lead time that events have added; "lead/prepare": of one at which those are told who have a part in an event
	keyDigests   = prefix + "digests:tick"       // STRING: up to when digests have been sent (unix)
	keyBursts    = prefix + "notices:due"        // HASH: event id -> end of the quiet after its last edit (unix ms), of edited events whose members are yet to be told
	keyOrigins   = prefix + "notices:before"     // HASH: event id -> event as it was before these edits (JSON)
	keyActive    = prefix + "dispatches:active"  // HASH: dispatch id -> priority and moment it was created (unix ms), sorting as text
	keyScheduled = prefix + "dispatches:later"   // HASH: dispatch id -> when it is to begin (JSON)
	keyProposed  = prefix + "dispatches:asked"   // HASH: id of a broadcast that waits for approval -> until when (unix ms)
	keyOpen      = prefix + "dispatches:open"    // HASH: id of a broadcast for late joiners too -> until when (unix ms)
	keyUnshown   = prefix + "dispatches:unshown" // HASH: dispatch id -> how many confirmations its author has not been shown
	keyLatest    = prefix + "dispatches:latest"  // LIST: ids of the broadcasts, the latest first
	keyUntold    = prefix + "dispatches:untold"  // HASH: id of a scheduled dispatch that was called off -> why, until its author has been told
	keySender    = prefix + "dispatches:sender"  // STRING: replica that leased last
	keyStirred   = prefix + "members:stirred"    // HASH: member id -> another value at each change that another audience may include the member
	keyDrafts    = prefix + "drafts"             // HASH: chat -> what the chat is in the middle of (JSON)
	keyTopics    = prefix + "topics"             // HASH: chat -> id of the question it asked last, and when (unix)
	keyChats     = prefix + "chats"              // HASH: group or channel -> chat (JSON), of all that the bot is in or was
	keyLanguages = prefix + "chats:languages"    // HASH: group -> language chosen there
	keyMenus     = prefix + "menus"              // HASH: bot, scope and language -> hash of the command menu Telegram holds
)

const (
	weekLength    = 7 * 24 * time.Hour
	updatesPeriod = 25 * time.Hour // Telegram keeps updates for 24 h; an id seen within 25 h is a repetition
)

// weekOf numbers the 7-day stretches since 1970; the index does not care where a week begins.
func weekOf(t time.Time) int64 { return floorDiv(t.Unix(), int64(weekLength/time.Second)) }

// weekBegin is the first second of a week, in unix time.
func weekBegin(week int64) int64 { return week * int64(weekLength/time.Second) }

func floorDiv(a, b int64) int64 {
	quotient := a / b
	if a%b < 0 {
		quotient--
	}
	return quotient
}

// keyWeek is a HASH: event id -> entry, of the events that touch the week.
func keyWeek(week int64) string { return fmt.Sprintf("%sevents:week:%d", prefix, week) }

// keyNamed is a HASH: event id -> entry, of the events with that speaker, venue or unit.
func keyNamed(aspect, name string) string {
	return prefix + "events:" + aspect + ":" + alliance.FoldName(name)
}

// keyNames is a HASH: name -> "1", of every name that was ever an event's speaker, venue or unit.
func keyNames(aspect string) string { return prefix + "names:" + aspect }

// keyMembers is a HASH: member id -> member (JSON); the members are spread over memberShards of them.
func keyMembers(shard int64) string { return fmt.Sprintf("%smembers:%d", prefix, shard) }

// keyQuestion is a STRING with TTL: what was asked (JSON), for the buttons under its answers.
func keyQuestion(id string) string { return prefix + "question:" + id }

// keyUpdates is a HASH with TTL: update id -> update (JSON) while it waits, or "" once it is done, of those taken in one period.
func keyUpdates(period int64) string { return fmt.Sprintf("%supdates:%d", prefix, period) }

// keyInbox is a SET: ids of the updates that a replica has taken, as "period/id", until it has finished them and takes others.
func keyInbox(replica string) string { return prefix + "inbox:" + replica }

// keyStarts is a HASH: event id -> "start/known since" (unix), of the planned events that start within one stretch of stretchSeconds.
func keyStarts(stretch int64) string { return fmt.Sprintf("%sreminders:starts:%d", prefix, stretch) }

// keyAdded is a HASH: "event id/lead" (minutes) -> "start/known since" (unix), of the lead times that the events of keyStarts add; and
// "event id/lead/prepare", of those at which who has a part in them is told what to prepare.
func keyAdded(stretch int64) string { return fmt.Sprintf("%sreminders:added:%d", prefix, stretch) }

// keySnoozed is a HASH: "event/chat" -> due (unix), of the reminders asked for once more that are due within one stretch.
func keySnoozed(stretch int64) string { return fmt.Sprintf("%sreminders:snoozed:%d", prefix, stretch) }

// keySnoozesOf is a HASH with TTL: event id -> due (unix), of the reminders that a member has asked for once more.
func keySnoozesOf(chat int64) string { return fmt.Sprintf("%sreminders:snoozes:%d", prefix, chat) }

// keyReminded is a HASH with TTL: "start/lead", "start/lead/prepare", or these with "/quiet hours" -> dispatch id, of the reminders of an event that were dispatched; and each notice and snooze of it -> itself.
func keyReminded(event string) string { return prefix + "reminders:of:" + event }

// keySignUps is a HASH: member id -> how the member stands with an event.
func keySignUps(event string) string { return prefix + "events:signups:" + event }

// keyAnswers is a HASH with TTL: member id -> what that speaker has said of coming to an event (JSON).
func keyAnswers(event string) string { return prefix + "events:answers:" + event }

// The ledger of one dispatch. A recipient is a chat, or "chat/topic" in a forum.
func keyDispatch(id string) string { return prefix + "dispatch:" + id }               // HASH: doc (JSON), state, cursor, covers, begun, resumed and ended (unix ms), why, verdict (JSON), edited, edited:language, nudged:id and recalled (id of the latest dispatch that does)
func keyReady(id string) string    { return prefix + "dispatch:" + id + ":ready" }    // LIST: recipients never tried
func keyWaiting(id string) string  { return prefix + "dispatch:" + id + ":waiting" }  // ZSET: recipient -> end of its lease (unix ms), or of its wait less 0.5
func keyOutcomes(id string) string { return prefix + "dispatch:" + id + ":outcomes" } // HASH: recipient -> outcome
func keyTally(id string) string    { return prefix + "dispatch:" + id + ":tally" }    // HASH: total | outcome without message -> count
func keyDoubts(id string) string   { return prefix + "dispatch:" + id + ":doubts" }   // ZSET: recipient of whom a try was not answered -> end of that try's lease (unix ms)
func keyReceipts(id string) string { return prefix + "dispatch:" + id + ":receipts" } // HASH with TTL: recipient -> when they confirmed (unix ms)
