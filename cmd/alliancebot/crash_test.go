package main_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// brief gives the shorter of two amounts where tests are to be short.
func brief(full, short int) int {
	if testing.Short() {
		return short
	}
	return full
}

// TestKilledUnderLoad kills the bot again and again while commands come.
func TestKilledUnderLoad(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		s := w.settings().with(store)
		bot := run(t, s)
		kills := brief(5, 2)
		load := w.begins(40, kills*6, 200)
		var deaths []time.Time
		for kill := range kills {
			load.under(100 * (kill + 1))
			bot.kill()
			deaths = append(deaths, time.Now())
			bot = run(t, s)
		}
		load.check(deaths)
	})
}

// TestKilledBeforeAnswering kills the bot more often than an update may end a process; what merely waited must not be given up.
func TestKilledBeforeAnswering(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	w.adds(sandbox.Fault{Action: "slow", Methods: []string{"send"}, DelayMS: 500})
	s := w.settings()
	bot := run(t, s)
	load := w.begins(1, 20, 200) // one chat: every answer is another command done
	var deaths []time.Time
	for range 6 {
		load.under(int(w.counts().Sends) + 1)
		bot.kill()
		deaths = append(deaths, time.Now())
		bot = run(t, s)
	}
	if err := w.ClearFaults(t.Context()); err != nil {
		t.Fatal(err)
	}
	load.check(deaths)
}

// TestStoppedUnderLoad asks the bot to end while commands come: nothing is lost, and nothing is done twice either.
func TestStoppedUnderLoad(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{RTT: 20 * time.Millisecond})
	s := w.settings()
	bot := run(t, s)
	load := w.begins(40, 15, 200)
	load.under(150)
	bot.stop()
	run(t, s)
	load.check(nil)
}

var tally = regexp.MustCompile(`共 (\d+) 人.*\n已送达：(\d+) 人\n失败：(\d+) 人\n跳过：(\d+) 人`)

// broadcasts has the owner send something to all.
func (w *world) broadcasts(text string, heads int) (begun int64) {
	w.t.Helper()
	preview := w.asks(owner, "/broadcast "+text, "现在发送吗？")
	if len(preview.Keyboard) == 0 || preview.Keyboard[0][0].Text != fmt.Sprintf("发送给 %d 人", heads) {
		w.t.Fatalf("preview: %s %q, want %d heads", preview.Text, buttons(preview), heads)
	}
	begun = time.Now().UnixNano()
	w.presses(owner, "发送")
	return begun
}

// reported waits for the report of a broadcast and gives its numbers.
func (w *world) reported(begun int64) (total, sent, failed, skipped int) {
	w.t.Helper()
	report := w.awaits(sandbox.Awaited{Chat: owner, Contains: "发送完毕", AfterNS: begun, Edits: true, Timeout: 80 * time.Second})
	found := tally.FindStringSubmatch(report.Text)
	if found == nil {
		w.t.Fatalf("the report has no numbers:\n%s", report.Text)
	}
	numbers := make([]int, 4)
	for i := range numbers {
		numbers[i], _ = strconv.Atoi(found[i+1]) // digits
	}
	return numbers[0], numbers[1], numbers[2], numbers[3]
}

// reaches waits until so many messages of a broadcast have arrived.
func (w *world) reaches(text string, begun int64, members int) {
	w.t.Helper()
	w.awaits(sandbox.Awaited{Contains: text, Count: members, AfterNS: begun, Timeout: 2 * patience})
}

// toldOnce wants every member of the crowd to have been told, and twice only if the bot died in between.
func (w *world) toldOnce(text string, members int, deaths []time.Time) (repeated int) {
	w.t.Helper()
	for i := range int64(members) {
		told := w.told(crowd+i, text)
		if len(told) == 0 {
			w.t.Errorf("member %d was not told", crowd+i)
		}
		for n := 1; n < len(told); n++ {
			repeated++
			if !died(deaths, told[n-1].AtNS, told[n].AtNS) {
				w.t.Errorf("member %d was told twice although nobody died in between", crowd+i)
			}
		}
	}
	return repeated
}

// inFlight is the most that may be told twice for one death: what is on its way to Telegram, and what was sent and is not yet noted, of
// which the sender lets come together 37 at 300 messages a second (see dispatch/brake.go).
const inFlight = 60

// TestKilledInBroadcast kills the bot again and again while it announces something; the report counts everybody once.
func TestKilledInBroadcast(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		const text = "请各校报送教研计划。"
		members, kills := brief(2000, 300), brief(5, 1)
		w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
		s := w.settings().with(store)
		bot := run(t, s)
		w.joins(members)
		w.asks(owner, "/start", "您好")
		bot.stop()
		s["TELEGRAM_RATE"] = "300"
		bot = run(t, s)
		begun := w.broadcasts(text, members+1)
		dice := rand.New(rand.NewPCG(17, 4))
		var deaths []time.Time
		for kill := range kills {
			w.reaches(text, begun, members*(kill+1)/(kills+2)+dice.IntN(members/(kills+2)))
			bot.kill()
			deaths = append(deaths, time.Now())
			bot = run(t, s)
		}
		total, sent, failed, skipped := w.reported(begun)
		if total != members+1 || sent != total || failed+skipped != 0 {
			t.Errorf("the report adds up to %d = %d + %d + %d, want %d members, all reached", total, sent, failed, skipped, members+1)
		}
		repeated := w.toldOnce(text, members, deaths)
		if most := len(deaths) * inFlight; repeated > most {
			t.Errorf("%d members were told twice, want at most the %d in flight", repeated, most)
		}
		t.Logf("%d of %d told twice in %d deaths", repeated, members, len(deaths))
	})
}
