package alliance

// Query says which stored events are wanted. Empty lists do not restrict; names match whole, in any case.
type Query struct {
	Span
	Kinds    []Kind
	Speakers []string
	Venues   []string
	Units    []string
}

// Page is a page of the events found, by start; Total counts all pages.
type Page struct {
	Events []Event
	Total  int
}

// Stored counts what became of events that were to be stored.
type Stored struct{ Added, Changed, Unchanged int }
