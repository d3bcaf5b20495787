package exchange

import (
	"math"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"
)

// serialCalendar reads the numbers that a workbook stores for dates: days, and the time as a fraction of a day.
type serialCalendar struct {
	from1904 bool // the workbook counts from 1904, as Excel for the Mac once did
}

// maxSerial is the last day a workbook can show, 9999-12-31 counted from 1900.
const maxSerial = 2_958_465

// text writes a serial date as a spreadsheet shows it: a whole number is a date, a fraction below one a time of day. Anything
// else stays as it is, and so does everything on a nil calendar.
func (calendar *serialCalendar) text(cell string) string {
	if calendar == nil {
		return cell
	}
	serial, err := strconv.ParseFloat(fold(cell), 64)
	if err != nil || math.IsNaN(serial) || serial < 0 || serial > maxSerial {
		return cell
	}
	if serial < 1 {
		return time.Time{}.Add(time.Duration(math.Round(serial*24*60*60)) * time.Second).Format(time.TimeOnly)
	}
	instant, err := excelize.ExcelDateToTime(serial, calendar.from1904)
	switch {
	case err != nil:
		return cell
	case serial == math.Trunc(serial):
		return instant.Format(time.DateOnly)
	default:
		return instant.Round(time.Second).Format(time.DateTime)
	}
}
