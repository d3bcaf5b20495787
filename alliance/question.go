package alliance

import "slices"

// Order says which of the events found come first, and how many are wanted.
type Order string

// The orders a question can ask for.
const (
	Earliest Order = ""      // all of them, by time
	Next     Order = "next"  // only the first that has not begun
	First    Order = "first" // only the first of the span
	Last     Order = "last"  // only the last of the span
)

// Focus is what a question wants to know of the events; the answer leads with it.
type Focus string

// What can be asked for. Whole is the events themselves.
const (
	Whole Focus = ""
	When  Focus = "when"  // 几点, 什么时候
	Where Focus = "where" // 在哪
	Who   Focus = "who"   // 谁讲
	Count Focus = "count" // 有几场
)

// Question is a member's question as understood: which events, in which order, and what of them. Empty lists do not restrict.
type Question struct {
	Span
	Hours   Hours    `json:"hours,omitzero"` // of each day of the Span: 下周晚上
	Kinds   []Kind   `json:"kinds,omitempty"`
	Without []Kind   `json:"without,omitempty"` // kinds that are not wanted: 除了讲座
	People  []string `json:"people,omitempty"`
	Units   []string `json:"units,omitempty"`
	Venues  []string `json:"venues,omitempty"`
	Except  Names    `json:"except,omitzero"` // whom and what it is not to be about: 除了王老师
	Words   []string `json:"words,omitempty"` // subject words that are neither of the above
	Order   Order    `json:"order,omitempty"`
	Most    int      `json:"most,omitempty"` // how many an order is after; 0 is one
	Focus   Focus    `json:"focus,omitempty"`
	Mine    bool     `json:"mine,omitempty"` // only what concerns the member: 我的活动
}

// Names are names of people, units and venues.
type Names struct {
	People []string `json:"people,omitempty"`
	Units  []string `json:"units,omitempty"`
	Venues []string `json:"venues,omitempty"`
}

// Empty reports whether there are none.
func (names Names) Empty() bool { return len(names.People)+len(names.Units)+len(names.Venues) == 0 }

// In reports whether any of the names is one of the event's.
func (names Names) In(event Event) bool {
	isOf := func(names []string) func(string) bool {
		return func(own string) bool {
			return slices.ContainsFunc(names, func(name string) bool { return FoldName(name) == FoldName(own) })
		}
	}
	return slices.ContainsFunc(event.Speakers, isOf(names.People)) || slices.ContainsFunc(event.Units, isOf(names.Units)) || isOf(names.Venues)(event.Venue)
}

// Timed reports whether the question names a time.
func (question Question) Timed() bool { return !question.From.IsZero() || !question.To.IsZero() }

// Named reports whether the question names somebody, some unit or some place.
func (question Question) Named() bool {
	return len(question.People)+len(question.Units)+len(question.Venues) > 0
}

// Wanted lists the kinds that the question is after; none means any kind.
func (question Question) Wanted() []Kind {
	if len(question.Without) == 0 {
		return question.Kinds
	}
	wanted := question.Kinds
	if len(wanted) == 0 {
		wanted = Kinds()
	}
	return slices.DeleteFunc(slices.Clone(wanted), func(kind Kind) bool { return slices.Contains(question.Without, kind) })
}
