package sandbox

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseHTML(t *testing.T) {
	tests := []struct {
		name, html, text string
		entities         []Entity
	}{
		{"plain", "a &lt; b &gt; c &amp; &quot;d&quot; &nbsp; &copy;", `a < b > c & "d" &nbsp; &copy;`, nil},
		{"numerical references", "&#65;&#x4e2d;&#0;&lt3", "A中&#0;<3", nil},
		{"units", "😀<b>讲座</b>!", "😀讲座!", []Entity{{Type: "bold", Offset: 2, Length: 2}}},
		{"nested", "<b>a<i>b</i></b>", "ab", []Entity{{Type: "bold", Length: 2}, {Type: "italic", Offset: 1, Length: 1}}},
		{"neighbours", "<b>a</b><strong>b</strong>", "ab", []Entity{{Type: "bold", Length: 2}}},
		{"empty", "a<b></b>b", "ab", nil},
		{"short end", "<u>a</>", "a", []Entity{{Type: "underline", Length: 1}}},
		{"case", "<DEL>a</del>", "a", []Entity{{Type: "strikethrough", Length: 1}}},
		{"spoilers", `<span class="tg-spoiler">a</span> <tg-spoiler>b</tg-spoiler>`, "a b", []Entity{{Type: "spoiler", Length: 1}, {Type: "spoiler", Offset: 2, Length: 1}}},
		{"link", `<a href="https://x.org/?a=1&amp;b=2">x</a>`, "x", []Entity{{Type: "text_link", Length: 1, URL: "https://x.org/?a=1&b=2"}}},
		{"link without scheme", `<a href='t.me'>x</a>`, "x", []Entity{{Type: "text_link", Length: 1, URL: "http://t.me/"}}},
		{"bad link", `<a href="nowhere">x</a>`, "x", nil},
		{"mention", `<a href="tg://user?id=7">x</a>`, "x", []Entity{{Type: "text_mention", Length: 1, User: &Account{ID: 7, FirstName: "User 7"}}}},
		{"language", `<pre><code class="language-go">x</code></pre>`, "x", []Entity{{Type: "pre", Length: 1, Language: "go"}}},
		{"code alone", `<code class="language-go">x</code>`, "x", []Entity{{Type: "code", Length: 1}}},
		{"quote", `<blockquote expandable>x</blockquote>`, "x", []Entity{{Type: "expandable_blockquote", Length: 1}}},
		{"time", `<tg-time unix="1647531900" format="wDT">x</tg-time>`, "x", []Entity{{Type: "date_time", Length: 1, UnixTime: 1647531900, TimeFormat: "wDT"}}},
		{"emoji", `<tg-emoji emoji-id="5">👍</tg-emoji>`, "👍", []Entity{{Type: "custom_emoji", Length: 2, CustomEmojiID: "5"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, entities, err := parseHTML(test.html)
			if err != nil || text != test.text || !reflect.DeepEqual(entities, test.entities) && len(entities)+len(test.entities) > 0 {
				t.Errorf("got %q %+v %v", text, entities, err)
			}
		})
	}
}

func TestParseHTMLRefuses(t *testing.T) {
	tests := []struct{ html, want string }{
		{"中<b", "Unclosed start tag at byte offset 3"},
		{"a < b", `Unsupported start tag "" at byte offset 2`},
		{"<div>x</div>", `Unsupported start tag "div" at byte offset 0`},
		{"<br/>", `Unsupported start tag "br/" at byte offset 0`},
		{"<b>x", `Can't find end tag corresponding to start tag "b"`},
		{"x</b>", "Unexpected end tag at byte offset 1"},
		{"<b>x</i>", `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`},
		{"<b>x</b", "Unclosed end tag at byte offset 4"},
		{`<a href="x`, "Unclosed start tag at byte offset 0"},
		{`<a href=x_y>z</a>`, "Unexpected end of name token at byte offset 8"},
		{`<a ="x">z</a>`, `Empty attribute name in the tag "a" at byte offset 0`},
		{`<a href`, `Unclosed start tag "a" at byte offset 0`},
		{`<span class="red">z</span>`, `Tag "span" must have class "tg-spoiler" at byte offset 0`},
		{`<tg-emoji emoji-id="x">z</tg-emoji>`, "Invalid custom emoji identifier specified"},
	}
	for _, test := range tests {
		_, _, err := parseHTML(test.html)
		if want := "Bad Request: can't parse entities: " + test.want; err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", test.html, err, want)
		}
	}
}

