package bot

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"path"
)

// brevity is the HTTP client of the library. Of the answer to a message sent it hands on the message's id, all that is used of
// it: Telegram repeats the whole message with its entities and its keyboard, and to decode that costs more than all the rest of
// the call. Every other answer, a refusal above all, stays as it is.
type brevity struct{ client *http.Client }

// Do makes the call.
func (brevity brevity) Do(request *http.Request) (*http.Response, error) {
	response, err := brevity.client.Do(request) //nolint:gosec // the library says where to
	if err == nil && repeats(path.Base(request.URL.Path)) {
		response.Body = shortened{brief(response.Body), response.Body}
		response.ContentLength = -1
	}
	return response, err
}

// repeats reports whether a method is answered with the message that it was given.
func repeats(method string) bool { return method == "sendMessage" || method == "editMessageText" }

// shortened is the body of an answer of which less is read.
type shortened struct {
	io.Reader
	io.Closer
}

// brief is what is to be read of an answer. One that does not begin as Telegram's do is left to the library, whatever it is. That
// a message was sent is sure once its id is there, so that it does not matter what becomes of the rest.
func brief(body io.Reader) io.Reader {
	in := bufio.NewReaderSize(body, longestBeginning)
	beginning, _ := in.Peek(longestBeginning) // the library reads the same error
	id, sent := messageID(beginning)
	if !sent {
		return in
	}
	short := bytes.NewReader(append(append([]byte(sentBeginning), id...), "}}"...))
	_, _ = io.Copy(io.Discard, in) // read to its end, the connection can be used again
	return short
}

// How the answer to a message sent begins (Bot API, "Making requests" and Message, whose first field is its id).
const (
	sentBeginning    = `{"ok":true,"result":{"message_id":`
	longestBeginning = len(sentBeginning) + len("9223372036854775807,")
)

// messageID finds the id at the beginning of the answer to a message sent.
func messageID(beginning []byte) (id []byte, sent bool) {
	rest, sent := bytes.CutPrefix(beginning, []byte(sentBeginning))
	end := bytes.IndexAny(rest, ",}")
	if !sent || end < 1 {
		return nil, false
	}
	for _, digit := range rest[:end] {
		if digit < '0' || digit > '9' {
			return nil, false
		}
	}
	return rest[:end], true
}
