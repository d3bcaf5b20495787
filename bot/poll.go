package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"alliancebot/alliance"
)

// Poller fetches updates by long polling (Bot API, getUpdates). An update is confirmed to Telegram only after the intake has
// it safe; the library's own loop confirms before any handler ran.
type Poller struct {
	Telegram Telegram
	Client   *http.Client
	Intake   *Intake
	Log      *slog.Logger

	offset int64 // the first update not yet taken
}

const (
	pollSeconds  = 50
	pollMargin   = 15 * time.Second
	pollAtOnce   = 100
	pollMostBody = 64 << 20
	pollPause    = 200 * time.Millisecond
	pollLongest  = 15 * time.Second
	pollAway     = 500 * time.Millisecond // while the store is away
	// pollRest is how long nothing is fetched after updates have come. Where many write, what comes meanwhile is fetched and stored
	// at once, with half the calls; where few do, nobody waits for it, since the next update is not so close behind.
	pollRest = 3 * time.Millisecond
)

// Run fetches until ctx ends; handling is what the updates' handlers live under. Trouble is logged, and waited out with
// growing pauses, a token refused meanwhile too: at the start it was good (see Me).
func (poller *Poller) Run(ctx, handling context.Context) error {
	pause := pollPause
	for ctx.Err() == nil {
		err := poller.step(ctx, handling)
		if err == nil {
			pause = pollPause
			continue
		}
		if ctx.Err() != nil {
			return nil
		}
		wait := poller.judge(err, pause)
		pause = min(2*pause, pollLongest)
		_ = sleepUntil(ctx, time.Now, time.Now().Add(wait)) // ctx ends the loop
	}
	return nil
}

// step fetches once. While the store is away nothing is confirmed, and the same is fetched again together with what is new, so
// that whoever writes meanwhile hears of it.
func (poller *Poller) step(ctx, handling context.Context) error {
	if poller.Intake.Full() {
		return sleepUntil(ctx, time.Now, time.Now().Add(pollPause))
	}
	payloads, err := poller.fetch(ctx)
	if err != nil || len(payloads) == 0 {
		return err
	}
	updates := poller.read(payloads)
	if err := poller.Intake.Accept(ctx, handling, updates); err != nil {
		poller.Log.Warn("updates not accepted, trying again", "updates", len(updates), "error", err)
		return sleepUntil(ctx, time.Now, time.Now().Add(jitter(pollAway)))
	}
	before := poller.offset
	for _, update := range updates {
		poller.offset = max(poller.offset, update.ID+1)
	}
	if poller.offset == before { // else the same would come again at once
		return &alliance.Failure{Class: alliance.Retry, Reason: "nothing new"}
	}
	_ = sleepUntil(ctx, time.Now, time.Now().Add(pollRest)) // ctx ends the loop
	return nil
}

// read leaves out what is no update.
func (poller *Poller) read(payloads []json.RawMessage) []Update {
	updates := make([]Update, 0, len(payloads))
	for _, payload := range payloads {
		update, err := ReadUpdate(payload)
		if err != nil {
			poller.Log.Error("update unreadable", "bytes", len(payload), "error", err)
			continue
		}
		updates = append(updates, update)
	}
	return updates
}

// judge logs why fetching failed and says how long to wait.
func (poller *Poller) judge(err error, pause time.Duration) time.Duration {
	failure := failureOf(err)
	wait := jitter(pause)
	switch {
	case failure.Reason == "401 unauthorized" || failure.Reason == "404 not found":
		poller.Log.Error("telegram refuses the token: was it revoked? restart with the current one", "reason", failure.Reason, "retry_in", wait)
	case failure.Reason == "409 conflict":
		poller.Log.Error("another program fetches this bot's updates, or a webhook is set: only one may", "retry_in", wait)
	case failure.Class == alliance.Flood:
		wait = failure.After
		poller.Log.Warn("telegram asks to wait before fetching updates", "retry_in", wait)
	default:
		poller.Log.Warn("updates not fetched", "reason", failure.Reason, "retry_in", wait)
	}
	return wait
}

// answer is the envelope of every answer of the Bot API ("Making requests").
type answer struct {
	OK          bool              `json:"ok"`
	Result      []json.RawMessage `json:"result"`
	Description string            `json:"description"`
	Code        int               `json:"error_code"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
	} `json:"parameters"`
}

func (poller *Poller) fetch(ctx context.Context) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, pollSeconds*time.Second+pollMargin)
	defer cancel()
	body, err := json.Marshal(map[string]any{
		"offset": poller.offset, "limit": pollAtOnce, "timeout": pollSeconds, "allowed_updates": allowedUpdates,
	})
	if err != nil {
		return nil, fmt.Errorf("encode getUpdates: %w", err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, poller.Telegram.server()+"/bot"+poller.Telegram.Token+"/getUpdates", bytes.NewReader(body))
	if err != nil {
		return nil, &alliance.Failure{Class: alliance.Ours, Reason: "getUpdates request"} // err would show the token
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := poller.Client.Do(request)
	if err != nil {
		return nil, passing(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(response.Body, pollMostBody))
	if err != nil {
		return nil, passing(err)
	}
	var got answer
	if err := json.Unmarshal(text, &got); err != nil {
		return nil, &alliance.Failure{Class: alliance.Retry, Reason: fmt.Sprintf("http %d, unreadable answer", response.StatusCode)}
	}
	if !got.OK {
		return nil, got.failure()
	}
	return got.Result, nil
}

func (got answer) failure() *alliance.Failure {
	switch got.Code {
	case http.StatusUnauthorized:
		return &alliance.Failure{Class: alliance.Unconfirmed, Reason: "401 unauthorized"}
	case http.StatusNotFound:
		return &alliance.Failure{Class: alliance.Unconfirmed, Reason: "404 not found"}
	case http.StatusConflict:
		return &alliance.Failure{Class: alliance.Unconfirmed, Reason: "409 conflict"}
	case http.StatusTooManyRequests:
		return &alliance.Failure{Class: alliance.Flood, Reason: "429", After: time.Duration(max(got.Parameters.RetryAfter, 1)) * time.Second}
	}
	return &alliance.Failure{Class: alliance.Retry, Reason: strings.TrimSpace(fmt.Sprintf("http %d", got.Code))}
}
