package ask

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"alliancebot/alliance"
)

// LeadsTrouble says why lead times cannot be taken as they were written.
type LeadsTrouble string

// The troubles with lead times.
const (
	LeadsUnread LeadsTrouble = "unread" // a word that is no length of time
	LeadsShort  LeadsTrouble = "short"  // below alliance.ShortestLead
	LeadsLong   LeadsTrouble = "long"   // above alliance.LongestLead
	LeadsMany   LeadsTrouble = "many"   // more than alliance.MostLeads
	LeadsBoth   LeadsTrouble = "both"   // none, or the usual ones, and some at once
)

// LeadTimes are the lead times that somebody has written.
type LeadTimes struct {
	Leads   []time.Duration // the longest first, each once; empty: no reminders
	Usual   bool            // the community's, instead of Leads
	Trouble LeadsTrouble    // empty: none
	Piece   string          // what the trouble is about
}

// leadUnits are the units of lead times; of those that begin alike the longer goes first.
var leadUnits = []struct {
	words string
	size  time.Duration
}{
	{"个星期|星期|个礼拜|礼拜|周|weeks|week|w", 7 * 24 * time.Hour},
	{"天|日|days|day|d", 24 * time.Hour},
	{"个小时|小时|个钟头|钟头|个钟|hours|hour|hrs|hr|h", time.Hour},
	{"分钟|分|minutes|minute|mins|min|m", time.Minute},
}

// The words beside lengths of time: those without a meaning here, for no reminders, and for the community's.
var (
	leadNoise = []string{"提前", "之前", "以前", "前", "各", "提醒我", "提醒", "和", "及", "以及", "、", "before", "and", "ahead", "remind me", "个"}
	leadNone  = []string{"不要提醒", "不提醒", "不用提醒", "不用", "没有", "无", "none", "never", "off", "no"}
	leadUsual = []string{"默认", "恢复默认", "default", "usual"}
)

// Leads reads lead times: 3天 1天 2小时 15分钟, "3d 1d 2h 15m", 提前一天半和两小时. Lengths in one word whose units become smaller are one
// lead time: 1天12小时.
func Leads(text string) LeadTimes {
	reader := leadReader{rest: []rune(Fold(text))}
	for reader.read.Trouble == "" && reader.skip() {
		reader.next()
	}
	return reader.result()
}

// leadReader goes through a text of lead times.
type leadReader struct {
	rest   []rune
	finest time.Duration // unit of the length just before, as long as nothing stands between; zero: none
	none   bool
	read   LeadTimes
}

// skip goes to the next word, and reports whether there is one.
func (r *leadReader) skip() bool {
	for len(r.rest) > 0 && (unicode.IsSpace(r.rest[0]) || unicode.IsPunct(r.rest[0])) {
		r.rest, r.finest = r.rest[1:], 0
	}
	return len(r.rest) > 0
}

// next reads one word.
func (r *leadReader) next() {
	switch {
	case r.word(leadNone):
		r.none = true
	case r.word(leadUsual):
		r.read.Usual = true
	case r.length():
	case r.word(leadNoise):
		r.finest = 0
	default:
		r.trouble(LeadsUnread, firstWord(r.rest))
	}
}

// word takes one of the words, the longest that fits.
func (r *leadReader) word(words []string) bool {
	longest := 0
	for _, word := range words {
		if text := []rune(word); len(text) > longest && r.begins(r.rest, text) {
			longest = len(text)
		}
	}
	r.rest = r.rest[longest:]
	return longest > 0
}

// begins reports whether text begins with word; an English word must end there, or be followed by a number.
func (r *leadReader) begins(text, word []rune) bool {
	if len(text) < len(word) || !slices.Equal(text[:len(word)], word) {
		return false
	}
	return word[0] > unicode.MaxASCII || len(text) == len(word) || text[len(word)] > unicode.MaxASCII || !unicode.IsLetter(text[len(word)])
}

// length takes a number with its unit: 3天, 半小时, 一个半小时, 两天半.
func (r *leadReader) length() bool {
	count, width := readLeadCount(r.rest)
	if width == 0 {
		return false
	}
	rest := []rune(strings.TrimLeft(string(r.rest[width:]), " "))
	for _, unit := range leadUnits {
		for word := range strings.SplitSeq(unit.words, "|") {
			if !r.begins(rest, []rune(word)) {
				continue
			}
			rest = rest[len([]rune(word)):]
			if len(rest) > 0 && rest[0] == '半' {
				count, rest = count+0.5, rest[1:]
			}
			r.add(time.Duration(count*float64(unit.size)), unit.size, string(r.rest[:len(r.rest)-len(rest)]))
			r.rest = rest
			return true
		}
	}
	return false
}

// readLeadCount reads how many: 3, 1.5, 三, 半, 一个半; a width of 0 where no number stands.
func readLeadCount(text []rune) (count float64, width int) {
	if text[0] == '半' {
		width = 1
		if len(text) > 1 && text[1] == '个' && !slices.Equal(text[1:min(3, len(text))], []rune("个小")) {
			width = 2
		}
		return 0.5, width
	}
	n, width := readDigits(text)
	if width == 0 {
		n, width = readChineseNumber(text)
	}
	const most = 9999 // more is too long in any unit
	count = float64(min(n, most))
	if width > 0 && len(text) > width+1 && text[width] == '.' && text[width+1] == '5' {
		return count + 0.5, width + 2
	}
	if width > 0 && len(text) > width+1 && text[width] == '个' && text[width+1] == '半' {
		return count + 0.5, width + 2
	}
	return count, width
}

// add enters a length; one in a smaller unit that follows at once belongs to the one before.
func (r *leadReader) add(length, unit time.Duration, piece string) {
	leads := &r.read.Leads
	if r.finest > unit && len(*leads) > 0 {
		(*leads)[len(*leads)-1] += length
	} else {
		*leads = append(*leads, length)
	}
	r.finest = unit
	switch lead := (*leads)[len(*leads)-1]; {
	case lead < alliance.ShortestLead || lead%time.Minute != 0:
		r.trouble(LeadsShort, piece)
	case lead > alliance.LongestLead:
		r.trouble(LeadsLong, piece)
	}
}

func (r *leadReader) trouble(trouble LeadsTrouble, piece string) {
	r.read.Trouble, r.read.Piece = trouble, piece
}

// result puts what was read in order, and judges the whole.
func (r *leadReader) result() LeadTimes {
	read := r.read
	slices.SortFunc(read.Leads, func(a, b time.Duration) int { return int(b - a) })
	read.Leads = slices.Compact(read.Leads)
	said := 0
	for _, is := range []bool{r.none, read.Usual, len(read.Leads) > 0} {
		if is {
			said++
		}
	}
	switch {
	case read.Trouble != "":
	case said == 0:
		read.Trouble = LeadsUnread
	case said > 1:
		read.Trouble = LeadsBoth
	case len(read.Leads) > alliance.MostLeads:
		read.Trouble = LeadsMany
	}
	if read.Trouble != "" {
		return LeadTimes{Trouble: read.Trouble, Piece: read.Piece}
	}
	return read
}

// firstWord is what stands up to the next space, shortened.
func firstWord(text []rune) string {
	const longest = 20
	end := slices.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	return string(text[:min(end, longest)])
}
