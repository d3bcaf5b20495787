package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// WriteCSV writes the events as an import table that Excel opens as it is: UTF-8 with a byte order mark, Chinese headers, times
// of zone. Read gives the same events again, as far as the table has a column for it; a comma inside a name (other than before
// "Ltd." and the like) separates names.
func WriteCSV(w io.Writer, events []alliance.Event, zone *time.Location) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	table := csv.NewWriter(w)
	table.UseCRLF = true
	var header []string
	for _, column := range columns() {
		header = append(header, column.chinese)
	}
	rows := [][]string{header}
	for _, event := range events {
		rows = append(rows, csvRow(event, zone))
	}
	if err := table.WriteAll(rows); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

// csvRow is the event in the order of columns.
func csvRow(event alliance.Event, zone *time.Location) []string {
	cells := map[field]string{
		titleField:       event.Title,
		startField:       writeTime(event.Start, zone),
		endField:         writeTime(event.End, zone),
		venueField:       event.Venue,
		addressField:     event.Address,
		speakersField:    strings.Join(event.Speakers, "；"),
		unitsField:       strings.Join(event.Units, "；"),
		deadlineField:    writeTime(event.Deadline, zone),
		descriptionField: event.Description,
		linkField:        event.Link,
		idField:          event.UID,
		leadsField:       writeLeads(event.Leads),
		seriesField:      event.Series,
	}
	if names := alliance.KindNames(event.Kind); len(names) > 0 {
		cells[kindField] = names[0]
	}
	if event.Capacity > 0 {
		cells[capacityField] = strconv.Itoa(event.Capacity)
	}
	if names := statusNames()[event.Status]; len(names) > 0 {
		cells[statusField] = names[0]
	}
	var row []string
	for _, column := range columns() {
		row = append(row, guard(cells[column.field]))
	}
	return row
}

// writeTime writes a time as people write it in zone, or with its offset where the clocks show that time twice.
func writeTime(instant time.Time, zone *time.Location) string {
	if instant.IsZero() {
		return ""
	}
	local := instant.In(zone)
	layout := "2006-01-02 15:04"
	if local.Second() != 0 {
		layout = "2006-01-02 15:04:05"
	}
	text := local.Format(layout)
	if written, err := parseMoment(text); err == nil {
		if again, err := written.in(zone); err == nil && again.Equal(instant.Truncate(time.Second)) {
			return text
		}
	}
	return local.Format(time.RFC3339)
}
