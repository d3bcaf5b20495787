package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"alliancebot/alliance"
)

var update = flag.Bool("update", false, "write the golden files anew")

// zone loads a zone of the IANA database.
func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// TestSampleFiles reads every file of testdata and compares the events with its golden file.
func TestSampleFiles(t *testing.T) {
	for _, name := range []string{"gb18030.csv", "bom.csv", "outlook.ics", "google.ics", "apple.ics", "sample.json"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", name))
			if err != nil {
				t.Fatal(err)
			}
			events, problems, err := Read(name, bytes.NewReader(data), zone(t, "Asia/Shanghai"))
			if err != nil || len(problems) > 0 {
				t.Fatalf("problems %v, error %v", problems, err)
			}
			compareGolden(t, name+".golden", events)
		})
	}
}

func compareGolden(t *testing.T, name string, events []alliance.Event) {
	t.Helper()
	got, err := json.MarshalIndent(events, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got)+"\n" {
		t.Errorf("events differ from %s:\n%s", path, got)
	}
}

func TestUnreadableFiles(t *testing.T) {
	tests := []struct{ name, content string }{
		{"events.xls", ""},
		{"events", ""},
		{"events.csv", strings.Repeat("x", maxBytes+1)},
		{"events.csv", "标题,类型,开始\n\xff\xff\xff\xff"},
		{"events.csv", "标题,类型,开始\n" + strings.Repeat("示例,讲座,2026-12-01 14:00\n", maxEntries+1)},
		{"events.xlsx", "no zip"},
		{"events.xlsx", "PK\x03\x04 broken"},
		{"events.json", `{"title": "示例"}`},
		{"events.json", `[{}`},
		{"events.ics", ""},
		{"events.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:示例\r\n"},
		{"events.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VCALENDAR\r\n"},
	}
	for _, test := range tests {
		events, problems, err := Read(test.name, strings.NewReader(test.content), time.UTC)
		if alliance.KindOf(err) != alliance.Invalid || events != nil || problems != nil {
			t.Errorf("%s %.40q: error %v of kind %s, events %v, problems %v", test.name, test.content, err, alliance.KindOf(err), events, problems)
		}
	}
	broken := errors.New("broken")
	if _, _, err := Read("events.csv", failingReader{broken}, time.UTC); !errors.Is(err, broken) {
		t.Errorf("a reader that fails: %v", err)
	}
}

type failingReader struct{ err error }

func (reader failingReader) Read([]byte) (int, error) { return 0, reader.err }

// TestEncodings reads one table as the programs of this world save it.
func TestEncodings(t *testing.T) {
	table := "标题\t类型\t开始\r\n专题讲座（示例）\t讲座\t2026-12-01 14:00\r\n"
	for name, encoding := range map[string]unicode.Endianness{"UTF-16LE": unicode.LittleEndian, "UTF-16BE": unicode.BigEndian} {
		encoded, err := unicode.UTF16(encoding, unicode.UseBOM).NewEncoder().String(table)
		if err != nil {
			t.Fatal(err)
		}
		checkOneLecture(t, name, "events.CSV", encoded)
	}
	checkOneLecture(t, "UTF-8", "events.csv", table)
	checkOneLecture(t, "UTF-8 with BOM", "events.csv", "\ufeff"+table)
	checkOneLecture(t, "commas", "events.csv", strings.ReplaceAll(table, "\t", ","))
	checkOneLecture(t, "semicolons", "events.csv", strings.ReplaceAll(table, "\t", ";"))
	checkOneLecture(t, "old Mac", "events.csv", strings.ReplaceAll(table, "\r\n", "\r"))
	checkOneLecture(t, "quoted, blank rows first", "events.csv", "\n,,\n"+`" ＴＩＴＬＥ ","Kind","START",备注`+"\n专题讲座（示例）,Lecture ,２０２６－１２－０１　１４：００,x")
	checkOneLecture(t, "JSON", "events.json", "\ufeff"+`[{"title":"专题讲座（示例）","kind":"讲座","start":"2026-12-01T06:00:00.000Z","other":{"a":1}}]`)
}

func checkOneLecture(t *testing.T, what, name, content string) {
	t.Helper()
	events, problems, err := Read(name, strings.NewReader(content), zone(t, "Asia/Shanghai"))
	if err != nil || len(problems) > 0 || len(events) != 1 {
		t.Errorf("%s: events %v, problems %v, error %v", what, events, problems, err)
		return
	}
	start := time.Date(2026, 12, 1, 6, 0, 0, 0, time.UTC)
	if event := events[0]; event.Title != "专题讲座（示例）" || event.Kind != alliance.Lecture || !event.Start.Equal(start) {
		t.Errorf("%s: %+v", what, event)
	}
}
