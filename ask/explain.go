package ask

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"alliancebot/alliance"
)

// inquiry is a line of Explain's input.
type inquiry struct {
	Now  *time.Time `json:"now"`
	Text string     `json:"text"`
}

// explanation is a line of Explain's output. To is exclusive; a bound that is open is null.
type explanation struct {
	From       *time.Time      `json:"from"`
	To         *time.Time      `json:"to"`
	Hours      *alliance.Hours `json:"hours"` // of each day; null is all day
	Kinds      []alliance.Kind `json:"kinds"`
	Without    []alliance.Kind `json:"without"`
	Except     *alliance.Names `json:"except"` // who and what is not wanted; null is nobody
	People     []string        `json:"people"`
	Units      []string        `json:"units"`
	Venues     []string        `json:"venues"`
	Words      []string        `json:"words"`
	Order      alliance.Order  `json:"order"`
	Most       int             `json:"most"`
	Focus      alliance.Focus  `json:"focus"`
	Mine       bool            `json:"mine"`
	Continues  bool            `json:"continues"`
	Label      string          `json:"label"`
	Command    string          `json:"command"`
	Talk       Talk            `json:"talk"`
	Understood bool            `json:"understood"`
	Other      *period         `json:"other"`
	Impossible *string         `json:"impossible"`
}

// period is another span the text may mean.
type period struct {
	From *time.Time `json:"from"`
	To   *time.Time `json:"to"`
}

// Explain answers every line of in with a line of JSON that tells how it is understood, as "alliancebot explain" does. A
// line is {"now": RFC3339, "text": "…"} or plain text as of now; a line of broken JSON is answered with {"error": "…"}.
// Its errors are those of reading and writing.
func Explain(in io.Reader, out io.Writer, now time.Time, zone *time.Location, names *Names) error {
	lines, answers := bufio.NewReader(in), json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	for {
		line, err := lines.ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read question: %w", err)
		}
		if line != "" {
			if err := answers.Encode(explainLine(strings.TrimRight(line, "\r\n"), now, zone, names)); err != nil {
				return fmt.Errorf("write explanation: %w", err)
			}
		}
		if err != nil {
			return nil
		}
	}
}

// explainLine answers one line with an explanation or with what is wrong with the line.
func explainLine(line string, now time.Time, zone *time.Location, names *Names) any {
	asked := inquiry{Text: line}
	if strings.HasPrefix(strings.TrimSpace(line), "{") {
		asked.Text = ""
		if err := json.Unmarshal([]byte(line), &asked); err != nil {
			return map[string]string{"error": fmt.Sprintf("read question: %v", err)}
		}
	}
	if asked.Now != nil {
		now = *asked.Now
	}
	return explain(Read(asked.Text, now.In(zone), names))
}

// explain puts a reading into the form of Explain's output.
func explain(reading Reading) explanation {
	question := reading.Question
	told := explanation{
		From: instant(question.From), To: instant(question.To),
		Kinds: listed(question.Wanted()), Without: listed(question.Without), People: listed(question.People), Units: listed(question.Units),
		Venues: listed(question.Venues), Words: listed(question.Words),
		Order: question.Order, Most: question.Most, Focus: question.Focus, Mine: question.Mine, Continues: reading.Continues,
		Label: reading.Label, Command: reading.Command, Talk: reading.Talk, Understood: reading.Understood,
	}
	if other := reading.Other; other != nil {
		told.Other = &period{From: instant(other.From), To: instant(other.To)}
	}
	if !question.Except.Empty() {
		told.Except = &question.Except
	}
	if question.Hours != (alliance.Hours{}) {
		told.Hours = &question.Hours
	}
	if reading.Impossible != nil {
		told.Impossible = &reading.Impossible.Text
	}
	return told
}

// instant is t to the second, or nil if t is an open bound.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.Truncate(time.Second)
	return &t
}

// listed is list, which in JSON is never null.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
