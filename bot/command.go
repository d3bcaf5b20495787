package bot

import (
	"context"
	"time"

	"alliancebot/alliance"
)

// Request is what somebody asks of the bot: a command, a pressed button, or any other message.
type Request struct {
	Update   int64 // update id
	Member   alliance.Member
	Role     alliance.Role
	Language alliance.Language
	New      bool // the member has just been registered
	Chat     int64
	Topic    int64 // of a forum, in which it was asked
	Group    bool
	Inline   bool              // asked in some other chat, which is not known: Chat is 0
	Offset   string            // inline: where the page begins
	Bot      string            // username of the bot
	ReplyTo  int64             // in a group, the message of ours that it replies to; 0: none
	Message  int64             // the message itself, or the one whose button was pressed
	Command  string            // name without slash; empty for text and buttons
	Verb     string            // of a pressed button
	Args     []string          // of a pressed button
	Text     string            // what follows the command, or the whole text
	Caption  string            // of a picture, a file …
	Entities []alliance.Entity // the formatting of Text or Caption
	Media    bool              // the message is something other than text
	Album    string            // the album that the message is a part of
	Now      time.Time

	behind int // how many more messages of the chat wait

	chair bool // speaks in the name of the group, as only its administrators can
}

// Place is where the request is answered.
func (request Request) Place() alliance.Place {
	return alliance.Place{Chat: request.Chat, Topic: request.Topic}
}

// Reply is what the bot does in return, in this order: show a toast, replace a message, say messages, send a document.
type Reply struct {
	Toast    string // plain text, at most 200 characters (Bot API, answerCallbackQuery)
	Alert    bool   // the toast is to be confirmed
	Command  string // the text means this command after all: it is handled instead, if it may be
	Edit     *alliance.Message
	EditID   int64 // the message that Edit replaces; 0: the one whose button was pressed
	Messages []alliance.Message
	Refused  *alliance.Message // said instead of Messages if Telegram refuses one of them
	Document *alliance.Document
	// Said hears the id of the last of Messages; nil where nobody needs it.
	Said func(ctx context.Context, id int64) error
}

// Say replies with messages.
func Say(messages ...alliance.Message) Reply { return Reply{Messages: messages} }

// Handler answers a request. An error's kind decides what the member is told; Unavailable means that the same request is tried
// again once the store is back.
type Handler func(ctx context.Context, request Request) (Reply, error)

// Command is a row of the command table.
type Command struct {
	Name    string        // without slash
	Words   []string      // texts that mean the command, in any language, lower case
	Role    alliance.Role // who may
	Private bool          // not in groups
	Chairs  bool          // in groups only for their administrators
	Hidden  bool          // not in menus
	Reads   bool          // changes nothing: left unanswered where its member writes faster than may be answered
	Cancels bool          // its words go before what the chat is in the middle of, also in groups, by their administrators
	Handle  Handler
	Resume  Handler // takes the next message after the command put the chat in the middle of something; nil where it never does
}

// Button is a row of the table of buttons.
type Button struct {
	Verb    string
	Role    alliance.Role
	Private bool // not in groups
	Chairs  bool // in groups only for their administrators
	Liaison bool // only for the liaison of a unit
	Handle  Handler
}

// Excuse is a reason for which a request is not handled as it stands.
type Excuse string

// The excuses. The kinds of error have texts of their own.
const (
	UnknownCommand Excuse = "unknown_command"
	NotAllowed     Excuse = "not_allowed"
	OldButton      Excuse = "old_button"
	PrivateOnly    Excuse = "private_only"
	ChairsOnly     Excuse = "chairs_only"
	TooFast        Excuse = "too_fast"
)

// Table is all the bot can do. It feeds routing, permission checks, menus and help.
type Table struct {
	Commands []Command
	Buttons  []Button
	Text     Handler // any text that is no command: a question
	Inline   InlineHandler
	Excuse   func(Request, Excuse) alliance.Message
	Sorry    func(Request, alliance.ErrorKind) alliance.Message
	Toast    func(alliance.Message) string // the text without markup, short enough for a toast
}
