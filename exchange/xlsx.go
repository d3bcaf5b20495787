package exchange

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// The largest workbook that is unpacked, in bytes and in cells: a few kilobytes of zip can claim to be gigabytes of table.
const (
	maxUnpacked = 64 << 20
	maxCells    = 4_000_000
)

// xlsx reads the first sheet of a workbook.
func (file file) xlsx(data []byte) ([]*entry, error) {
	rows, calendar, err := readSheet(data)
	if err != nil {
		return nil, err
	}
	return file.table(rows, calendar)
}

// readSheet reads the first sheet, numbers as they are stored. The file may come from anybody, so a panic of the library over
// a damaged workbook is an error like the others.
func readSheet(data []byte) (rows []row, calendar *serialCalendar, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("the workbook is damaged: %v", cause)
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("the file is not an .xlsx workbook without a password: %w", err)
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	properties, err := book.GetWorkbookProps()
	if err != nil {
		return nil, nil, err
	}
	calendar = &serialCalendar{from1904: properties.Date1904 != nil && *properties.Date1904}
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, nil, errors.New("the workbook has no sheet")
	}
	rows, err = readRows(book, sheets[0])
	return rows, calendar, err
}

// readRows reads the rows of a sheet that are not blank.
func readRows(book *excelize.File, sheet string) ([]row, error) {
	cursor, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	var rows []row
	cells := 0
	for number := 1; cursor.Next(); number++ {
		current := row{number: number}
		if current.cells, err = cursor.Columns(); err != nil {
			return nil, errors.Join(err, cursor.Close())
		}
		cells += 1 + len(current.cells)
		if cells > maxCells {
			return nil, errors.Join(fmt.Errorf("the sheet has more than %d cells", maxCells), cursor.Close())
		}
		if !current.blank() {
			rows = append(rows, current)
		}
	}
	return rows, errors.Join(cursor.Error(), cursor.Close())
}
