package web

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

var update = flag.Bool("update", false, "write the golden files anew")

// ledgers are two dispatches under way.
type ledgers struct{ err error }

func (l ledgers) Active(context.Context) ([]string, error) { return []string{"a", "b"}, l.err }

func (l ledgers) Tally(_ context.Context, id string) (alliance.Tally, error) {
	if id == "a" {
		return alliance.Tally{Total: 10, Waiting: 1, Sent: 2, Failed: 3, Skipped: 4}, nil
	}
	return alliance.Tally{Total: 100, Waiting: 10, Sent: 20, Failed: 30, Skipped: 40}, nil
}

// used is what a scrape shows after everything has happened once.
func used(t *testing.T, from Ledgers) string {
	t.Helper()
	metrics := NewMetrics(from)
	metrics.Taken(3, 1)
	metrics.Parked()
	metrics.Handled("today", "ok", 20*time.Millisecond)
	for _, priority := range []alliance.Priority{alliance.Answering, alliance.Reminding, alliance.Announcing} {
		metrics.Sent(priority, "ok", 50*time.Millisecond)
	}
	metrics.Settled(alliance.ForReminder, alliance.Outcome{State: alliance.Sent, Messages: []int64{4711}})
	metrics.Settled(alliance.ForBroadcast, alliance.Outcome{State: alliance.Failed, Reason: "400 some text"})
	metrics.Reminded(2 * time.Second)
	metrics.ReminderSkipped("event begun")
	metrics.Leads(true)
	metrics.Stored(time.Millisecond, true)
	metrics.Stored(time.Second, false)
	recorder := httptest.NewRecorder()
	metrics.Handler().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if recorder.Code != http.StatusOK {
		t.Fatalf("got %d", recorder.Code)
	}
	return recorder.Body.String()
}

// TestMetrics holds names, types, help, labels and values of all metrics of ours to a golden file.
func TestMetrics(t *testing.T) {
	var ours []string
	lines := bufio.NewScanner(strings.NewReader(used(t, ledgers{})))
	for lines.Scan() {
		if line := lines.Text(); strings.Contains(line, "alliancebot_") && !strings.Contains(line, "_bucket{") {
			ours = append(ours, line)
		}
	}
	got := strings.Join(ours, "\n") + "\n"
	const path = "testdata/metrics.golden"
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMetricsArePrivate: labels are those of a short list, none of which can hold anything personal.
func TestMetricsArePrivate(t *testing.T) {
	allowed := []string{"class", "le", "name", "outcome", "purpose", "reason", "state"}
	allowed = append(allowed, "quantile", "version") // Go's own
	for _, found := range regexp.MustCompile(`(\w+)="([^"]*)"`).FindAllStringSubmatch(used(t, ledgers{}), -1) {
		if !slices.Contains(allowed, found[1]) {
			t.Errorf("label %s", found[0])
		}
		if strings.Contains(found[2], "some text") || strings.Contains(found[2], "4711") {
			t.Errorf("label %s tells of a message", found[0])
		}
	}
}

// TestMetricsWhileTheStoreIsAway: a scrape shows everything but the ledgers.
func TestMetricsWhileTheStoreIsAway(t *testing.T) {
	got := used(t, ledgers{err: errors.New("away")})
	if strings.Contains(got, "alliancebot_ledger_recipients{") || !strings.Contains(got, "alliancebot_leader 1") {
		t.Errorf("got\n%s", got)
	}
}

func TestMetricsAfterTheLead(t *testing.T) {
	metrics := NewMetrics(ledgers{})
	for _, leads := range []bool{true, false} {
		metrics.Leads(leads)
	}
	recorder := httptest.NewRecorder()
	metrics.Handler().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if !strings.Contains(recorder.Body.String(), "alliancebot_leader 0") {
		t.Error("still leads")
	}
}
