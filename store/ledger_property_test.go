package store

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"pgregory.net/rapid"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// TestLedgerKeepsItsPromises plays holders who lease side by side, settle and settle too late, while pages are entered, time passes,
// and an author pauses, resumes and retries,
// against a plain model. In the model a recipient is in one place by its nature.
func TestLedgerKeepsItsPromises(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		rapid.Check(t, func(rt *rapid.T) {
			flush(t, store)
			ledger := &ledgerModel{T: rt, test: t, store: store, now: moment(t, "06-13 09:00"), outcomes: map[int64]alliance.Outcome{}, held: map[int64]time.Time{}, waits: map[int64]time.Time{}}
			same(rt, "begun", begin(rt, store, broadcast("b", ledger.now)), true)
			rt.Repeat(map[string]func(*rapid.T){
				"": ledger.check, "append": ledger.append, "stale append": ledger.appendStale, "lease": ledger.lease, "settle": ledger.settle,
				"time": ledger.pass, "conclude": ledger.conclude, "pause": ledger.pause, "resume": ledger.resume, "retry": ledger.retry,
			})
			ledger.finish()
		})
	})
}

// ledgerModel is what a ledger must be.
type ledgerModel struct {
	*rapid.T
	test   *testing.T
	store  *Store
	now    time.Time
	cursor int // -1: all entered
	next   int64

	ready    []int64
	held     map[int64]time.Time // by end of the lease; it may be over
	waits    map[int64]time.Time // by the moment before which it is not tried
	outcomes map[int64]alliance.Outcome
	leases   []dispatch.Settlement // everything anybody ever leased, to settle in time or late
	ended    bool
	paused   bool
}

func (ledger *ledgerModel) cursorText() string {
	if ledger.cursor < 0 {
		return "end"
	}
	return strconv.Itoa(ledger.cursor)
}

func (ledger *ledgerModel) append(t *rapid.T) {
	if ledger.cursor < 0 {
		t.Skip("all entered")
	}
	if ledger.paused {
		err := ledger.store.Append(ledger.test.Context(), "b", ledger.cursorText(), "end", []dispatch.Recipient{{Chat: 1}})
		fails(ledger.test, "append while paused", err, alliance.Conflict)
		return
	}
	var page []dispatch.Recipient
	for range rapid.IntRange(0, 5).Draw(t, "recipients") {
		ledger.next++
		recipient := dispatch.Recipient{Chat: ledger.next, Skipped: rapid.SampledFrom([]string{"", "", "", "blocked"}).Draw(t, "skipped")}
		page = append(page, recipient)
		if recipient.Skipped == "" {
			ledger.ready = append(ledger.ready, recipient.Chat)
		} else {
			ledger.outcomes[recipient.Chat] = alliance.Outcome{State: alliance.Skipped, Reason: recipient.Skipped}
		}
	}
	from := ledger.cursorText()
	if ledger.cursor++; rapid.IntRange(0, 3).Draw(t, "last") == 0 {
		ledger.cursor = -1
	}
	must(ledger.test, ledger.store.Append(ledger.test.Context(), "b", from, ledger.cursorText(), page))
}

// appendStale is a former leader, who does not know that the cursor has moved.
func (ledger *ledgerModel) appendStale(t *rapid.T) {
	err := ledger.store.Append(ledger.test.Context(), "b", strconv.Itoa(ledger.cursor+1), "end", []dispatch.Recipient{{Chat: 1}})
	fails(ledger.test, "append with a cursor that has moved", err, alliance.Conflict)
}

