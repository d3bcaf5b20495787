package main

import (
	"fmt"
	"strconv"
)

// row is one line of the report.
type row struct {
	what, goal, measured string
	met                  bool // of no account where there is no goal
}

// noted is a row without a goal, for the reader's information.
func noted(what, format string, facts ...any) row {
	return row{what: what, measured: fmt.Sprintf(format, facts...)}
}

// below is a row that must stay under its limit.
func below(what string, limit, measured float64, unit string) row {
	return row{what, "< " + quantity(limit, unit), quantity(measured, unit), measured < limit}
}

// atMost is a row that may reach its limit.
func atMost(what string, limit, measured float64, unit string) row {
	return row{what, "≤ " + quantity(limit, unit), quantity(measured, unit), measured <= limit}
}

// atLeast is a row that must reach its limit.
func atLeast(what string, limit, measured float64, unit string) row {
	return row{what, "≥ " + quantity(limit, unit), quantity(measured, unit), measured >= limit}
}

// none is a row that counts what must not happen.
func none(what string, measured int64) row {
	return row{what, "0", strconv.FormatInt(measured, 10), measured == 0}
}

// with adds what else is worth knowing to what was measured.
func (r row) with(format string, facts ...any) row {
	r.measured += " (" + fmt.Sprintf(format, facts...) + ")"
	return r
}

func (r row) verdict() string {
	switch {
	case r.goal == "":
		return "–"
	case r.met:
		return "met"
	default:
		return "missed"
	}
}

// quantity writes a number to three digits.
func quantity(value float64, unit string) string {
	digits := 2
	switch {
	case value == float64(int64(value)):
		digits = 0
	case value >= 100:
		digits = 0
	case value >= 10:
		digits = 1
	}
	text := strconv.FormatFloat(value, 'f', digits, 64)
	if unit == "" {
		return text
	}
	return text + " " + unit
}
