package ask_test

import (
	"encoding/json"
	"strings"
	"testing"

	"alliancebot/ask"
)

func TestExplain(t *testing.T) {
	input := `{"now": "2026-12-31T15:30:00Z", "text": "明天 Lou Haibin 的讲座"}
今晚
{"text": "焊接 & welding"}
{"now": "yesterday"
{"now": "31.12.", "text": "明天"}

hello`
	want := []string{
		`{"from":"2027-01-01T00:00:00+08:00","to":"2027-01-02T00:00:00+08:00","hours":null,"kinds":["lecture"],"without":[],"except":null,"people":["Lou Haibin"],"units":[],"venues":[],"words":[],"order":"","most":0,"focus":"","mine":false,"continues":false,"label":"tomorrow","command":"","talk":"","understood":true,"other":null,"impossible":null}`,
		`{"from":"2026-11-22T18:00:00+08:00","to":"2026-11-23T00:00:00+08:00","hours":null,"kinds":[],"without":[],"except":null,"people":[],"units":[],"venues":[],"words":[],"order":"","most":0,"focus":"","mine":false,"continues":false,"label":"tonight","command":"","talk":"","understood":true,"other":null,"impossible":null}`,
		`{"from":null,"to":null,"hours":null,"kinds":[],"without":[],"except":null,"people":[],"units":[],"venues":[],"words":["焊接","welding"],"order":"","most":0,"focus":"","mine":false,"continues":false,"label":"","command":"","talk":"","understood":false,"other":null,"impossible":null}`,
		`error`,
		`error`,
		`{"from":null,"to":null,"hours":null,"kinds":[],"without":[],"except":null,"people":[],"units":[],"venues":[],"words":[],"order":"","most":0,"focus":"","mine":false,"continues":false,"label":"","command":"","talk":"","understood":false,"other":null,"impossible":null}`,
		`{"from":null,"to":null,"hours":null,"kinds":[],"without":[],"except":null,"people":[],"units":[],"venues":[],"words":[],"order":"","most":0,"focus":"","mine":false,"continues":false,"label":"","command":"","talk":"greeting","understood":false,"other":null,"impossible":null}`,
	}
	var output strings.Builder
	if err := ask.Explain(strings.NewReader(input), &output, sunday, shanghai, known); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(output.String()), "\n")
	if len(lines) != len(want) {
		t.Fatalf("%d lines of output, want %d:\n%s", len(lines), len(want), output.String())
	}
	for i, line := range lines {
		if want[i] != "error" {
			if line != want[i] {
				t.Errorf("line %d: %s\nwant %s", i+1, line, want[i])
			}
			continue
		}
		var answer map[string]string
		if err := json.Unmarshal([]byte(line), &answer); err != nil || answer["error"] == "" || len(answer) != 1 {
			t.Errorf("line %d: %s, want an error alone", i+1, line)
		}
	}
}
