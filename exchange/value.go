package exchange

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"alliancebot/alliance"
)

// The most characters a text may have. Titles and descriptions have to fit a message; the rest only has to be sane.
const (
	titleLength       = 200
	descriptionLength = 2000
	textLength        = 500
	idLength          = 2000 // a derived UID holds title, venue and speakers
)

const (
	maxCapacity = 1_000_000
	maxDuration = 366 * 24 * time.Hour
)

// expectLength describes texts of at most limit characters.
func expectLength(limit int) string { return fmt.Sprintf("at most %d characters", limit) }

// text reads one line of at most limit characters.
func (entry *entry) text(column, found string, limit int) string {
	text := oneLine(found)
	if utf8.RuneCountInString(text) > limit {
		entry.reject(column, text, expectLength(limit))
	}
	return text
}

// readTitle reads the title, without which there is no event.
func (entry *entry) readTitle(column, found string) {
	entry.event.Title = entry.text(column, found, titleLength)
	if entry.event.Title == "" {
		entry.reject(column, "", "a title")
	}
}

func (entry *entry) readDescription(column, found string) {
	entry.event.Description = paragraphs(found)
	if utf8.RuneCountInString(entry.event.Description) > descriptionLength {
		entry.reject(column, found, expectLength(descriptionLength))
	}
}

func (entry *entry) readKind(column, found string) {
	kind, known := alliance.ParseKind(fold(found))
	if !known {
		entry.reject(column, found, "one of "+kindNames())
	}
	entry.event.Kind = kind
}

// kindNames lists the kinds as the import table names them.
func kindNames() string {
	var names []string
	for _, kind := range alliance.Kinds() {
		names = append(names, alliance.KindNames(kind)[0]+"/"+string(kind))
	}
	return strings.Join(names, ", ")
}

func (entry *entry) readCapacity(column, found string) {
	number := strings.ToLower(fold(found))
	switch number {
	case "", "不限", "unlimited":
		return
	}
	capacity, err := strconv.ParseUint(number, 10, 32)
	if err != nil || capacity > maxCapacity {
		entry.reject(column, found, fmt.Sprintf("a whole number from 0 to %d, or 不限/unlimited", maxCapacity))
		return
	}
	entry.event.Capacity = int(capacity)
}

func (entry *entry) readLink(column, found string) {
	link := entry.text(column, found, textLength)
	if link == "" {
		return
	}
	address, err := url.Parse(link)
	if err != nil || address.Scheme != "http" && address.Scheme != "https" || address.Host == "" || strings.Contains(link, " ") {
		entry.reject(column, link, "an address that begins with http:// or https://")
		return
	}
	entry.event.Link = link
}

// statusNames are the words for each status, the Chinese one that is written first.
func statusNames() map[alliance.Status][]string {
	return map[alliance.Status][]string{
		alliance.Planned:   {"计划", "planned"},
		alliance.Cancelled: {"取消", "已取消", "cancelled", "canceled"},
		alliance.Finished:  {"结束", "已结束", "finished"},
	}
}

func (entry *entry) readStatus(column, found string) {
	word := strings.ToLower(fold(found))
	if word == "" {
		return
	}
	for status, names := range statusNames() {
		if slices.Contains(names, word) {
			entry.event.Status = status
			return
		}
	}
	entry.reject(column, found, "计划/planned or 取消/cancelled")
}

// separators stand between several names. A comma before "Ltd." belongs to the name of the company.
var (
	separators   = regexp.MustCompile(`[;；、,，]`)
	companyComma = regexp.MustCompile(`(?i)[,，](\s*(?:ltd|inc|llc|corp|gmbh)\b)`)
)

// standIn takes the place of a comma inside a name while names are split: no cleaned text contains it.
const standIn = "\x00"

// names reads several names from one text.
func (entry *entry) names(column, found string) []string {
	text := companyComma.ReplaceAllString(entry.text(column, found, textLength), standIn+"$1")
	var names []string
	for _, name := range separators.Split(text, -1) {
		if name = strings.TrimSpace(strings.ReplaceAll(name, standIn, ",")); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// checkTimes looks at start and end together, once both are read.
func (entry *entry) checkTimes(column, found string) {
	start, end := entry.event.Start, entry.event.End
	switch {
	case start.IsZero() || end.IsZero():
	case end.Before(start):
		entry.reject(column, found, "an end that is not before the start")
	case end.Sub(start) > maxDuration:
		entry.reject(column, found, "an end at most 366 days after the start")
	}
}
