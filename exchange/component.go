package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// component is one BEGIN … END of an iCalendar file (RFC 5545, 3.6). golang-ical reads its properties; the frame is read here
// because problems need line numbers, and because calendars of real programs nest, repeat and break in ways it refuses.
type component struct {
	name       string
	line       int // of its BEGIN
	properties []property
	children   []*component
}

// property is one property of a component, such as DTSTART.
type property struct {
	ics.BaseProperty
	raw string // the whole content line, where golang-ical could not read it
}

// maxContentLine is the longest line of which a property is read, in bytes. Pictures and HTML are longer, and not for us.
const maxContentLine = 16 << 10

// contentLine is one unfolded line (RFC 5545, 3.1) and where it begins in the file.
type contentLine struct {
	number int
	text   string
}

// unfold joins continued lines. It works on bytes, because some programs fold in the middle of a character.
func unfold(data []byte) ([]contentLine, error) {
	var joined bytes.Buffer
	var numbers []int
	number := 0
	for line := range bytes.Lines(data) {
		number++
		line = bytes.TrimRight(line, "\r\n")
		continued := number > 1 && len(line) > 0 && (line[0] == ' ' || line[0] == '\t')
		if continued {
			joined.Write(line[1:])
			continue
		}
		if number > 1 {
			joined.WriteByte('\n')
		}
		joined.Write(line)
		numbers = append(numbers, number)
	}
	text, err := decode(joined.Bytes())
	if err != nil {
		return nil, err
	}
	var lines []contentLine
	for i, line := range strings.Split(text, "\n") {
		if line != "" {
			lines = append(lines, contentLine{number: numbers[i], text: line})
		}
	}
	return lines, nil
}

// parseComponents reads the calendars of a file. A file that ends inside a component was cut off, and is an error.
func parseComponents(data []byte) ([]*component, error) {
	lines, err := unfold(data)
	if err != nil {
		return nil, err
	}
	root := &component{}
	open := []*component{root}
	for _, line := range lines {
		innermost := open[len(open)-1]
		name, rest, _ := strings.Cut(line.text, ":")
		switch strings.ToUpper(name) {
		case "BEGIN":
			begun := &component{name: strings.ToUpper(strings.TrimSpace(rest)), line: line.number}
			innermost.children = append(innermost.children, begun)
			open = append(open, begun)
		case "END":
			if innermost == root || innermost.name != strings.ToUpper(strings.TrimSpace(rest)) {
				return nil, fmt.Errorf("line %d: END:%s does not end what is open there", line.number, shorten(oneLine(rest)))
			}
			open = open[:len(open)-1]
		default:
			innermost.add(line.text)
		}
	}
	if last := open[len(open)-1]; last != root {
		return nil, fmt.Errorf("the file ends inside the %s that begins in line %d", last.name, last.line)
	}
	calendars := root.all("VCALENDAR")
	if len(calendars) == 0 {
		return nil, errors.New("the file holds no iCalendar (no BEGIN:VCALENDAR)")
	}
	return calendars, nil
}

// add adds the property in a content line, if it is one of those that are used.
func (c *component) add(text string) {
	end := strings.IndexAny(text, ":;")
	if end < 0 || !used(strings.ToUpper(text[:end])) {
		return
	}
	name := strings.ToUpper(text[:end])
	if len(text) > maxContentLine {
		c.properties = append(c.properties, property{BaseProperty: ics.BaseProperty{IANAToken: name}, raw: text})
		return
	}
	parsed, err := ics.ParseProperty(ics.ContentLine(name + text[end:]))
	if err != nil || parsed == nil {
		c.properties = append(c.properties, property{BaseProperty: ics.BaseProperty{IANAToken: name}, raw: text})
		return
	}
	c.properties = append(c.properties, property{BaseProperty: *parsed})
}

// used reports whether the property of this name says something about an event or a zone.
func used(name string) bool {
	switch name {
	case "METHOD", "SUMMARY", "LOCATION", "DESCRIPTION", "URL", "UID", "SEQUENCE", "STATUS", "CATEGORIES", "ORGANIZER",
		"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "TZID", "TZOFFSETFROM", "TZOFFSETTO":
		return true
	default:
		return false
	}
}

// all lists the components of this name directly inside.
func (c *component) all(name string) []*component {
	var found []*component
	for _, child := range c.children {
		if child.name == name {
			found = append(found, child)
		}
	}
	return found
}

// property is the first property of this name, or an empty one and false.
func (c *component) property(name string) (property, bool) {
	for _, property := range c.properties {
		if property.IANAToken == name {
			return property, true
		}
	}
	return property{}, false
}

// value is the value of the first property of this name, or empty.
func (c *component) value(name string) string {
	property, _ := c.property(name)
	return strings.TrimSpace(property.Value)
}

// parameter is a parameter of the property, or empty.
func (p property) parameter(name string) string {
	for key, values := range p.ICalParameters {
		if strings.EqualFold(key, name) && len(values) > 0 {
			return values[0]
		}
	}
	return ""
}
