package exchange

import "time"

// cell is one field of a record as found: under which name, and either a text or several texts.
type cell struct {
	column string
	text   string
	list   []string // JSON only: names given one by one
}

// record is one event as a table or a JSON element gives it.
type record struct {
	cells    map[field]cell
	calendar *serialCalendar // nil: numbers are no dates
	zone     *time.Location
}

// cell is the record's cell for field; a missing one is known by its English name.
func (record record) cell(field field) cell {
	if cell, found := record.cells[field]; found {
		return cell
	}
	return cell{column: string(field)}
}

// entry reads the record into an entry that has just begun.
func (record record) entry(entry *entry) *entry {
	read := func(field field, into func(column, text string)) {
		cell := record.cell(field)
		into(cell.column, cell.text)
	}
	read(titleField, entry.readTitle)
	read(kindField, entry.readKind)
	record.readTimes(entry)
	read(venueField, func(column, text string) { entry.event.Venue = entry.text(column, text, textLength) })
	read(addressField, func(column, text string) { entry.event.Address = entry.text(column, text, textLength) })
	entry.event.Speakers, entry.event.Units = record.names(entry, speakersField), record.names(entry, unitsField)
	read(capacityField, entry.readCapacity)
	read(descriptionField, entry.readDescription)
	read(linkField, entry.readLink)
	read(statusField, entry.readStatus)
	read(leadsField, entry.readLeads)
	read(seriesField, func(column, text string) { entry.event.Series = entry.text(column, text, idLength) })
	read(idField, func(column, text string) { entry.identify(column, entry.text(column, text, idLength)) })
	return entry
}

// names reads several names, given in one text or one by one.
func (record record) names(entry *entry, field field) []string {
	cell := record.cell(field)
	if cell.list == nil {
		return entry.names(cell.column, cell.text)
	}
	var names []string
	for _, name := range cell.list {
		if name = entry.text(cell.column, name, textLength); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// readTimes reads start, end and deadline. An end that is only a time is on the day of the start; a deadline that is only a
// date is the last minute of that day.
func (record record) readTimes(entry *entry) {
	start, end, deadline := record.timeCell(startField), record.timeCell(endField), record.timeCell(deadlineField)
	entry.event.Start = record.time(entry, start, func(m moment) moment { return m })
	entry.event.End = record.time(entry, end, func(m moment) moment {
		if m.dated {
			return m
		}
		day := entry.event.Start
		if day.IsZero() { // the start is refused already; any day will do to look at the time
			day = time.Unix(0, 0)
		}
		return m.on(day, record.zone)
	})
	entry.event.Deadline = record.time(entry, deadline, func(m moment) moment {
		if !m.timed {
			m.timed, m.hour, m.minute = true, 23, 59
		}
		return m
	})
	if oneLine(start.text) == "" {
		entry.reject(start.column, "", errTimeForm.Error())
	}
	entry.checkTimes(end.column, end.text)
}

// timeCell is the record's cell for a field that holds a time, written out.
func (record record) timeCell(field field) cell {
	cell := record.cell(field)
	cell.text = record.calendar.text(cell.text)
	return cell
}

// time reads a time, after complete has filled in what it lacks; an empty cell is the zero time.
func (record record) time(entry *entry, cell cell, complete func(moment) moment) time.Time {
	if oneLine(cell.text) == "" {
		return time.Time{}
	}
	written, err := parseMoment(cell.text)
	var instant time.Time
	if err == nil {
		completed := complete(written)
		instant, err = completed.in(record.zone)
	}
	if err != nil {
		entry.reject(cell.column, cell.text, err.Error())
		return time.Time{}
	}
	return instant
}
