package main_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"alliancebot/sandbox"
)

// TestUnanswered broadcasts while some calls hang for ever and the answers to others are cut off or no JSON: they are given up after
// twenty seconds without keeping the others waiting, nobody is lost, and the report and its spreadsheet name who may have it twice.
func TestUnanswered(t *testing.T) {
	t.Parallel()
	const text, members, hanging, cut = "请查收会议材料。", 100, 12, 4
	w := newWorld(t, sandbox.Config{RTT: 10 * time.Millisecond})
	run(t, w.settings().with(startRedis(t).settings()).with(settings{"TELEGRAM_RATE": "30"}))
	w.joins(members)
	w.asks(owner, "/start", "您好")
	w.asks(owner, "/broadcast "+text, "现在发送吗？")
	for action, count := range map[string]int{"hang_reply": hanging / 2, "timeout": hanging / 2, "bad_json": cut / 2, "drop_reply": cut / 2} {
		w.adds(sandbox.Fault{Action: action, Methods: []string{"send"}, P: .5, Count: count})
	}
	begun := time.Now().UnixNano()
	w.presses(owner, "发送")
	report := w.awaits(sandbox.Awaited{Chat: owner, Contains: "发送完毕", AfterNS: begun, Edits: true, Timeout: 80 * time.Second})
	if found := tally.FindStringSubmatch(report.Text); found == nil || !slices.Equal(found[1:], []string{"101", "101", "0", "0"}) {
		t.Errorf("report:\n%s", report.Text)
	}

	told := map[string][]int64{} // when, by name
	for i := range int64(members) {
		for _, message := range w.told(crowd+i, text) {
			told[fmt.Sprintf("User %d", crowd+i)] = append(told[fmt.Sprintf("User %d", crowd+i)], message.AtNS)
		}
	}
	for _, message := range w.told(owner, text) {
		if message.Text == text {
			told["秘书处"] = append(told["秘书处"], message.AtNS)
		}
	}
	doubtful := w.doubtful(told, hanging+cut, begun)
	names, listed, _ := strings.Cut(report.Text[strings.Index(report.Text, "向 "):], "：")
	if names != fmt.Sprintf("向 %d 人发送时没有得到 Telegram 的答复，对方可能收到两次", hanging+cut) || !strings.HasSuffix(listed, " 等。") {
		t.Errorf("report:\n%s", report.Text)
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(listed, " 等。"), "、") {
		if !slices.Contains(doubtful, name) {
			t.Errorf("the report names %s, in doubt are %q", name, doubtful)
		}
	}
	w.edits("更多", "对象：")
	if sheet := w.doubtsInSheet(); !slices.Equal(sheet, doubtful) {
		t.Errorf("in doubt by the spreadsheet: %q, want %q", sheet, doubtful)
	}
}

// doubtful are those whose call was not answered: they have it twice, or got it only when the first call had been given up. Nobody is
// lost, and the others had it before that.
func (w *world) doubtful(told map[string][]int64, want int, begun int64) []string {
	w.t.Helper()
	var doubtful []string
	last := begun // of the others
	for name, moments := range told {
		switch {
		case len(moments) > 1, time.Duration(moments[0]-begun) > 19*time.Second:
			doubtful = append(doubtful, name)
			if given := time.Duration(moments[len(moments)-1] - moments[0]); given > 40*time.Second {
				w.t.Errorf("%s has it again after %s", name, given)
			}
		default:
			last = max(last, moments[0])
		}
	}
	slices.Sort(doubtful)
	if len(doubtful) != want || len(told) != 101 {
		w.t.Errorf("%d of %d are in doubt, want %d of 101: %q", len(doubtful), len(told), want, slices.Collect(maps.Keys(told)))
	}
	if waited := time.Duration(last - begun); waited > 15*time.Second {
		w.t.Errorf("the others waited %s for those whose calls hang", waited)
	}
	return doubtful
}

// doubtsInSheet asks for the spreadsheet of a broadcast whose card is open, and gives the names that it marks.
func (w *world) doubtsInSheet() (names []string) {
	w.t.Helper()
	before := time.Now().UnixNano()
	w.presses(owner, "明细")
	var sent sandbox.Message
	eventually(w.t, "the spreadsheet arrives", patience, func() bool {
		all := w.told(owner, "")
		sent = all[len(all)-1]
		return sent.AtNS > before && sent.Media != nil
	})
	request, err := http.NewRequestWithContext(w.t.Context(), http.MethodGet, w.Base+sent.Media.URL, http.NoBody)
	if err != nil {
		w.t.Fatal(err)
	}
	_, bytes := answered(w.t, request)
	book, err := excelize.OpenReader(strings.NewReader(bytes))
	if err != nil {
		w.t.Fatal(err)
	}
	rows, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		w.t.Fatal(err)
	}
	doubt := slices.Index(rows[0], "存疑")
	for _, row := range rows[1:] {
		if len(row) > doubt && row[doubt] == "可能收到两次" {
			names = append(names, row[0])
		}
	}
	slices.Sort(names)
	return names
}
