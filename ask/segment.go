package ask

// The price of a word in a segmentation; the cheapest one is taken. Text that no table knows is avoided above all, then many
// words are: 本周日程 is 本·周·日程 and 本周日 is 本·周日. Of two ways with as many words, the one with fewer that say
// nothing is taken: 看看下个月 is 看看·下个·月 and not 看·看下·个月.
const (
	knownPrice   = 4
	idlePrice    = 5
	rarePrice    = 6
	unknownPrice = 40
	noPrice      = 1 << 30 // nothing can begin here
)

// choice is the best word to begin at a place, and the price of the text from there on.
type choice struct {
	price int
	width int
	term  *term // nil: unknown
}

// segment cuts folded text into words, known names included. Spaces and marks without a meaning separate words only.
func segment(text []rune, words lexicon, names map[int]choice) []token {
	best := make([]choice, len(text)+1)
	for i := len(text) - 1; i >= 0; i-- {
		best[i] = choose(text, i, best, words, names)
	}
	tokens := make([]token, 0, len(text)/2+1)
	spaced := true
	for i := 0; i < len(text); i += best[i].width {
		found := token{text: string(text[i : i+best[i].width]), at: i, spaced: spaced}
		switch known := best[i].term; {
		case known != nil:
			found.term = *known
		case !isHan(text[i]) && !isAlnum(text[i]):
			spaced = true
			continue
		}
		tokens = append(tokens, found)
		spaced = false
	}
	return tokens
}

// choose finds the best word to begin at text[i], where all that can follow has been chosen.
func choose(text []rune, i int, best []choice, words lexicon, names map[int]choice) choice {
	if !isBoundary(text, i) {
		return choice{price: noPrice, width: 1}
	}
	found := unknown(text, i)
	found.price += best[i+found.width].price
	consider := func(width, price int, term *term) {
		if price += best[i+width].price; price < found.price {
			found = choice{price: price, width: width, term: term}
		}
	}
	if known, ok := names[i]; ok {
		consider(known.width, known.price, known.term)
	}
	entries := words[text[i]]
	for k := range entries {
		if entry := &entries[k]; entry.startsWith(text, i) {
			consider(len(entry.text), entry.price(), &entry.term)
		}
	}
	class, n, width := readNumber(text[i:])
	if width > 0 && isBoundary(text, i+width) {
		consider(width, knownPrice, &term{class: class, n: n})
		if end := i + width; end < len(text) && text[end] == '月' && n >= 1 && n <= 12 {
			consider(width+1, knownPrice, &term{class: monthName, n: n})
		}
	}
	if found.term == nil {
		found.term = mistyped(text[i : i+found.width])
	}
	return found
}

// unknown is the choice at text[i] if nothing is known there: a run of letters, one Chinese character, or a mark.
func unknown(text []rune, i int) choice {
	if !isAlnum(text[i]) {
		if isHan(text[i]) {
			return choice{width: 1, price: unknownPrice}
		}
		return choice{width: 1, price: knownPrice + 1}
	}
	end := i + 1
	for end < len(text) && isAlnum(text[end]) {
		end++
	}
	return choice{width: end - i, price: unknownPrice}
}
