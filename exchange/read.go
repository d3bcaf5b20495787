package exchange

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"alliancebot/alliance"
)

// The largest file that is read: in bytes, and in rows, VEVENTs or elements.
const (
	maxBytes   = 20 << 20
	maxEntries = 20_000
)

// file is one file being read: its name, and the zone of times that name none.
type file struct {
	name string
	zone *time.Location
}

// Read reads the events of a file, ordered by start; the extension of name (.csv, .xlsx, .ics, .json, in any case) says how.
// Times without a zone are times of zone. Where there are problems, the events are those without one, and none of them may be
// stored. The error, of kind Invalid, means that the file as a whole cannot be read.
func Read(name string, content io.Reader, zone *time.Location) (events []alliance.Event, problems []Problem, err error) {
	entries, err := file{name: name, zone: zone}.read(content)
	if err != nil {
		return nil, nil, alliance.Errorf(alliance.Invalid, "read %s: %w", name, err)
	}
	events, problems = collect(entries)
	return events, problems, nil
}

// read reads every entry of the file, sound or not.
func (file file) read(content io.Reader) ([]*entry, error) {
	parse := map[string]func([]byte) ([]*entry, error){
		".csv": file.csv, ".xlsx": file.xlsx, ".ics": file.icalendar, ".json": file.json,
	}[strings.ToLower(filepath.Ext(file.name))]
	if parse == nil {
		return nil, fmt.Errorf("the name ends in %q, expected .csv, .xlsx, .ics or .json", filepath.Ext(file.name))
	}
	data, err := io.ReadAll(io.LimitReader(content, maxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxBytes {
		return nil, fmt.Errorf("the file is larger than %d MB", maxBytes>>20)
	}
	return parse(data)
}

// entry begins the entry of a row.
func (file file) entry(row int) *entry {
	return &entry{file: file.name, row: row, event: alliance.Event{Zone: file.zone.String(), Status: alliance.Planned}}
}

// errTooMany is the error of a file with more than maxEntries.
func errTooMany() error { return fmt.Errorf("the file has more than %d events", maxEntries) }
