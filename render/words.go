package render

import (
	"fmt"
	"strings"
	"text/template"
	"time"
	"unicode"
	"unicode/utf8"

	"alliancebot/alliance"
)

// functions are what the texts can call. What returns markup is shown as it is; all else is escaped.
func (v *voice) functions() template.FuncMap {
	return template.FuncMap{
		"escape":    escape,
		"at":        v.at,
		"when":      v.when,
		"slot":      v.slot,
		"remaining": v.remaining,
		"kind":      v.kind,
		"nouns":     v.nouns,
		"class":     v.class,
		"word":      v.word,
		"join":      v.join,
		"units":     v.unitNames,
		"short":     func(limit int, text string) string { return short(text, limit) },
		"plural":    plural,
		"noun":      func(count int, reading readingView) nounView { return nounView{count, reading} },
		"capital":   capital,
		"spaced":    spaced,
		"lower":     strings.ToLower,
		"state":     state,
		"bind":      func(shown track, event alliance.Event, now time.Time) trackView { return trackView{shown, event, now} },
		"part":      func(part, of int) int { return part * 100 / max(of, 1) },
		"round":     func(number float64) string { return fmt.Sprintf("%.1f", number) },
	}
}

// plainly is say for short texts that go on as values.
func (v *voice) plainly(name string, data any) (string, error) {
	text, err := v.say(name, data)
	return plain(string(text)), err
}

// word is the text prefix_key, which takes no data.
func (v *voice) word(prefix string, key any) (string, error) {
	return v.plainly(fmt.Sprintf("%s_%v", prefix, key), nil)
}

// known is word, or that of "other" where there is no such word.
func (v *voice) known(prefix, key string) (string, error) {
	if v.texts.Lookup(prefix+"_"+key) == nil {
		key = "other"
	}
	return v.word(prefix, key)
}

// KindName is the name of all events of a kind, 「讲座」 or "Lectures"; a kind we do not know is "other".
func (r *Renderer) KindName(language alliance.Language, kind alliance.Kind) string {
	return r.label(language, "kind_name", kind)
}

// kind is what a single event is, 「讲座」 or "Lecture"; one of another kind is just an event.
func (v *voice) kind(kind alliance.Kind) (string, error) {
	return v.known("kind", string(kind))
}

// class is what all events of a kind are called in a sentence, as those who follow the kind are said to follow them.
func (v *voice) class(kind alliance.Kind) (string, error) {
	return v.nouns(2, []alliance.Kind{kind})
}

// nouns lists what count events of the kinds are called in a sentence.
func (v *voice) nouns(count int, kinds []alliance.Kind) (string, error) {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		if !kind.Known() {
			kind = alliance.Other
		}
		var err error
		if names[i], err = v.plainly("noun_"+string(kind), count); err != nil {
			return "", err
		}
	}
	return v.join(names)
}

// join lists names in the way of the language: A、B、C or A, B, C.
func (v *voice) join(names []string) (string, error) {
	separator, err := v.word("list", "separator")
	return strings.Join(names, separator), err
}

const (
	// unitsNamed is how many units an audience names, and unitLength how much of each: with a text of wholeText, two such lists
	// and all else that a panel says still fit into a message.
	unitsNamed = 6
	unitLength = 30
)

// unitNames lists units, the first ones by name and the others by number.
func (v *voice) unitNames(names []string) (string, error) {
	var named []string
	for _, name := range names[:min(len(names), unitsNamed)] {
		named = append(named, short(name, unitLength))
	}
	text, err := v.join(named)
	if more := len(names) - len(named); err == nil && more > 0 {
		var rest string
		rest, err = v.plainly("list_more_units", more)
		text += rest
	}
	return text, err
}

// plural chooses the form of a word for a count.
func plural(count int, one, many string) string {
	if count == 1 {
		return one
	}
	return many
}

// capital makes the first letter a capital.
func capital(text string) string {
	_, size := utf8.DecodeRuneInString(text)
	return strings.ToUpper(text[:size]) + text[size:]
}

// spaced puts a space after a text that more Chinese follows, unless it ends in Chinese itself.
func spaced(text string) string {
	if last, _ := utf8.DecodeLastRuneInString(text); unicode.Is(unicode.Han, last) {
		return text
	}
	return text + " "
}

// state is what is to be said of an event besides its time: cancelled, over, running, or nothing.
func state(event alliance.Event, now time.Time) string {
	switch {
	case event.Status == alliance.Cancelled:
		return "cancelled"
	case event.Over(now):
		return "over"
	case event.Begun(now):
		return "running"
	}
	return ""
}
