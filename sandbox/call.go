package sandbox

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// bodyLimit is the largest request Telegram's server takes (Bot API, "Sending files": 50 MB), and a little for the form around it.
const bodyLimit = 50<<20 + 1<<16

// call is one request of the bot: its arguments as text, whatever transport brought them, and its files.
type call struct {
	method string // lower case: the server ignores case
	values map[string]string
	files  map[string]upload
	now    time.Time
	note   string // "description" beside a result
}

// upload is a file of a multipart request.
type upload struct {
	name, mime string
	data       []byte
}

func (c *call) text(name string) string { return c.values[name] }

func (c *call) has(name string) bool { return c.values[name] != "" }

// number reads an integer; like the server, it takes anything else for 0.
func (c *call) number(name string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(c.values[name]), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// between reads an integer that the server moves into its range.
func (c *call) between(name string, absent, low, high int64) int64 {
	if !c.has(name) {
		return absent
	}
	return min(max(c.number(name), low), high)
}

func (c *call) flag(name string) bool {
	switch strings.ToLower(c.values[name]) {
	case "true", "yes", "1":
		return true
	}
	return false
}

// object decodes a JSON argument into target; absent is no error, and says false.
func (c *call) object(name string, target any) (bool, error) {
	if !c.has(name) || c.text(name) == "null" {
		return false, nil
	}
	return true, json.Unmarshal([]byte(c.text(name)), target)
}

// readCall reads the arguments of a request from its query and its body.
func readCall(r *http.Request, method string) (*call, error) {
	c := &call{method: strings.ToLower(method), values: make(map[string]string, 8)}
	if r.URL.RawQuery != "" {
		c.take(r.URL.Query())
	}
	if r.ContentLength > bodyLimit {
		return c, tooLarge()
	}
	if err := c.readBody(r); err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return c, tooLarge()
		}
		return c, badRequest("can't parse request: %v", err)
	}
	return c, nil
}

func (c *call) take(values url.Values) {
	for name, all := range values {
		if len(all) > 0 {
			c.values[name] = all[0]
		}
	}
}

func (c *call) readBody(r *http.Request) error {
	if r.Method != http.MethodPost || r.Body == nil {
		return nil
	}
	kind, options, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		return c.readForm(r.Body, options["boundary"])
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	switch kind {
	case "application/json":
		return c.readJSON(body)
	case "application/x-www-form-urlencoded":
		values, err := url.ParseQuery(string(body))
		c.take(values)
		return err
	}
	return nil
}

// readJSON keeps strings as they are and everything else as its JSON text, as the server does.
func (c *call) readJSON(body []byte) error {
	if len(body) == 0 {
		return nil
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return err
	}
	for name, raw := range fields {
		switch raw[0] {
		case 'n': // null: absent
		case '"':
			var text string
			if err := json.Unmarshal(raw, &text); err != nil {
				return err
			}
			c.values[name] = text
		default:
			c.values[name] = string(raw)
		}
	}
	return nil
}

func (c *call) readForm(body io.Reader, boundary string) error {
	if boundary == "" {
		return errors.New("multipart boundary is missing")
	}
	form := multipart.NewReader(body, boundary)
	for {
		part, err := form.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil // also for the empty body that Go clients send with calls that have no arguments
		}
		if err != nil {
			return err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		name := part.FormName()
		if file := part.FileName(); file != "" {
			if c.files == nil {
				c.files = map[string]upload{}
			}
			c.files[name] = upload{name: file, mime: part.Header.Get("Content-Type"), data: data}
		} else if name != "" {
			c.values[name] = string(data)
		}
	}
}
