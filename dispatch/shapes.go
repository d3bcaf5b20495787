package dispatch

import (
	"slices"
	"sync"

	"alliancebot/alliance"
)

// shapes are those of the messages of broadcasts, as far as they are known: what one recipient's messages have shown need not be tried
// with the next one.
type shapes struct {
	mu  sync.Mutex
	all map[shapesOf][]alliance.Shape
}

// shapesOf says of what: a dispatch, and the language in which it was sent.
type shapesOf struct {
	dispatch string
	language alliance.Language
}

// known are the shapes of so many messages; of those not known yet the one that is tried first.
func (shapes *shapes) known(of shapesOf, messages int) []alliance.Shape {
	shapes.mu.Lock()
	defer shapes.mu.Unlock()
	known := make([]alliance.Shape, messages)
	copy(known, shapes.all[of])
	return known
}

func (shapes *shapes) keep(of shapesOf, seen []alliance.Shape) {
	if len(seen) == 0 {
		return
	}
	shapes.mu.Lock()
	defer shapes.mu.Unlock()
	if shapes.all == nil {
		shapes.all = map[shapesOf][]alliance.Shape{}
	}
	shapes.all[of] = slices.Clone(seen)
}
