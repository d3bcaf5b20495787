package sandbox

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// pages are the chat page and the gallery.
//
//go:embed all:page
var pages embed.FS

// waitLimit is the longest that a control request may wait.
const waitLimit = 10 * time.Minute

// nothing is the body of a request or an answer that says no more.
type nothing struct{}

// The bodies of control requests that have no type of their own.
type (
	blocking struct {
		User    int64 `json:"user"`
		Blocked bool  `json:"blocked"`
	}
	onUser struct {
		User int64 `json:"user"`
	}
	migration struct {
		Chat int64 `json:"chat"`
		To   int64 `json:"to"`
	}
	redelivery struct {
		Last int `json:"last"`
	}
	faultNumber struct {
		ID int64 `json:"id"`
	}
)

// routes are the control API and the pages. Other sites' pages cannot post to it.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	control := func(pattern string, do func(*http.Request) (any, error)) {
		mux.Handle(pattern, http.NewCrossOriginProtection().Handler(answering(do)))
	}
	control("GET /api/state", func(r *http.Request) (any, error) { return s.State(r.Context()) })
	control("GET /api/messages", s.listMessages)
	control("GET /api/changes", s.listChanges)
	control("GET /api/wait", s.listArrived)
	control("GET /api/stats", func(r *http.Request) (any, error) { return s.Stats(r.Context()) })
	control("GET /api/gallery", func(r *http.Request) (any, error) { return s.Gallery(r.Context()) })
	control("GET /api/faults", func(r *http.Request) (any, error) { return s.Faults(r.Context()) })
	control("DELETE /api/faults", func(r *http.Request) (any, error) { return nothing{}, s.ClearFaults(r.Context()) })
	control("POST /api/faults", posting(func(ctx context.Context, fault Fault) (any, error) {
		id, err := s.AddFault(ctx, fault)
		return faultNumber{id}, err
	}))
	control("POST /api/send", s.receivePost)
	control("POST /api/press", posting(func(ctx context.Context, press Press) (any, error) { return s.Press(ctx, press) }))
	control("POST /api/inline", posting(func(ctx context.Context, inline InlineQuery) (any, error) { return s.Ask(ctx, inline) }))
	control("POST /api/choose", posting(func(ctx context.Context, choice Choice) (any, error) { return s.Choose(ctx, choice) }))
	control("POST /api/load", posting(func(ctx context.Context, load Load) (any, error) { return s.Load(ctx, load) }))
	s.routeWorld(control)
	s.routePages(mux)
	return mux
}

// routeWorld adds what changes the world around the bot.
func (s *Server) routeWorld(control func(string, func(*http.Request) (any, error))) {
	control("POST /api/block", posting(func(ctx context.Context, b blocking) (any, error) {
		return nothing{}, s.Block(ctx, b.User, b.Blocked)
	}))
	control("POST /api/deactivate", posting(func(ctx context.Context, u onUser) (any, error) {
		return nothing{}, s.Deactivate(ctx, u.User)
	}))
	control("POST /api/migrate", posting(func(ctx context.Context, m migration) (any, error) {
		return nothing{}, s.Migrate(ctx, m.Chat, m.To)
	}))
	control("POST /api/standing", posting(func(ctx context.Context, standing Standing) (any, error) {
		return nothing{}, s.Stand(ctx, standing)
	}))
	control("POST /api/topic", posting(func(ctx context.Context, topic Topic) (any, error) {
		id, err := s.ChangeTopic(ctx, topic)
		topic.Topic = id
		return topic, err
	}))
	control("POST /api/users", posting(func(ctx context.Context, users NewUsers) (any, error) {
		return nothing{}, s.AddUsers(ctx, users)
	}))
	control("POST /api/redeliver", posting(func(ctx context.Context, r redelivery) (any, error) {
		return nothing{}, s.Redeliver(ctx, r.Last)
	}))
	control("POST /api/reset", posting(func(ctx context.Context, _ nothing) (any, error) {
		return nothing{}, s.Reset(ctx)
	}))
}

func (s *Server) routePages(mux *http.ServeMux) {
	root, err := fs.Sub(pages, "page")
	if err != nil {
		panic(err) // the directory is embedded
	}
	mux.Handle("GET /", http.FileServerFS(root))
	mux.HandleFunc("GET /gallery", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, root, "gallery.html")
	})
	mux.HandleFunc("GET /api/file/{id}", func(w http.ResponseWriter, r *http.Request) {
		s.serveFile(w, r.PathValue("id"), true)
	})
}

// answering turns a control function into a handler; its errors are the caller's mistakes.
func answering(do func(*http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		code := http.StatusOK
		answer, err := answerTo(w, r, do)
		if err != nil {
			code, answer = http.StatusBadRequest, map[string]string{"error": err.Error()}
		}
		body, err := json.Marshal(answer)
		if err != nil {
			code, body = http.StatusInternalServerError, []byte(`{"error":"the answer cannot be encoded"}`)
		}
		write(w, code, body)
	})
}

// answerTo reads the whole body before the deadline for reading is lifted: what follows may wait.
func answerTo(w http.ResponseWriter, r *http.Request, do func(*http.Request) (any, error)) (any, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{}) // unsupported by test recorders
	r.Body = io.NopCloser(bytes.NewReader(body))
	return do(r)
}

// posting reads the JSON body of a control request; an empty one is the zero value.
func posting[Body any](do func(context.Context, Body) (any, error)) func(*http.Request) (any, error) {
	return func(r *http.Request) (any, error) {
		var body Body
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		return do(r.Context(), body)
	}
}

// numbers reads whole numbers out of a query; what is missing is 0.
type numbers struct {
	values url.Values
	err    error
}

func (n *numbers) read(name string) int64 {
	text := n.values.Get(name)
	if text == "" {
		return 0
	}
	number, err := strconv.ParseInt(text, 10, 64)
	n.err = errors.Join(n.err, err)
	return number
}

func (n *numbers) span(name string) time.Duration {
	return min(time.Duration(n.read(name))*time.Millisecond, waitLimit)
}

func (s *Server) listMessages(r *http.Request) (any, error) {
	query := numbers{values: r.URL.Query()}
	chat, limit := query.read("chat"), query.read("limit")
	if query.err != nil {
		return nil, query.err
	}
	return s.Messages(r.Context(), chat, int(limit))
}

func (s *Server) listChanges(r *http.Request) (any, error) {
	query := numbers{values: r.URL.Query()}
	since, wait := query.read("since"), query.span("wait_ms")
	if query.err != nil {
		return nil, query.err
	}
	return s.Changes(r.Context(), since, wait)
}

func (s *Server) listArrived(r *http.Request) (any, error) {
	query := numbers{values: r.URL.Query()}
	awaited := Awaited{
		Chat: query.read("chat"), Contains: query.values.Get("contains"), Count: int(query.read("count")),
		AfterNS: query.read("after_ns"), Edits: query.values.Get("edits") == "1", Timeout: query.span("timeout_ms"),
	}
	if query.err != nil {
		return nil, query.err
	}
	return s.Wait(r.Context(), awaited)
}
