package sandbox

import (
	"fmt"
	"net/http"
	"strconv"
)

// refusal is an error in the words of Telegram's server (Bot API, "Making requests").
type refusal struct {
	code       int
	text       string
	retryAfter int   // seconds; 429 only
	migrateTo  int64 // a group's new id
}

func (r *refusal) Error() string { return r.text }

func badRequest(format string, args ...any) error {
	return &refusal{code: http.StatusBadRequest, text: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(text string) error {
	return &refusal{code: http.StatusForbidden, text: "Forbidden: " + text}
}

func conflict(text string) error {
	return &refusal{code: http.StatusConflict, text: "Conflict: " + text}
}

func tooManyRequests(seconds int) error {
	text := "Too Many Requests: retry after " + strconv.Itoa(seconds)
	return &refusal{code: http.StatusTooManyRequests, text: text, retryAfter: seconds}
}

func upgraded(to int64) error {
	return &refusal{code: http.StatusBadRequest, text: "Bad Request: group chat was upgraded to a supergroup chat", migrateTo: to}
}

func notFound() error { return &refusal{code: http.StatusNotFound, text: "Not Found"} }

func tooLarge() error {
	return &refusal{code: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large"}
}

// parameters is the part of an error answer that machines read (Bot API, ResponseParameters).
type parameters struct {
	RetryAfter int   `json:"retry_after,omitempty"`
	MigrateTo  int64 `json:"migrate_to_chat_id,omitempty"`
}

// errorAnswer is the body of a refused request.
type errorAnswer struct {
	OK          bool        `json:"ok"`
	Code        int         `json:"error_code"`
	Description string      `json:"description"`
	Parameters  *parameters `json:"parameters,omitempty"`
}

func (r *refusal) answer() errorAnswer {
	body := errorAnswer{Code: r.code, Description: r.text}
	if r.retryAfter > 0 || r.migrateTo != 0 {
		body.Parameters = &parameters{RetryAfter: r.retryAfter, MigrateTo: r.migrateTo}
	}
	return body
}
