package bot

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"alliancebot/alliance"
)

// workshop is lanes whose work takes a while and is noted.
type workshop struct {
	*Lanes

	mu        sync.Mutex
	began     map[int64][]int64 // by chat
	settled   map[int64]error
	apologies int
	atOnce    int
	most      int
	fail      func(update Update) error
}

func newWorkshop(takes time.Duration) *workshop {
	w := &workshop{began: map[int64][]int64{}, settled: map[int64]error{}, fail: func(Update) error { return nil }}
	handle := func(_ context.Context, update *Update) error {
		w.mu.Lock()
		w.began[update.ID/1000] = append(w.began[update.ID/1000], update.ID)
		w.atOnce++
		w.most = max(w.most, w.atOnce)
		w.mu.Unlock()
		time.Sleep(takes)
		w.mu.Lock()
		defer w.mu.Unlock()
		w.atOnce--
		return w.fail(*update)
	}
	apologise := func(context.Context, int64, Update) { w.mu.Lock(); defer w.mu.Unlock(); w.apologies++ }
	settle := func(_ context.Context, update Update, cause error) error {
		w.mu.Lock()
		defer w.mu.Unlock()
		if _, twice := w.settled[update.ID]; twice {
			panic("settled twice")
		}
		w.settled[update.ID] = cause
		return nil
	}
	w.Lanes = newLanes(handle, apologise, settle, slog.New(slog.DiscardHandler))
	return w
}

// put queues updates in the lane of a chat; their numbers begin with it.
func (w *workshop) put(ctx context.Context, chat, count int64) {
	for i := range count {
		w.Put(ctx, chat, Update{ID: chat*1000 + i, Payload: "said"})
	}
}

func (w *workshop) awaitEmpty() {
	for w.Waiting() > 0 {
		time.Sleep(time.Second)
	}
}

func TestLanesKeepOrderAndBounds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorkshop(100 * time.Millisecond)
		began := time.Now()
		const chats, each = lanesAtOnce + 500, 5
		for chat := range int64(chats) {
			w.put(t.Context(), chat, each)
		}
		if got := w.Waiting(); got != chats*each {
			t.Errorf("%d wait, want %d", got, chats*each)
		}
		w.awaitEmpty()
		for chat := range int64(chats) {
			if got := w.began[chat]; len(got) != each || !slices.IsSorted(got) {
				t.Errorf("chat %d: %v", chat, got)
			}
		}
		if w.most != lanesAtOnce {
			t.Errorf("%d at once, want %d", w.most, lanesAtOnce)
		}
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("took %v: not side by side", took)
		}
		w.Drain()
	})
}

// TestLanesOfManyUpdates: a chat with hundreds of updates counts for a hundred, and keeps what they say of no more; all are handled
// in their order.
func TestLanesOfManyUpdates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorkshop(time.Second)
		bare := 0
		handle := w.handle
		w.handle = func(ctx context.Context, update *Update) error {
			if update.Payload == "" {
				bare++
			}
			return handle(ctx, update)
		}
		const many = 900
		w.put(t.Context(), 1, many)
		if got := w.Waiting(); got > laneRoom+1 {
			t.Errorf("%d count as waiting", got)
		}
		time.Sleep(many*time.Second + time.Millisecond)
		synctest.Wait()
		if got := w.began[1]; len(got) != many || !slices.IsSorted(got) || len(w.settled) != many {
			t.Errorf("%d begun, %d settled, in order: %v", len(got), len(w.settled), slices.IsSorted(got))
		}
		if w.Waiting() != 0 || bare < many-laneRoom-1 {
			t.Errorf("%d wait, %d were without payload", w.Waiting(), bare)
		}
		w.put(t.Context(), 2, many)
		w.Drain()
		if w.Waiting() != 0 {
			t.Errorf("%d wait after the drain", w.Waiting())
		}
	})
}

func TestLanesDrain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorkshop(time.Second)
		w.put(t.Context(), 1, 5)
		w.put(t.Context(), 2, 1)
		synctest.Wait()
		w.Drain()
		w.put(t.Context(), 1, 1) // too late: it stays in the inbox
		if got := slices.Sorted(maps.Keys(w.settled)); !slices.Equal(got, []int64{1000, 2000}) {
			t.Errorf("settled %v, want what was being handled", got)
		}
		if w.Waiting() != 0 {
			t.Errorf("%d wait", w.Waiting())
		}
	})
}

// TestLanesEnd: when the handlers' time is over, nothing is settled that was not finished.
func TestLanesEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorkshop(time.Second)
		ctx, cancel := context.WithCancel(t.Context())
		for chat := range int64(2 * lanesAtOnce) {
			w.put(ctx, chat, 2)
		}
		synctest.Wait()
		cancel()
		w.Drain()
		if len(w.settled) != 0 {
			t.Errorf("%d settled", len(w.settled))
		}
	})
}

func TestLanesWhileTheStoreIsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorkshop(time.Millisecond)
		tries := map[int64]int{}
		broken := errors.New("broken")
		w.fail = func(update Update) error {
			tries[update.ID]++
			switch {
			case update.ID == 1000 && tries[1000] < 5:
				return alliance.Errorf(alliance.Unavailable, "store away")
			case update.ID == 1001:
				return broken
			}
			return nil
		}
		w.put(t.Context(), 1, 3)
		w.awaitEmpty()
		if w.apologies != 1 {
			t.Errorf("%d apologies, want one", w.apologies)
		}
		if want := map[int64]error{1000: nil, 1001: broken, 1002: nil}; !maps.Equal(w.settled, want) {
			t.Errorf("settled %v, want %v", w.settled, want)
		}
		if want := map[int64]int{1000: 5, 1001: 1, 1002: 1}; !maps.Equal(tries, want) {
			t.Errorf("tried %v, want %v", tries, want)
		}
		w.Drain()
	})
}