func TestFound(t *testing.T) {
	tests := []struct {
		text string
		want []Entity
	}{
		{"/today@test_bot now", []Entity{{Type: "bot_command", Length: 15}}},
		{"你好 /week 😀 /next", []Entity{{Type: "bot_command", Offset: 3, Length: 5}, {Type: "bot_command", Offset: 12, Length: 5}}},
		{"你好/week", nil},
		{"/week今天", nil},
		{"and/or 1/2 </b>", nil},
		{"hi @test_bot, a@b @x", []Entity{{Type: "mention", Offset: 3, Length: 9}}},
		{"#联盟 #1 #a#", []Entity{{Type: "hashtag", Length: 3}}},
		{"见 https://example.org/路?a=1。好", []Entity{{Type: "url", Offset: 2, Length: 25}}},
		{"t.me/x_y. ann@example.com 3.5 v1.2", []Entity{{Type: "url", Length: 8}, {Type: "email", Offset: 10, Length: 15}}},
		{"HTTPS://A.B/(c)", []Entity{{Type: "url", Length: 14}}},
	}
	for _, test := range tests {
		if got := found(test.text, nil); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q: got %+v", test.text, got)
		}
	}
	if got := found("/a /b", []Entity{{Type: "code", Length: 2}}); len(got) != 1 || got[0].Offset != 3 {
		t.Errorf("inside code: got %+v", got)
	}
}

func TestFormatted(t *testing.T) {
	tests := []struct {
		name, text, mode, given, want string
		entities                      []Entity
	}{
		{"trimmed", " \n <b> a </b>b \n", "HTML", "", " a b", []Entity{{Type: "bold", Length: 3}}},
		{"given", "ab", "", `[{"type":"bold","offset":1,"length":9},{"type":"italic","offset":5,"length":1}]`, "ab", []Entity{{Type: "bold", Offset: 1, Length: 1}}},
		{"only white space", " <b> </b> ", "html", "", "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, entities, err := formatted(test.text, test.mode, test.given)
			if err != nil || text != test.want || !reflect.DeepEqual(entities, test.entities) && len(entities)+len(test.entities) > 0 {
				t.Errorf("got %q %+v %v", text, entities, err)
			}
		})
	}
}

// BenchmarkHardTexts are texts made to be slow to read; each must stay linear in its length.
func BenchmarkHardTexts(b *testing.B) {
	for _, part := range []string{"a.", ".", "a@", "@a", "#a", "/a", "http://", "http://a.b/", "<b>x</b>", "<b>", "&", "<a href=\"", "<b x "} {
		text := strings.Repeat(part, 1<<15/len(part))
		b.Run(part, func(b *testing.B) {
			for b.Loop() {
				_, _, _ = formatted(text, "HTML", "")
			}
		})
	}
}

// FuzzFormatted holds every text that is let through to be valid, with entities inside it and in order.
func FuzzFormatted(f *testing.F) {
	for _, seed := range []string{
		"<b>a</b> /x @user_name http://a.b/c", "<a href='t.me'>&lt;😀</a>", "<pre><code class=\"language-go\">x", "&#x10fffe;#标签 a@b.com", "<", "</", "<b =",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		text, entities, err := formatted(source, "HTML", "")
		if err != nil {
			return
		}
		if !utf8.ValidString(text) {
			t.Fatalf("%q became %q", source, text)
		}
		total, before := units(text), 0
		for _, entity := range entities {
			if entity.Offset < before || entity.Length <= 0 || entity.end() > total {
				t.Fatalf("%q: %+v in %d units of %q", source, entities, total, text)
			}
			before = entity.Offset
		}
	})
}
