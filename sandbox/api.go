package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// writeTime is how long a client may take to read an answer.
const writeTime = time.Minute

// tokenForm is how a token looks; with any other the server does not even know the path.
var tokenForm = regexp.MustCompile(`^\d+:[\w-]+$`)

// serveBot answers /bot<token>/<method>.
func (s *Server) serveBot(w http.ResponseWriter, r *http.Request, path string) {
	token, name, ok := strings.Cut(path, "/")
	switch {
	case ok && token == s.config.Token:
	case ok && tokenForm.MatchString(token):
		refuse(w, &refusal{code: http.StatusUnauthorized, text: "Unauthorized"})
		return
	default:
		refuse(w, notFound())
		return
	}
	c, err := readCall(r, name)
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{}) // a long poll may last longer than reading the body
	if err != nil {
		refuse(w, err)
		return
	}
	s.sleep(r.Context(), s.config.RTT/2)
	fault := s.begin(c)
	if fault != nil && s.faultBefore(w, r, fault) {
		return
	}
	result, err := s.perform(r.Context(), c)
	if fault != nil && s.faultAfter(w, r, fault) {
		return
	}
	s.sleep(r.Context(), s.config.RTT-s.config.RTT/2)
	if err != nil {
		refuse(w, err)
		return
	}
	accept(w, result, c.note)
}

// begin counts the request and finds the fault it meets.
func (s *Server) begin(c *call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := c.method // of an unknown method only the lower case is known
	if known, ok := s.table[c.method]; ok {
		name = known.name
	}
	s.stats.Requests[name]++
	return s.pickFault(c)
}

// perform runs the method and gives its result as JSON.
func (s *Server) perform(ctx context.Context, c *call) (json.RawMessage, error) {
	if c.method == "getupdates" {
		return s.getUpdates(ctx, c)
	}
	known, ok := s.table[c.method]
	if !ok {
		return nil, notFound()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c.now = time.Now()
	result, err := known.run(c)
	if err != nil {
		return nil, err
	}
	return json.Marshal(result)
}

func accept(w http.ResponseWriter, result json.RawMessage, note string) {
	body := make([]byte, 0, len(result)+64)
	body = append(append(body, `{"ok":true,"result":`...), result...)
	if note != "" {
		body = strconv.AppendQuote(append(body, `,"description":`...), note)
	}
	write(w, http.StatusOK, append(body, '}'))
}

// refuse answers with an error as Telegram words it; one that is none of Telegram's is the sandbox's own.
func refuse(w http.ResponseWriter, err error) {
	var known *refusal
	if !errors.As(err, &known) {
		known = &refusal{code: http.StatusInternalServerError, text: "Internal Server Error: " + err.Error()}
	}
	if known.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(known.retryAfter))
	}
	body, err := json.Marshal(known.answer())
	if err != nil {
		panic(err) // a struct of texts and numbers
	}
	write(w, known.code, body)
}

func write(w http.ResponseWriter, code int, body []byte) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(writeTime))
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	_, _ = w.Write(body) // a client that has gone is no concern of ours
}