// lease takes first those whose lease or wait is over, by its end, then those never tried, in their order.
func (ledger *ledgerModel) lease(t *rapid.T) {
	most, until := rapid.IntRange(1, 6).Draw(t, "most"), ledger.now.Add(30*time.Second)
	ends := maps.Clone(ledger.held)
	for chat, end := range ledger.waits {
		ends[chat] = end.Add(-time.Millisecond / 2)
	}
	want := []int64{}
	for chat, end := range ends {
		if !end.After(ledger.now) && !ledger.paused {
			want = append(want, chat)
		}
	}
	slices.SortFunc(want, func(a, b int64) int {
		return cmp.Or(ends[a].Compare(ends[b]), cmp.Compare(strconv.FormatInt(a, 10), strconv.FormatInt(b, 10)))
	})
	want = want[:min(most, len(want))]
	if !ledger.ended && !ledger.paused {
		fresh := min(most-len(want), len(ledger.ready))
		want, ledger.ready = append(want, ledger.ready[:fresh]...), ledger.ready[fresh:]
	}
	got, err := ledger.store.Lease(ledger.test.Context(), "b", ledger.now, until, most)
	must(ledger.test, err)
	same(t, "leased", got, private(want...))
	for _, chat := range want {
		delete(ledger.waits, chat)
		ledger.held[chat] = until
		ledger.leases = append(ledger.leases, dispatch.Settlement{Chat: chat, Lease: until})
	}
}

// settle settles some of all leases there ever were.
func (ledger *ledgerModel) settle(t *rapid.T) {
	if len(ledger.leases) == 0 {
		t.Skip("nobody was leased yet")
	}
	batch := rapid.SliceOfN(rapid.SampledFrom(ledger.leases), 1, 6).Draw(t, "leases")
	for i := range batch {
		batch[i].Outcome = rapid.SampledFrom([]alliance.Outcome{
			{State: alliance.Sent, Messages: []int64{17}},
			{State: alliance.Sent, Messages: []int64{18}},
			{State: alliance.Failed, Reason: "http 502"},
			{State: alliance.Skipped, Reason: "blocked"},
			{State: alliance.Waiting},
			{State: alliance.Waiting},
		}).Draw(t, "outcome")
		batch[i].NotBefore = ledger.now.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "wait")) * 10 * time.Second)
	}
	ledger.record(t, batch)
}

func (ledger *ledgerModel) record(t *rapid.T, batch []dispatch.Settlement) {
	want := 0
	for _, settlement := range batch {
		if end, held := ledger.held[settlement.Chat]; !held || !end.Equal(settlement.Lease) {
			continue // a lost lease
		}
		want++
		delete(ledger.held, settlement.Chat)
		if settlement.Outcome.State == alliance.Waiting {
			ledger.waits[settlement.Chat] = settlement.NotBefore
		} else {
			ledger.outcomes[settlement.Chat] = settlement.Outcome
		}
	}
	got, err := ledger.store.Settle(ledger.test.Context(), "b", batch)
	must(ledger.test, err)
	same(t, "settled", got, want)
}

func (ledger *ledgerModel) pass(t *rapid.T) {
	ledger.now = ledger.now.Add(time.Duration(rapid.IntRange(1, 4).Draw(t, "pause")) * 10 * time.Second)
}

func (ledger *ledgerModel) conclude(t *rapid.T) {
	ledger.ended = ledger.cursor < 0 && len(ledger.ready)+len(ledger.held)+len(ledger.waits) == 0
	ledger.paused = ledger.paused && !ledger.ended
	ended, err := ledger.store.Conclude(ledger.test.Context(), "b", ledger.now)
	must(ledger.test, err)
	same(t, "ended", ended, ledger.ended)
}

func (ledger *ledgerModel) pause(*rapid.T) {
	err := ledger.store.Pause(ledger.test.Context(), "b")
	if ledger.ended {
		fails(ledger.test, "pause after the end", err, alliance.Conflict)
		return
	}
	must(ledger.test, err)
	ledger.paused = true
}

func (ledger *ledgerModel) resume(*rapid.T) {
	err := ledger.store.Resume(ledger.test.Context(), "b")
	if ledger.ended {
		fails(ledger.test, "resume after the end", err, alliance.Conflict)
		return
	}
	must(ledger.test, err)
	ledger.paused = false
}

