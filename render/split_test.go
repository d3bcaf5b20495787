package render

import (
	"strings"
	"testing"
	"unicode/utf8"

	"alliancebot/alliance"
)

func TestSplitText(t *testing.T) {
	for _, test := range []struct {
		name, text string
		limit      int
		want       []string
	}{
		{"fits", "<b>abcd</b>", 4, []string{"<b>abcd</b>"}},
		{"at a line", "ab\ncd\nef", 6, []string{"ab\ncd", "ef"}},
		{"inside a tag", "<b>ab\ncd</b>", 4, []string{"<b>ab</b>", "<b>cd</b>"}},
		{"nested, with attribute", `<b>x<a href="u">ab` + "\n" + `cd</a></b>`, 5, []string{`<b>x<a href="u">ab</a></b>`, `<b><a href="u">cd</a></b>`}},
		{"entity", "ab&amp;cd", 3, []string{"ab&amp;", "cd"}},
		{"surrogate pair", "ab𠮷cd", 3, []string{"ab", "𠮷c", "d"}},
		{"empty lines", "ab\n\n\n\ncd", 3, []string{"ab", "cd"}},
		{"only space", "\n\n\n\n", 3, []string{""}},
		{"long line", "abcdef", 4, []string{"abcd", "ef"}},
	} {
		if got := splitText(test.text, test.limit); strings.Join(got, "|") != strings.Join(test.want, "|") {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestSplitKeepsKeyboardOnLastPart(t *testing.T) {
	keyboard := [][]alliance.Button{{{Text: "x", Data: "1:x"}}}
	parts := Split(alliance.Message{Text: strings.Repeat("讲座\n", 3000), Keyboard: keyboard})
	if len(parts) != 3 {
		t.Fatalf("%d parts", len(parts))
	}
	for i, part := range parts {
		if (len(part.Keyboard) > 0) != (i == len(parts)-1) {
			t.Errorf("part %d has keyboard %v", i, part.Keyboard)
		}
		if length := Length(part.Text); length > textLimit {
			t.Errorf("part %d has %d units", i, length)
		}
	}
}

func TestSplitLeavesPlainTextAlone(t *testing.T) {
	text := strings.Repeat("<b>& &amp;\n", 500)
	var rest string
	for _, part := range Split(alliance.Message{Text: text, Plain: true}) {
		if !part.Plain || units(part.Text) > textLimit {
			t.Errorf("part of %d units, plain %t", units(part.Text), part.Plain)
		}
		rest += part.Text + "\n"
	}
	if rest != text {
		t.Error("text was changed")
	}
}

// FuzzSplit builds valid Telegram HTML out of any text and checks that each part is valid and short and that nothing is lost.
func FuzzSplit(f *testing.F) {
	f.Add("共同体 <b> & 𠮷\n\nsecond", uint8(5))
	f.Add(`bi&"<>`+"\n", uint8(2))
	f.Fuzz(func(t *testing.T, text string, limit uint8) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		var marked strings.Builder
		for i, word := range strings.SplitAfter(text, " ") {
			tag := []string{"b", "i", "blockquote"}[i%3]
			marked.WriteString("<" + tag + `>` + escaper.Replace(word) + `<a href="x">` + escaper.Replace(word) + "</a></" + tag + ">")
		}
		var got string
		bound := max(int(limit), 2)
		for _, part := range splitText(marked.String(), bound) {
			if err := validHTML(part); err != nil {
				t.Fatalf("%v in %q", err, part)
			}
			if Length(part) > bound {
				t.Fatalf("%q is longer than %d", part, bound)
			}
			got += plain(part)
		}
		if want := plain(marked.String()); squeezed(got) != squeezed(want) {
			t.Fatalf("%q became %q", want, got)
		}
	})
}

// FuzzSplitAnything checks that text which is no HTML at all neither hangs nor panics.
func FuzzSplitAnything(f *testing.F) {
	f.Add("</b><b>a&#x;<<a>", uint8(3))
	f.Add("< >0&<b>amp;", uint8(1))
	f.Fuzz(func(t *testing.T, text string, limit uint8) {
		for _, part := range splitText(text, max(int(limit), 2)) {
			if Length(part) > max(int(limit), 2) {
				t.Fatalf("%q is longer than %d", part, limit)
			}
		}
	})
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }
