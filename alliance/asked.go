package alliance

// Asked is a question that was answered, as it is kept for the buttons under its answer and for what is asked next.
type Asked struct {
	Question
	Other *Span `json:"other,omitempty"` // what else its time may mean; nil: it is clear
}
