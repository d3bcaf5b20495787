package exchange

import (
	"slices"
	"testing"
)

func TestSheet(t *testing.T) {
	rows := [][]string{{"姓名", "单位"}, {"陈老师", "=1+1"}, {"Ms Lin", ""}}
	written, err := Sheet(rows)
	if err != nil {
		t.Fatal(err)
	}
	read, _, err := readSheet(written)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"姓名", "单位"}, {"陈老师", "'=1+1"}, {"Ms Lin"}}
	if len(read) != len(want) {
		t.Fatalf("%d rows", len(read))
	}
	for i, row := range read {
		if got := row.cells; !slices.Equal(got, want[i]) && !slices.Equal(got, append(want[i], "")) {
			t.Errorf("row %d: %q, want %q", i, got, want[i])
		}
	}
}
