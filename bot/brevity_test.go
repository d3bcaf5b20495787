package bot

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

func TestBrief(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("长", 10_000)
	for _, c := range []struct{ answer, want string }{
		{`{"ok":true,"result":{"message_id":7,"text":"` + long + `"}}`, `{"ok":true,"result":{"message_id":7}}`},
		{`{"ok":true,"result":{"message_id":7}}`, `{"ok":true,"result":{"message_id":7}}`},
		{`{"ok":true,"result":{"message_id":9223372036854775807,"date":1}}`, `{"ok":true,"result":{"message_id":9223372036854775807}}`},
		{`{"ok":true,"result":true}`, ""},
		{`{"ok":true,"result":{"message_id":"7"}}`, ""},
		{`{"ok":true,"result":{"message_id":7`, ""},
		{`{"ok":true,"result":{"message_id":`, ""},
		{`{"ok":true,"result":{"message_id":,"date":1}}`, ""},
		{`{"ok":true,"result":{"message_id":7e1,"date":1}}`, ""},
		{`{ "ok": true, "result": {"message_id": 7, "text": "` + long + `"}}`, ""},
		{`{"ok":false,"error_code":400,"description":"Bad Request: ` + long + `"}`, ""},
		{`<html>502</html>`, ""},
		{``, ""},
	} {
		want := c.want
		if want == "" { // as it is
			want = c.answer
		}
		got, err := io.ReadAll(brief(iotest.HalfReader(strings.NewReader(c.answer))))
		if err != nil || string(got) != want {
			t.Errorf("%.60s: got %.60s, %v", c.answer, got, err)
		}
	}
}

// TestBriefAnswerBroken: an answer that breaks off before the id is an error still; after the id it does not matter.
func TestBriefAnswerBroken(t *testing.T) {
	t.Parallel()
	const answer = `{"ok":true,"result":{"message_id":7,"text":"` + `and so on and so on and so on and so on`
	broken := errors.New("broken")
	for length := range len(answer) {
		body := io.MultiReader(strings.NewReader(answer[:length]), iotest.ErrReader(broken))
		got, err := io.ReadAll(brief(body))
		if sent := length > len(sentBeginning)+1; sent && err != nil || !sent && !errors.Is(err, broken) {
			t.Errorf("after %d bytes: %s, %v", length, got, err)
		}
	}
}
