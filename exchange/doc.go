// Package exchange reads and writes event files: tables (CSV, XLSX), iCalendar (ICS) and JSON.
package exchange
