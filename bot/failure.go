package bot

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	tg "github.com/go-telegram/bot"

	"alliancebot/alliance"
)

// goneReasons names those who cannot be reached, by Telegram's words (Bot API server, "Forbidden" and "Bad Request" texts).
var goneReasons = []struct{ words, reason string }{
	{"bot was blocked", "blocked"},
	{"user_is_blocked", "blocked"},
	{"user is deactivated", "deactivated"},
	{"user_deactivated", "deactivated"},
	{"chat not found", "chat not found"},
	{"user not found", "chat not found"},
	{"initiate conversation", "not started"},
	{"bot was kicked", "kicked"},
	{"not a member", "not a member"},
	{"peer_id_invalid", "chat not found"},
	{"chat was deleted", "chat not found"},
	{"not enough rights to send", alliance.NoRight},
	{"have no rights to send", alliance.NoRight},
	{"chat_write_forbidden", alliance.NoRight},
	{"need administrator rights in the channel", alliance.NoRight},
}

// closedReasons are why nothing can be said in a topic of a forum, by Telegram's words.
var closedReasons = []struct{ words, reason string }{
	{"topic_closed", "topic closed"},
	{"topic_deleted", "topic gone"},
	{"message thread not found", "topic gone"},
}

// missingWords are Telegram's for a message that the member, or somebody else, has deleted.
var missingWords = []string{"message to edit not found", "message to delete not found", "message_id_invalid"}

var statusCode = regexp.MustCompile(`^error response from telegram for method \w+, (\d{3}) `)

// classify turns whatever a call of the library returned into the failure it stands for; nil stays nil, and the caller's own
// cancellation stays what it is.
func classify(err error) error {
	var flood *tg.TooManyRequestsError
	var migrate *tg.MigrateError
	switch {
	case err == nil || errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &flood):
		return &alliance.Failure{Class: alliance.Flood, Reason: "429", After: time.Duration(max(flood.RetryAfter, 1)) * time.Second}
	case errors.As(err, &migrate):
		return &alliance.Failure{Class: alliance.Migrated, Reason: "migrated", MigratedTo: int64(migrate.MigrateToChatID)}
	case errors.Is(err, tg.ErrorUnauthorized), errors.Is(err, tg.ErrorConflict), errors.Is(err, tg.ErrorNotFound):
		return &alliance.Failure{Class: alliance.Unconfirmed, Reason: unconfirmedReason(err)}
	case errors.Is(err, tg.ErrorForbidden):
		return gone(err, "forbidden")
	case errors.Is(err, tg.ErrorBadRequest):
		if failure := gone(err, ""); failure != nil {
			return failure
		}
		return refused(err)
	default:
		return passing(err)
	}
}

func unconfirmedReason(err error) string {
	switch {
	case errors.Is(err, tg.ErrorUnauthorized):
		return "401 unauthorized"
	case errors.Is(err, tg.ErrorConflict):
		return "409 conflict"
	default:
		return "404 not found"
	}
}

// gone finds why a chat cannot be reached; other is the reason for words not known, and without one there is no failure.
func gone(err error, other string) error {
	text := strings.ToLower(err.Error())
	for _, known := range goneReasons {
		if strings.Contains(text, known.words) {
			return &alliance.Failure{Class: alliance.Gone, Reason: known.reason}
		}
	}
	if other == "" {
		return nil
	}
	return &alliance.Failure{Class: alliance.Gone, Reason: other}
}

// refused is a form that Telegram does not take, or one about a message or a topic that is not there.
func refused(err error) error {
	text := strings.ToLower(err.Error())
	for _, known := range closedReasons {
		if strings.Contains(text, known.words) {
			return &alliance.Failure{Class: alliance.Closed, Reason: known.reason}
		}
	}
	if slices.ContainsFunc(missingWords, func(words string) bool { return strings.Contains(text, words) }) {
		return &alliance.Failure{Class: alliance.Missing, Reason: "message gone"}
	}
	return &alliance.Failure{Class: alliance.Ours, Reason: badRequest(err)}
}

// badRequest keeps Telegram's description, which says what is wrong with the form and repeats nothing of the content but tags.
func badRequest(err error) string {
	_, description, _ := strings.Cut(err.Error(), "Bad Request: ")
	const longest = 60
	if len(description) > longest {
		description = strings.ToValidUTF8(description[:longest], "")
	}
	return "400 " + description
}

// passing are failures that time mends. A connection that broke, an answer that did not come or could not be read may hide a
// message that was delivered.
func passing(err error) error {
	failure := &alliance.Failure{Class: alliance.Retry, Reason: "network", Ambiguous: true}
	var dial *net.OpError
	var broken *json.SyntaxError
	var request *url.Error
	if match := statusCode.FindStringSubmatch(err.Error()); match != nil {
		failure.Reason, failure.Ambiguous = "http "+match[1], false
		if match[1] < "500" { // such as 413: it will not do better next time
			failure.Class = alliance.Ours
		}
		return failure
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		failure.Reason = "no answer"
	case errors.As(err, &dial) && dial.Op == "dial":
		failure.Reason, failure.Ambiguous = "no connection", false
	case errors.As(err, &broken):
		failure.Reason = "unreadable answer"
	case errors.As(err, &request) && request.Timeout():
		failure.Reason = "no answer"
	}
	return failure
}

// failureOf finds the failure in err, or takes it for one of ours.
func failureOf(err error) *alliance.Failure {
	if failure, ok := errors.AsType[*alliance.Failure](err); ok {
		return failure
	}
	return &alliance.Failure{Class: alliance.Ours, Reason: "internal"}
}
