package sandbox

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"
)

const (
	firstRetry   = time.Second // after the first failed delivery of a chat; doubled with every further one
	longestRetry = time.Minute
	hookTime     = 30 * time.Second // for one delivery
	hookScan     = 2000             // updates looked at for chats that are free
)

// webhook delivers updates by POST: those of one chat in order, those of different chats at once (Bot API, setWebhook).
type webhook struct {
	url         string
	secret      string
	connections int
	client      *http.Client
	news        chan struct{}
	stop        context.CancelFunc
	busy        map[int64]bool   // chats with a delivery on its way
	retry       map[int64]*retry // chats whose last delivery failed
	failedAt    int64
	failure     string
}

// retry says when a chat is tried again.
type retry struct {
	at   time.Time
	wait time.Duration
}

func (h *webhook) wake() {
	select {
	case h.news <- struct{}{}:
	default:
	}
}

var secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{0,256}$`)

func (s *Server) setWebhook(c *call) (any, error) {
	address, secret := c.text("url"), c.text("secret_token")
	if address == "" {
		return s.deleteWebhook(c)
	}
	parsed, err := url.Parse(address)
	if err != nil || parsed.Host == "" || parsed.Scheme != "http" && parsed.Scheme != "https" {
		return nil, badRequest("invalid webhook URL specified") // plain http too: the sandbox lives on one machine
	}
	if !secretForm.MatchString(secret) {
		return nil, badRequest("secret token contains unallowed characters")
	}
	s.endPoll(conflict("terminated by setWebhook request"))
	s.dropHook()
	s.queue.allow(c)
	if c.flag("drop_pending_updates") {
		s.queue.waiting = nil
	}
	ctx, stop := context.WithCancel(context.Background())
	n := int(c.between("max_connections", 40, 1, 100))
	hook := &webhook{
		url: address, secret: secret, connections: n, news: make(chan struct{}, 1), stop: stop,
		busy: map[int64]bool{}, retry: map[int64]*retry{},
		client: &http.Client{
			Timeout: hookTime, Transport: &http.Transport{MaxIdleConnsPerHost: n},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	s.hook = hook
	s.start(func() { s.runHook(ctx, hook) })
	c.note = "Webhook was set"
	return true, nil
}

// start runs a goroutine that Close waits for, unless the server is closed already. The lock is held.
func (s *Server) start(run func()) {
	select {
	case <-s.done:
	default:
		s.work.Go(run)
	}
}

func (s *Server) deleteWebhook(c *call) (any, error) {
	c.note = "Webhook is already deleted"
	if s.hook != nil {
		c.note = "Webhook was deleted"
	}
	s.dropHook()
	if c.flag("drop_pending_updates") {
		s.queue.waiting = nil
	}
	return true, nil
}

func (s *Server) dropHook() {
	if s.hook != nil {
		s.hook.stop()
		s.hook = nil
	}
}

// hookInfo is the answer of getWebhookInfo (Bot API, WebhookInfo).
type hookInfo struct {
	URL         string   `json:"url"`
	Certificate bool     `json:"has_custom_certificate"`
	Pending     int      `json:"pending_update_count"`
	ErrorDate   int64    `json:"last_error_date,omitempty"`
	Error       string   `json:"last_error_message,omitempty"`
	Connections int      `json:"max_connections,omitempty"`
	Allowed     []string `json:"allowed_updates,omitempty"`
}

func (s *Server) webhookInfo(*call) (any, error) {
	info := hookInfo{Pending: len(s.queue.waiting)}
	if hook := s.hook; hook != nil {
		info.URL, info.Connections, info.ErrorDate, info.Error = hook.url, hook.connections, hook.failedAt, hook.failure
	}
	for kind := range s.queue.allowed {
		info.Allowed = append(info.Allowed, kind)
	}
	slices.Sort(info.Allowed)
	return info, nil
}

// runHook delivers until the webhook is taken down.
func (s *Server) runHook(ctx context.Context, hook *webhook) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		s.mu.Lock()
		next := s.launch(ctx, hook, time.Now())
		s.mu.Unlock()
		timer.Reset(next)
		select {
		case <-ctx.Done():
			hook.client.CloseIdleConnections()
			return
		case <-hook.news:
		case <-timer.C:
		}
	}
}

// launch starts the deliveries that may run now and says how long until a chat that failed may be tried again.
func (s *Server) launch(ctx context.Context, hook *webhook, now time.Time) time.Duration {
	next := longestRetry
	if ctx.Err() != nil {
		return next
	}
	s.queue.expire(now)
	for _, u := range slices.Concat(s.queue.again, s.queue.waiting[:min(hookScan, len(s.queue.waiting))]) {
		if len(hook.busy) >= hook.connections {
			break
		}
		if hook.busy[u.chat] {
			continue
		}
		if retry := hook.retry[u.chat]; retry != nil && retry.at.After(now) {
			next = min(next, retry.at.Sub(now))
			continue
		}
		hook.busy[u.chat] = true
		s.start(func() { s.deliver(ctx, hook, u) })
	}
	return next
}

// deliver posts one update and settles what became of it.
func (s *Server) deliver(ctx context.Context, hook *webhook, u *update) {
	pause, err := hook.post(ctx, u)
	s.mu.Lock()
	defer s.mu.Unlock()
	defer hook.wake()
	delete(hook.busy, u.chat)
	if ctx.Err() != nil {
		return // taken down meanwhile: the update stays for the next one
	}
	if err == nil {
		delete(hook.retry, u.chat)
		s.queue.settle(u)
		return
	}
	now := time.Now()
	hook.failedAt, hook.failure = now.Unix(), err.Error()
	failed := hook.retry[u.chat]
	if failed == nil {
		failed = &retry{wait: firstRetry / 2}
		hook.retry[u.chat] = failed
	}
	failed.wait = min(max(2*failed.wait, pause), max(longestRetry, pause))
	failed.at = now.Add(failed.wait)
	s.config.Log.Warn("webhook delivery failed", "update", u.id, "again_in", failed.wait, "error", err)
}

// post gives the pause that the receiver asks for where it refuses.
func (h *webhook) post(ctx context.Context, u *update) (pause time.Duration, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.url, bytes.NewReader(u.append(nil)))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	response, err := h.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<20)) // so that the connection can be used again
	if response.StatusCode/100 == 2 {
		return 0, nil
	}
	seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
	return time.Duration(min(max(seconds, 0), 3600)) * time.Second, fmt.Errorf("Wrong response from the webhook: %s", response.Status) //nolint:staticcheck // Telegram's words
}

// settle takes a delivered update out of the queue.
func (q *queue) settle(u *update) {
	is := func(other *update) bool { return other == u }
	if i := slices.IndexFunc(q.again, is); i >= 0 {
		q.again = slices.Delete(q.again, i, i+1)
		return
	}
	if i := slices.IndexFunc(q.waiting, is); i >= 0 {
		q.waiting = slices.Delete(q.waiting, i, i+1)
		q.remember(u)
	}
}