// retry puts the failed ones behind those never tried, in whatever order.
func (ledger *ledgerModel) retry(t *rapid.T) {
	var want []int64
	for chat, outcome := range ledger.outcomes {
		if outcome.State == alliance.Failed {
			want = append(want, chat)
			delete(ledger.outcomes, chat)
		}
	}
	count, err := ledger.store.Retry(ledger.test.Context(), "b")
	must(ledger.test, err)
	same(t, "retried", count, len(want))
	var got []int64
	for _, text := range ledger.store.redis.LRange(ledger.test.Context(), keyReady("b"), int64(len(ledger.ready)), -1).Val() {
		chat, err := strconv.ParseInt(text, 10, 64)
		must(ledger.test, err)
		got = append(got, chat)
	}
	ledger.ready = append(ledger.ready, got...)
	slices.Sort(got)
	slices.Sort(want)
	same(t, "put behind the others", got, want)
	ledger.ended = ledger.ended && count == 0
}

// check compares the tally, and that everybody is where the model has them: a recipient in two places would be there twice.
func (ledger *ledgerModel) check(t *rapid.T) {
	ctx := ledger.test.Context()
	want := alliance.Tally{Total: int(ledger.next), Waiting: int(ledger.next) - len(ledger.outcomes), Reasons: map[string]int{}}
	ready, waiting, outcomes := []string{}, []redis.Z{}, map[string]string{}
	for chat, outcome := range ledger.outcomes {
		outcomes[strconv.FormatInt(chat, 10)] = storedOutcome(outcome)
		switch outcome.State {
		case alliance.Sent:
			want.Sent++
		case alliance.Failed:
			want.Failed++
			want.Reasons[outcome.Reason]++
		default:
			want.Skipped++
			want.Reasons[outcome.Reason]++
		}
	}
	for _, chat := range ledger.ready {
		ready = append(ready, strconv.FormatInt(chat, 10))
	}
	for chat, end := range ledger.held {
		waiting = append(waiting, redis.Z{Member: strconv.FormatInt(chat, 10), Score: float64(end.UnixMilli())})
	}
	for chat, end := range ledger.waits {
		waiting = append(waiting, redis.Z{Member: strconv.FormatInt(chat, 10), Score: float64(end.UnixMilli()) - 0.5})
	}
	slices.SortFunc(waiting, func(a, b redis.Z) int {
		return cmp.Or(cmp.Compare(a.Score, b.Score), cmp.Compare(a.Member.(string), b.Member.(string)))
	})
	got, err := ledger.store.Tally(ctx, "b")
	must(ledger.test, err)
	same(t, "tally", got, want)
	client := ledger.store.redis
	same(t, "never tried", client.LRange(ctx, keyReady("b"), 0, -1).Val(), ready)
	same(t, "leased or waiting", client.ZRangeWithScores(ctx, keyWaiting("b"), 0, -1).Val(), waiting)
	same(t, "settled", client.HGetAll(ctx, keyOutcomes("b")).Val(), outcomes)
}

// finish enters what is left, and settles everybody who can be leased: nobody may be forgotten.
func (ledger *ledgerModel) finish() {
	if ledger.paused {
		ledger.resume(ledger.T)
	}
	if ledger.cursor >= 0 {
		must(ledger.test, ledger.store.Append(ledger.test.Context(), "b", ledger.cursorText(), "end", nil))
		ledger.cursor = -1
	}
	for len(ledger.ready)+len(ledger.held)+len(ledger.waits) > 0 {
		ledger.now = ledger.now.Add(time.Hour)
		before := len(ledger.leases)
		ledger.lease(ledger.T)
		batch := slices.Clone(ledger.leases[before:])
		for i := range batch {
			batch[i].Outcome = alliance.Outcome{State: alliance.Sent, Messages: []int64{19}}
		}
		ledger.record(ledger.T, batch)
	}
	ledger.check(ledger.T)
	for chat, want := range ledger.outcomes {
		got, err := ledger.store.Outcome(ledger.test.Context(), "b", alliance.Place{Chat: chat})
		must(ledger.test, err)
		same(ledger.T, "outcome", got, want)
	}
	ledger.conclude(ledger.T)
	same(ledger.T, "everybody is settled", ledger.ended, true)
}
