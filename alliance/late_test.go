package alliance

import (
	"testing"
	"time"
)

func TestLateEnds(t *testing.T) {
	created := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		given Dispatch
		days  int
	}{
		"at once":             {Dispatch{Created: created}, 7},
		"later":               {Dispatch{Created: created, NotBefore: created.AddDate(0, 0, 2)}, 9},
		"with a receipt":      {Dispatch{Created: created, Deadline: created.AddDate(0, 0, 3)}, 3},
		"a receipt and later": {Dispatch{Created: created, NotBefore: created.AddDate(0, 0, 2), Deadline: created.AddDate(0, 0, 30)}, 30},
	} {
		if got := c.given.LateEnds(); !got.Equal(created.AddDate(0, 0, c.days)) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestRegrouped(t *testing.T) {
	before := Member{ID: 1, Role: Ordinary, Unit: "a", Client: "zh-hans", Joined: time.Unix(1, 0)}
	for name, c := range map[string]struct {
		change func(*Member)
		want   bool
	}{
		"nothing":          {func(*Member) {}, false},
		"a name":           {func(member *Member) { member.Name = "Wang" }, false},
		"reached again":    {func(member *Member) { member.Unreachable = "blocked" }, false},
		"the same spoken":  {func(member *Member) { member.Language = Chinese }, false},
		"joined":           {func(member *Member) { member.Joined = time.Time{} }, true},
		"another unit":     {func(member *Member) { member.Unit = "b" }, true},
		"another role":     {func(member *Member) { member.Role = Organiser }, true},
		"another language": {func(member *Member) { member.Language = English }, true},
		"another kind":     {func(member *Member) { member.Kinds = []Kind{Training} }, true},
	} {
		after := before
		c.change(&after)
		if got := after.Regrouped(before); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
