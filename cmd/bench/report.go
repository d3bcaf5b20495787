package main

import (
	"fmt"
	"io"
	"strings"
)

// writeReport writes the results as Markdown: where they come from, a table, and how each was measured.
func writeReport(to io.Writer, place []fact, results []result) error {
	var text strings.Builder
	text.WriteString("# Benchmarks\n\nWritten by `make bench`, on this machine; bot, emulator and whoever measures share its cores.\n\n| | |\n|---|---|\n")
	for _, fact := range place {
		fmt.Fprintf(&text, "| %s | %s |\n", fact.name, cell(fact.value))
	}
	text.WriteString("\n## Results\n\n| measurement | | goal | measured | verdict |\n|---|---|---|---|---|\n")
	for _, result := range results {
		writeRows(&text, result)
	}
	text.WriteString("\n## How each was measured\n\n")
	for _, result := range results {
		fmt.Fprintf(&text, "- **%s**: %s\n", result.name, result.method)
	}
	if _, err := io.WriteString(to, text.String()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// writeRows names the measurement in its first row only.
func writeRows(text *strings.Builder, result result) {
	name := result.name
	for _, row := range result.rows {
		fmt.Fprintf(text, "| %s | %s | %s | %s | %s |\n", name, cell(row.what), cell(row.goal), cell(row.measured), row.verdict())
		name = ""
	}
	if result.err != nil {
		fmt.Fprintf(text, "| %s | not measured | | %s | failed |\n", name, cell(result.err.Error()))
	}
}

// cell keeps a text from breaking the table it stands in.
func cell(text string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ").Replace(text)
}
