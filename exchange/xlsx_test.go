package exchange

import (
	"archive/zip"
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"alliancebot/alliance"
)

// workbook makes a workbook of one sheet.
func workbook(t testing.TB, from1904 bool, rows [][]any) []byte {
	t.Helper()
	book := excelize.NewFile()
	if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	data, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

func TestWorkbook(t *testing.T) {
	shanghai := zone(t, "Asia/Shanghai")
	start := time.Date(2026, 12, 1, 14, 0, 0, 0, time.UTC)
	for _, from1904 := range []bool{false, true} {
		rows := [][]any{
			{"名额", "标题", "类型", "开始", "结束", "报名截止", "编号", "主讲人"},
			{30, "专题讲座（示例）", "讲座", start, 16.0 / 24, start.AddDate(0, 0, -1).Truncate(24 * time.Hour), 1001, "Ye Jun、Wang Gang"},
			{},
			{"１２０", "示范课（示例）", "公开课", "２０２６年１２月２日上午９：３０", "１１：００", nil, "Ａ２"},
		}
		if from1904 { // excelize writes times as days from 1900 in any case
			rows[1][3], rows[1][5] = 44895+14.0/24, 44894
		}
		events, problems, err := Read("events.XLSX", bytes.NewReader(workbook(t, from1904, rows)), shanghai)
		if err != nil || len(problems) > 0 {
			t.Fatalf("problems %v, error %v", problems, err)
		}
		lecture := alliance.Event{
			ID: alliance.EventID("1001"), UID: "1001", Kind: alliance.Lecture, Title: "专题讲座（示例）", Zone: "Asia/Shanghai", Capacity: 30,
			Start: start.Add(-8 * time.Hour), End: start.Add(-6 * time.Hour), Deadline: time.Date(2026, 11, 30, 15, 59, 0, 0, time.UTC),
			Speakers: []string{"Ye Jun", "Wang Gang"}, Status: alliance.Planned,
		}
		class := alliance.Event{
			ID: alliance.EventID("Ａ２"), UID: "Ａ２", Kind: alliance.DemonstrationClass, Title: "示范课（示例）", Zone: "Asia/Shanghai", Capacity: 120,
			Start: time.Date(2026, 12, 2, 1, 30, 0, 0, time.UTC), End: time.Date(2026, 12, 2, 3, 0, 0, 0, time.UTC), Status: alliance.Planned,
		}
		if want := []alliance.Event{lecture, class}; !reflect.DeepEqual(events, want) {
			t.Errorf("from 1904 %t:\ngot  %+v\nwant %+v", from1904, events, want)
		}
	}
}

func TestWorkbookProblems(t *testing.T) {
	tests := []struct {
		name  string
		start any
		want  Problem
	}{
		{"date without time", time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Problem{Found: "2026-12-01", Expected: "a time of day too"}},
		{"time without date", 0.5, Problem{Found: "12:00:00", Expected: "a date too"}},
		{"digits of a date", 20261201, Problem{Found: "20261201", Expected: "a date and time"}},
		{"negative", -1.5, Problem{Found: "-1.5", Expected: "a date and time"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.want.File, test.want.Row, test.want.Column = "events.xlsx", 3, "开始"
			data := workbook(t, false, [][]any{{"标题", "类型", "开始"}, {}, {"示例", "讲座", test.start}})
			checkProblem(t, "events.xlsx", string(data), test.want)
		})
	}
}

// TestHostileWorkbooks opens workbooks that were made to break their reader.
func TestHostileWorkbooks(t *testing.T) {
	sound := workbook(t, false, [][]any{{"标题", "类型", "开始"}, {"示例", "讲座", "2026-12-01 14:00"}})
	sheet := func(content string) []byte { return replacePart(t, sound, "xl/worksheets/sheet1.xml", content) }
	const begin, end = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, `</sheetData></worksheet>`
	tests := map[string][]byte{
		"cut off":       sound[:len(sound)/2],
		"zip bomb":      sheet(begin + strings.Repeat(" ", maxUnpacked+1) + end),
		"wide rows":     sheet(begin + strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 1000) + end),
		"row beyond":    sheet(begin + `<row r="99999999"><c><v>1</v></c></row>` + end),
		"column beyond": sheet(begin + `<row r="1"><c r="ZZZZZ1"><v>1</v></c></row>` + end),
		"no workbook":   replacePart(t, sound, "xl/workbook.xml", "<workbook/>"),
	}
	for name, data := range tests {
		events, _, err := Read("events.xlsx", bytes.NewReader(data), time.UTC)
		if alliance.KindOf(err) != alliance.Invalid || events != nil {
			t.Errorf("%s: events %v, error %v", name, events, err)
		}
	}
}

// replacePart replaces one part of a workbook.
func replacePart(t *testing.T, book []byte, name, content string) []byte {
	t.Helper()
	source, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var replaced bytes.Buffer
	target := zip.NewWriter(&replaced)
	for _, part := range source.File {
		if part.Name != name {
			if err := target.Copy(part); err != nil {
				t.Fatal(err)
			}
			continue
		}
		w, err := target.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := target.Close(); err != nil {
		t.Fatal(err)
	}
	return replaced.Bytes()
}
