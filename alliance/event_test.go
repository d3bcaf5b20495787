package alliance

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestKinds(t *testing.T) {
	if len(Kinds()) != len(kindNames) {
		t.Errorf("%d kinds in order, %d have names", len(Kinds()), len(kindNames))
	}
	owners := map[string]Kind{}
	for _, kind := range Kinds() {
		if !kind.Known() || !slices.Contains(KindNames(kind), string(kind)) {
			t.Errorf("%s is not known by its own name", kind)
		}
		for _, name := range KindNames(kind) {
			if owner, taken := owners[name]; taken {
				t.Errorf("%q is %s and %s", name, owner, kind)
			}
			owners[name] = kind
			if got, ok := ParseKind(" " + strings.ToUpper(name) + "\t"); !ok || got != kind {
				t.Errorf("%q: got %q %v", name, got, ok)
			}
		}
		KindNames(kind)[0] = "changed"
		if KindNames(kind)[0] == "changed" {
			t.Errorf("the names of %s can be changed from outside", kind)
		}
	}
	for name, want := range map[string]Kind{
		"讲座": Lecture, "座谈会": Seminar, "公开课": DemonstrationClass, "demonstration  CLASS": DemonstrationClass, "联盟活动": AllianceActivity,
		"考察": Visit, "仪式": Ceremony, "培训": Training, "技能大赛": Competition, "会议": Meeting, "其他": Other,
		"": "", "讲": "", "讲座会": "", "lectures": "", "class": "",
	} {
		if got, ok := ParseKind(name); got != want || ok != (want != "") {
			t.Errorf("%q: got %q %v, want %q", name, got, ok, want)
		}
	}
	for _, kind := range DefaultKinds() {
		if !kind.Known() {
			t.Errorf("%q is followed but not known", kind)
		}
	}
	if Kind("nonsense").Known() || Kind("").Known() {
		t.Error("a kind that is not one is known")
	}
}

func TestEventTimes(t *testing.T) {
	start := time.Date(2026, 12, 1, 6, 0, 0, 0, time.UTC)
	two := Event{Start: start, End: start.Add(2 * time.Hour), Status: Planned}
	open := Event{Start: start, Status: Planned}
	for _, c := range []struct {
		event                   Event
		at                      time.Duration // after the start
		begun, over, remindable bool
	}{
		{two, -time.Second, false, false, true},
		{two, 0, true, false, false},
		{two, 2*time.Hour - 1, true, false, false},
		{two, 2 * time.Hour, true, true, false},
		{open, 59 * time.Minute, true, false, false},
		{open, time.Hour, true, true, false},
		{Event{Start: start, End: start.Add(-time.Hour), Status: Planned}, time.Hour, true, true, false}, // an end that makes no sense
		{Event{Start: start, Status: Cancelled}, -time.Hour, false, false, false},
		{Event{Start: start, Status: Finished}, -time.Hour, false, true, false},
	} {
		now := start.Add(c.at)
		if begun, over, remindable := c.event.Begun(now), c.event.Over(now), c.event.Remindable(now); begun != c.begun || over != c.over || remindable != c.remindable {
			t.Errorf("%+v after %v: begun %v, over %v, remindable %v", c.event, c.at, begun, over, remindable)
		}
	}
}

func TestEventID(t *testing.T) {
	form := regexp.MustCompile(`^[a-z2-7]{12}$`)
	seen := map[string]string{}
	for i := range 10000 {
		uid := fmt.Sprintf("event-%d@example.org", i)
		id := EventID(uid)
		if !form.MatchString(id) || id != EventID(uid) {
			t.Fatalf("%s: %s", uid, id)
		}
		if other, taken := seen[id]; taken {
			t.Fatalf("%s and %s have the same id", uid, other)
		}
		seen[id] = uid
	}
	if got := EventID("example"); got != "kdmfryeyl3gh" {
		t.Errorf("got %s: ids that are stored would be lost", got)
	}
	if data := ButtonData("event", EventID("")); len(data) > DataLimit {
		t.Errorf("%s is too long for a button", data)
	}
}

func TestDerivedUID(t *testing.T) {
	event := Event{Kind: Lecture, Title: "技能竞赛", Start: time.Unix(1_800_000_000, 0), Venue: "报告厅", Speakers: []string{"Ye Jun", "Wang Gang"}}
	if got, want := DerivedUID(event), "derived:lecture|技能竞赛|1800000000|报告厅|Ye Jun、Wang Gang"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	same := event
	same.Start, same.Description, same.Capacity = event.Start.In(time.FixedZone("", 3600)), "new", 60
	if DerivedUID(same) != DerivedUID(event) {
		t.Error("a row with another description is another event")
	}
}

func TestButtonData(t *testing.T) {
	for _, c := range []struct {
		verb string
		args []string
	}{
		{"today", nil}, {"event", []string{"abcdefghijkl"}}, {"set", []string{"kind", "3"}}, {"ask", []string{"1", "下周的讲座"}}, {"x", []string{"", ""}},
	} {
		data := ButtonData(c.verb, c.args...)
		verb, args, ok := ParseButtonData(data)
		if !ok || verb != c.verb || !slices.Equal(args, c.args) {
			t.Errorf("%q: got %q %q %v", data, verb, args, ok)
		}
	}
	for _, data := range []string{"", "1", "1:", ":", "0:event:x", "2:event:x", "event:x", "1::x", "1:" + strings.Repeat("x", DataLimit)} {
		if verb, args, ok := ParseButtonData(data); ok {
			t.Errorf("%q: got %q %q", data, verb, args)
		}
	}
}

func FuzzParseButtonData(f *testing.F) {
	for _, seed := range []string{"1:event:abc", "1:", "1:list:1:a:b:c:today", "0:x", ":::::"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		verb, args, ok := ParseButtonData(data)
		if ok && (verb == "" || ButtonData(verb, args...) != data) {
			t.Errorf("%q: %q %q", data, verb, args)
		}
	})
}

func TestErrors(t *testing.T) {
	cause := errors.New("cause")
	err := fmt.Errorf("outer: %w", Errorf(Conflict, "inner %d: %w", 7, Errorf(NotFound, "innermost: %w", cause)))
	if got := KindOf(err); got != Conflict {
		t.Errorf("got %s, want the outermost kind", got)
	}
	if err.Error() != "outer: inner 7: innermost: cause" || !errors.Is(err, cause) {
		t.Errorf("got %v", err)
	}
	if KindOf(cause) != Internal || KindOf(nil) != Internal {
		t.Error("an error of no kind is not our own fault")
	}
	var failure error = &Failure{Class: Gone, Reason: "blocked"}
	if KindOf(failure) != Internal || failure.Error() != "telegram: unreachable: blocked" {
		t.Errorf("got %v", failure)
	}
}
