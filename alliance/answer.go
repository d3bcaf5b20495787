package alliance

import "time"

// Answer is what a speaker has said of coming to an event. It holds while the event starts at Start.
type Answer struct {
	Expert string    `json:"expert"`
	Comes  bool      `json:"comes"` // otherwise something stands in the way
	Start  time.Time `json:"start"`
	At     time.Time `json:"at"`
	Update int64     `json:"update,omitempty"` // by which it was given, which may be handled again
}

// Attendance is what is known of whether a speaker comes to an event.
type Attendance struct {
	Speaker  string
	Answered bool
	Comes    bool
}

// Attendances tell of each speaker of the event, in their order, what the last of the answers that hold says.
func (event Event) Attendances(answers []Answer) []Attendance {
	speakers := event.Parts().Speakers
	found := make([]Attendance, len(speakers))
	for i, speaker := range speakers {
		found[i] = event.AttendanceOf(speaker, answers)
	}
	return found
}

// AttendanceOf tells it of one of them.
func (event Event) AttendanceOf(speaker string, answers []Answer) Attendance {
	found := Attendance{Speaker: speaker}
	var last time.Time
	for _, answer := range answers {
		if FoldName(answer.Expert) == FoldName(speaker) && answer.Start.Equal(event.Start) && !answer.At.Before(last) {
			found.Answered, found.Comes, last = true, answer.Comes, answer.At
		}
	}
	return found
}
