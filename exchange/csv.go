package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// csv reads a table of comma, semicolon or tab separated values.
func (file file) csv(data []byte) ([]*entry, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n") // lines end so in files of an old Mac
	}
	rows, broken := file.split(text)
	if broken != nil {
		return []*entry{broken}, nil
	}
	return file.table(rows, nil)
}

// split cuts the text into rows, or says in which row it cannot.
func (file file) split(text string) ([]row, *entry) {
	reader := openCSV(text, separator(text))
	var rows []row
	broken := 0 // line breaks inside the cells so far: they are lines of the file, but not rows of the table
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if syntax, ok := errors.AsType[*csv.ParseError](err); ok {
			problem := file.entry(syntax.StartLine - broken)
			problem.reject("", lineOf(text, syntax.StartLine),
				"a cell that contains quotation marks to be in quotation marks itself, closed, and each mark inside doubled")
			return nil, problem
		}
		line, _ := reader.FieldPos(0)
		rows = append(rows, row{number: line - broken, cells: cells})
		for _, cell := range cells {
			broken += strings.Count(cell, "\n")
		}
	}
}

// separator is the sign between the cells: the one that makes most of the header known.
func separator(text string) rune {
	best, most := ',', 0
	for _, candidate := range ",;\t" {
		reader := openCSV(text, candidate)
		header, err := reader.Read()
		for err == nil && (row{cells: header}).blank() {
			header, err = reader.Read()
		}
		known := 0
		for _, cell := range header {
			if _, ok := fieldOf(cell); ok {
				known++
			}
		}
		if known > most {
			best, most = candidate, known
		}
	}
	return best
}

func openCSV(text string, separator rune) *csv.Reader {
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma = separator
	reader.FieldsPerRecord = -1
	return reader
}

// lineOf is one line of the text, counted from 1.
func lineOf(text string, number int) string {
	for line := range strings.Lines(text) {
		if number--; number == 0 {
			return line
		}
	}
	return ""
}
