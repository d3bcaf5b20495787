package alliance

import (
	"errors"
	"fmt"
)

// ErrorKind decides what happens after an error: what the member is told, and whether trying again can help.
type ErrorKind string

// The kinds of error.
const (
	Invalid     ErrorKind = "invalid"     // the request itself is wrong; saying it again will not help
	NotFound    ErrorKind = "not_found"   // what was named does not exist (any more)
	Forbidden   ErrorKind = "forbidden"   // the member's role does not allow it
	Conflict    ErrorKind = "conflict"    // somebody else was faster
	Unavailable ErrorKind = "unavailable" // the store or Telegram does not answer; try again in a moment
	Internal    ErrorKind = "internal"    // our own fault
)

// Error is an error of a known kind. Its text is for operators only.
type Error struct {
	Kind ErrorKind
	Err  error
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// Errorf makes an error of kind; the format may use %w.
func Errorf(kind ErrorKind, format string, args ...any) error {
	return &Error{Kind: kind, Err: fmt.Errorf(format, args...)}
}

// KindOf finds the kind of err: the outermost that was given one, or Internal.
func KindOf(err error) ErrorKind {
	if known, ok := errors.AsType[*Error](err); ok {
		return known.Kind
	}
	return Internal
}
