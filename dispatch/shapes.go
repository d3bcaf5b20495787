package dispatch

import (
	"slices"
	"sync"

	"alliancebot/alliance"
)

// shapes are those of the messages of a broadcast, as far as they are known, by the language in which it was sent: what one recipient's
// messages have shown need not be tried with the next one.
type shapes struct {
	mu  sync.Mutex
	all map[alliance.Language][]alliance.Shape
}

// known are the shapes of so many messages; of those not known yet the one that is tried first.
func (shapes *shapes) known(language alliance.Language, messages int) []alliance.Shape {
	shapes.mu.Lock()
	defer shapes.mu.Unlock()
	known := make([]alliance.Shape, messages)
	copy(known, shapes.all[language])
	return known
}

func (shapes *shapes) keep(language alliance.Language, seen []alliance.Shape) {
	if len(seen) == 0 {
		return
	}
	shapes.mu.Lock()
	defer shapes.mu.Unlock()
	if shapes.all == nil {
		shapes.all = map[alliance.Language][]alliance.Shape{}
	}
	shapes.all[language] = slices.Clone(seen)
}
