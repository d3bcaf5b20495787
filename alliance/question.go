package alliance

// Order says which of the events found come first, and how many are wanted.
type Order string

// The orders a question can ask for.
const (
	Earliest Order = ""      // all of them, by time
	Next     Order = "next"  // only the first that has not begun
	First    Order = "first" // only the first of the span
	Last     Order = "last"  // only the last of the span
)

// Question is a member's question as understood: which events, in which order. Empty lists do not restrict.
type Question struct {
	Span
	Kinds  []Kind
	People []string
	Units  []string
	Venues []string
	Words  []string // subject words that are neither of the above
	Order  Order
}

// Timed reports whether the question names a time.
func (question Question) Timed() bool { return !question.From.IsZero() || !question.To.IsZero() }
