package exchange

import (
	"strings"
)

// row is one row of a table: its number as a spreadsheet shows it, and its cells.
type row struct {
	number int
	cells  []string
}

// blank reports whether nothing can be seen in the row.
func (row row) blank() bool {
	for _, cell := range row.cells {
		if oneLine(cell) != "" {
			return false
		}
	}
	return true
}

// heading is the header of a table: which cell of a row holds which field, under which name.
type heading struct {
	row   row
	index map[field]int
}

// name is the field's name as found.
func (heading heading) name(field field) string {
	return oneLine(heading.row.cells[heading.index[field]])
}

// readHeading finds the known columns. Columns it does not know are the owner's own business, unless a required one is missing.
func (file file) readHeading(header row) (heading, *entry) {
	result := heading{row: header, index: map[field]int{}}
	broken := file.entry(header.number)
	for i, cell := range header.cells {
		field, known := fieldOf(cell)
		if !known {
			continue
		}
		if first, twice := result.index[field]; twice {
			broken.reject(oneLine(cell), oneLine(header.cells[first])+" and "+oneLine(cell), "one column for the "+string(field))
			continue
		}
		result.index[field] = i
	}
	if missing := result.missing(); missing != "" {
		var found []string
		for _, cell := range header.cells {
			if cell = oneLine(cell); cell != "" {
				found = append(found, cell)
			}
		}
		broken.reject("", strings.Join(found, ", "), "a header with the columns 标题/title, 类型/kind and 开始/start; missing: "+missing)
	}
	return result, broken
}

// missing names the required columns that are not there.
func (heading heading) missing() string {
	var names []string
	for _, column := range columns() {
		if _, found := heading.index[column.field]; column.required && !found {
			names = append(names, column.chinese+"/"+string(column.field))
		}
	}
	return strings.Join(names, ", ")
}

// table reads the rows of a table; its header is the first row that is not blank. A nil calendar knows no serial dates.
func (file file) table(rows []row, calendar *serialCalendar) ([]*entry, error) {
	for len(rows) > 0 && rows[0].blank() {
		rows = rows[1:]
	}
	if len(rows) == 0 {
		rows = []row{{number: 1}}
	}
	heading, broken := file.readHeading(rows[0])
	if len(broken.problems) > 0 {
		return []*entry{broken}, nil
	}
	var entries []*entry
	for _, row := range rows[1:] {
		if row.blank() {
			continue
		}
		if len(entries) == maxEntries {
			return nil, errTooMany()
		}
		record := record{cells: map[field]cell{}, calendar: calendar, zone: file.zone}
		for field, i := range heading.index {
			record.cells[field] = cell{column: heading.name(field)}
			if i < len(row.cells) {
				record.cells[field] = cell{column: heading.name(field), text: unguard(row.cells[i])}
			}
		}
		entries = append(entries, record.entry(file.entry(row.number)))
	}
	return entries, nil
}
