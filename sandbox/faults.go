package sandbox

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Fault makes requests of the bot go wrong. The first one that matches a request decides it.
type Fault struct {
	ID         int64    `json:"id"`
	Action     string   `json:"action"`      // one of FaultActions
	Methods    []string `json:"methods"`     // empty: all; "send" stands for those that put messages into chats
	Chat       int64    `json:"chat"`        // 0: any
	P          float64  `json:"p"`           // probability; 0 is 1
	Count      int      `json:"count"`       // how often; 0: without end
	RetryAfter int      `json:"retry_after"` // 429: seconds
	DelayMS    int      `json:"delay_ms"`    // slow, and how long hanging requests hang (0: until the client gives up)
	To         int64    `json:"to"`          // migrate: the new id

	hits int
}

// FaultActions lists what can go wrong. Not done: 429, 500, 502 (an HTML page), timeout (never answered), reset (of the
// connection), blocked, chat_not_found, migrate, too_old (to be deleted). Done: drop_reply (then reset), hang_reply (never answered), bad_json, slow.
func FaultActions() []string {
	return []string{
		"429", "500", "502", "timeout", "reset", "drop_reply", "hang_reply", "bad_json", "blocked", "chat_not_found", "migrate", "too_old", "slow",
	}
}

// AddFault adds a fault behind the others and gives its id.
func (s *Server) AddFault(_ context.Context, fault Fault) (int64, error) {
	if !slices.Contains(FaultActions(), fault.Action) {
		return 0, fmt.Errorf("add fault: unknown action %q, known are %s", fault.Action, strings.Join(FaultActions(), ", "))
	}
	if fault.P < 0 || fault.P > 1 || fault.Count < 0 || fault.DelayMS < 0 {
		return 0, fmt.Errorf("add fault %s: p lies between 0 and 1, count and delay_ms are not negative", fault.Action)
	}
	methods := make([]string, len(fault.Methods))
	for i, method := range fault.Methods {
		methods[i] = strings.ToLower(method)
	}
	fault.Methods = methods
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastFault++
	fault.ID = s.lastFault
	s.faults = append(s.faults, &fault)
	s.changes.step()
	return fault.ID, nil
}

// Faults lists the faults.
func (s *Server) Faults(context.Context) ([]Fault, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.faultList(), nil
}

func (s *Server) faultList() []Fault {
	list := make([]Fault, len(s.faults))
	for i, fault := range s.faults {
		list[i] = *fault
	}
	return list
}

// ClearFaults ends all faults.
func (s *Server) ClearFaults(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
	s.changes.step()
	return nil
}

func (f *Fault) meets(c *call) bool {
	named := len(f.Methods) == 0 || slices.ContainsFunc(f.Methods, func(method string) bool {
		return method == c.method || method == "send" && putsMessages(c.method)
	})
	return named && (f.Chat == 0 || f.Chat == c.number("chat_id")) && (f.P == 0 || rand.Float64() < f.P)
}

// pickFault finds the fault that the request meets, or nil; one that has been met often enough goes.
func (s *Server) pickFault(c *call) *Fault {
	i := slices.IndexFunc(s.faults, func(f *Fault) bool { return f.meets(c) })
	if i < 0 {
		return nil
	}
	fault := s.faults[i]
	if fault.Action == "429" {
		s.stats.Flood++
	}
	if fault.hits++; fault.hits == fault.Count {
		s.faults = slices.Delete(s.faults, i, i+1)
	}
	return fault
}

// faultBefore answers, or does not answer, instead of the method; false if the method runs all the same.
func (s *Server) faultBefore(w http.ResponseWriter, r *http.Request, fault *Fault) bool {
	switch fault.Action {
	case "429":
		refuse(w, tooManyRequests(max(fault.RetryAfter, 1)))
	case "500":
		refuse(w, &refusal{code: http.StatusInternalServerError, text: "Internal Server Error"})
	case "502":
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<h1>502 Bad Gateway</h1>\r\n</body>\r\n</html>\r\n"))
	case "blocked":
		refuse(w, forbidden("bot was blocked by the user"))
	case "chat_not_found":
		refuse(w, badRequest("chat not found"))
	case "migrate":
		refuse(w, upgraded(fault.To))
	case "too_old":
		refuse(w, badRequest("message can't be deleted for everyone"))
	case "timeout":
		s.hang(w, r, fault)
	case "reset":
		reset(w)
	case "slow":
		s.sleep(r.Context(), time.Duration(fault.DelayMS)*time.Millisecond)
		return false
	default:
		return false
	}
	return true
}

// faultAfter spoils the answer of a method that has run.
func (s *Server) faultAfter(w http.ResponseWriter, r *http.Request, fault *Fault) bool {
	switch fault.Action {
	case "drop_reply":
		reset(w)
	case "hang_reply":
		s.hang(w, r, fault)
	case "bad_json":
		write(w, http.StatusOK, []byte(`{"ok":true,"result":{"message_id":`))
	default:
		return false
	}
	return true
}

// hang keeps the request open, then cuts the connection.
func (s *Server) hang(w http.ResponseWriter, r *http.Request, fault *Fault) {
	span := time.Duration(fault.DelayMS) * time.Millisecond
	if span == 0 {
		span = time.Hour
	}
	s.sleep(r.Context(), span)
	reset(w)
}

// reset cuts the connection as a crash would, where there is one.
func reset(w http.ResponseWriter) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}
