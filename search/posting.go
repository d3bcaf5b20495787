package search

import (
	"math/bits"
	"slices"
)

// posting is where a term stands: slots of events, in ascending order and once each.
type posting struct {
	slots []uint32
	spelt string // a word as it was first written, since its stem may be none
}

// add enters a slot. Slots mostly come in order.
func (p *posting) add(slot uint32) {
	if n := len(p.slots); n == 0 || p.slots[n-1] < slot {
		p.slots = append(p.slots, slot)
		return
	}
	if at, found := slices.BinarySearch(p.slots, slot); !found {
		p.slots = slices.Insert(p.slots, at, slot)
	}
}

func (p *posting) remove(slot uint32) {
	if at, found := slices.BinarySearch(p.slots, slot); found {
		p.slots = slices.Delete(p.slots, at, at+1)
	}
}

// intersect lists the slots in every list. It walks the shortest list and looks up the others, so its cost follows from the
// rarest term.
func intersect(lists [][]uint32) []uint32 {
	if len(lists) == 0 {
		return nil
	}
	slices.SortFunc(lists, func(a, b []uint32) int { return len(a) - len(b) })
	common := lists[0]
	for _, list := range lists[1:] {
		kept := make([]uint32, 0, len(common))
		for _, slot := range common {
			at, found := gallop(list, slot)
			if list = list[at:]; found {
				kept = append(kept, slot)
			}
		}
		common = kept
	}
	return common
}

// gallop finds slot in list with steps that double, since it is most often near the beginning.
func gallop(list []uint32, slot uint32) (int, bool) {
	low, high := 0, 1
	for high < len(list) && list[high] < slot {
		low, high = high, 2*high
	}
	at, found := slices.BinarySearch(list[low:min(high+1, len(list))], slot)
	return low + at, found
}

// union lists the slots in any list, in ascending order.
func union(lists [][]uint32) []uint32 {
	if len(lists) == 1 {
		return lists[0]
	}
	total, words := 0, 0
	for _, list := range lists {
		if len(list) > 0 {
			total += len(list)
			words = max(words, int(list[len(list)-1]/64)+1)
		}
	}
	set := make([]uint64, words)
	for _, list := range lists {
		for _, slot := range list {
			set[slot/64] |= 1 << (slot % 64)
		}
	}
	slots := make([]uint32, 0, total)
	for i, word := range set {
		for ; word != 0; word &= word - 1 {
			slots = append(slots, uint32(i*64+bits.TrailingZeros64(word))) //nolint:gosec // it was one
		}
	}
	return slots
}
