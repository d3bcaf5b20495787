package render

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"alliancebot/alliance"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func shanghai(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// newRenderer makes a Renderer with which a text that cannot be written fails the test.
func newRenderer(t testing.TB) *Renderer {
	t.Helper()
	renderer, err := New(shanghai(t))
	if err != nil {
		t.Fatal(err)
	}
	renderer.Failed = func(name string, err error) { t.Errorf("%s: %v", name, err) }
	return renderer
}

// monday is a Monday noon in the community's zone.
func monday(t testing.TB) time.Time {
	return time.Date(2026, 11, 23, 12, 0, 0, 0, shanghai(t))
}

func TestSamplesGolden(t *testing.T) {
	files := map[string]*bytes.Buffer{}
	for _, sample := range Samples(newRenderer(t), monday(t)) {
		name := filepath.Join("testdata", sample.Language, sample.Section+".golden")
		if files[name] == nil {
			files[name] = &bytes.Buffer{}
		}
		fmt.Fprintf(files[name], "=== %s\n%s\n%s\n", sample.Title, sample.Message.Text, keyboardText(sample.Message))
	}
	for name, got := range files {
		if *update {
			if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, got.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name) //nolint:gosec // a name made above
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want, got.Bytes()) {
			t.Errorf("%s differs; go test -update rewrites it. Got:\n%s", name, got)
		}
	}
}

func keyboardText(message alliance.Message) string {
	var out strings.Builder
	if message.Document != nil {
		fmt.Fprintf(&out, "[file %s]\n", message.Document.Name)
	}
	for _, row := range message.Keyboard {
		for _, button := range row {
			fmt.Fprintf(&out, "[%s → %s%s] ", button.Text, button.Data, button.URL)
		}
		out.WriteString("\n")
	}
	return out.String()
}

func TestSamplesAreFitForTelegram(t *testing.T) {
	for _, sample := range Samples(newRenderer(t), monday(t)) {
		name := strings.Join([]string{sample.Language, sample.Section, sample.Title}, "/")
		checkMessage(t, name, sample.Message)
		if strings.HasSuffix(sample.Title, "_toast") || sample.Title == "old_button" {
			if text := Plain(sample.Message); utf8.RuneCountInString(text) > 200 {
				t.Errorf("%s: %d characters are too many for a toast", name, utf8.RuneCountInString(text))
			}
		}
	}
}

// checkMessage fails the test if Telegram would refuse the message.
func checkMessage(t *testing.T, name string, message alliance.Message) {
	t.Helper()
	if err := validHTML(message.Text); err != nil {
		t.Errorf("%s: %v\n%s", name, err, message.Text)
	}
	if length := Length(message.Text); length == 0 || length > textLimit {
		t.Errorf("%s: %d units of text", name, length)
	}
	if length := Length(message.Text); message.Document != nil && length > captionLimit {
		t.Errorf("%s: %d units of caption", name, length)
	}
	if message.Text != strings.TrimSpace(message.Text) || strings.Contains(message.Text, "\n\n\n") {
		t.Errorf("%s: space around or gaps in\n%q", name, message.Text)
	}
	for _, button := range slices.Concat(message.Keyboard...) {
		if button.Text == "" || (button.Data == "") == (button.URL == "") || len(button.Data) > alliance.DataLimit {
			t.Errorf("%s: button %+v", name, button)
		}
	}
}

// validHTML checks what Telegram checks: known tags, properly nested and closed, and no character left that had to be escaped.
func validHTML(text string) error {
	known := []string{"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-time", "tg-spoiler"}
	var open []string
	for text != "" {
		next := nextToken(text)
		text = text[len(next.raw):]
		switch {
		case next.raw == "<" || next.raw == ">" || next.raw == "&":
			return fmt.Errorf("%s is not escaped before %.20q", next.raw, text)
		case next.tag == "":
		case !slices.Contains(known, next.tag):
			return fmt.Errorf("tag %s is not known", next.raw)
		case !next.closing:
			open = append(open, next.tag)
		case len(open) == 0 || open[len(open)-1] != next.tag:
			return fmt.Errorf("tag %s closes none of %v", next.raw, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("tags %v are not closed", open)
	}
	return nil
}
