package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"
)

// probe asks for a page and returns the status and the text.
func probe(ctx context.Context, page http.HandlerFunc) (int, string) {
	recorder := httptest.NewRecorder()
	page(recorder, httptest.NewRequest(http.MethodGet, "/", nil).WithContext(ctx))
	return recorder.Code, recorder.Body.String()
}

// need is something the bot needs, in a state of the test's choice.
type need struct {
	asked int
	err   error
	takes time.Duration
}

func (n *need) ask(ctx context.Context) error {
	n.asked++ // the health asks one at a time
	select {
	case <-time.After(n.takes):
		return n.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func TestHealth(t *testing.T) {
	away := errors.New("away")
	for name, c := range map[string]struct {
		store, telegram need
		want            int
		says            string
	}{
		"all is there":     {want: 200, says: "ok\n"},
		"store away":       {store: need{err: away}, want: 503, says: "unreachable: store\n"},
		"telegram away":    {telegram: need{err: away}, want: 503, says: "unreachable: telegram\n"},
		"both away":        {store: need{err: away}, telegram: need{err: away}, want: 503, says: "unreachable: store, telegram\n"},
		"no answer":        {telegram: need{takes: time.Hour}, want: 503, says: "unreachable: telegram\n"},
		"no answer at all": {store: need{takes: time.Hour}, telegram: need{takes: time.Hour}, want: 503, says: "unreachable: store, telegram\n"},
		"slow answers":     {store: need{takes: time.Second}, telegram: need{takes: time.Second}, want: 200, says: "ok\n"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				health := NewHealth(Check{"store", c.store.ask}, Check{"telegram", c.telegram.ask})
				began := time.Now()
				if status, text := probe(t.Context(), health.Ready); status != c.want || text != c.says {
					t.Errorf("ready: %d %q, want %d %q", status, text, c.want, c.says)
				}
				if took := time.Since(began); took > checkDeadline {
					t.Errorf("took %v", took)
				}
				if status, text := probe(t.Context(), health.Alive); status != 200 || text != "ok\n" {
					t.Errorf("alive: %d %q", status, text)
				}
			})
		})
	}
}

// TestHealthAnswersLast: probes are no load, and what has changed shows soon.
func TestHealthAnswersLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var store need
		health := NewHealth(Check{"store", store.ask})
		expect := func(want int, asked int) {
			t.Helper()
			if status, _ := probe(t.Context(), health.Ready); status != want || store.asked != asked {
				t.Errorf("got %d after %d questions, want %d after %d", status, store.asked, want, asked)
			}
		}
		expect(200, 1)
		store.err = errors.New("away")
		expect(200, 1)
		time.Sleep(checkFresh)
		expect(503, 2)
		store.err = nil
		expect(503, 2)
		time.Sleep(checkFresh)
		expect(200, 3)
	})
}

// TestHealthImpatientProbe: a probe that gives up does not make the next one believe that everything is away.
func TestHealthImpatientProbe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := need{takes: time.Second}
		health := NewHealth(Check{"store", store.ask})
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		probe(ctx, health.Ready)
		if status, text := probe(t.Context(), health.Ready); status != 200 {
			t.Errorf("got %d %q", status, text)
		}
	})
}
