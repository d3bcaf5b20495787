package render

import (
	"html"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"alliancebot/alliance"
)

// token is an indivisible piece of Telegram HTML: a tag, or one character, which may be written as an entity.
type token struct {
	raw     string
	tag     string // name of the tag; empty for a character
	closing bool
	text    string // the character; empty for a tag
}

// nextToken reads the token at the start of text, which is not empty.
func nextToken(text string) token {
	switch text[0] {
	case '<':
		if end := strings.IndexByte(text, '>'); end > 0 {
			if tag := tagToken(text[:end+1]); tag.tag != "" {
				return tag
			}
		}
	case '&':
		if end := strings.IndexByte(text, ';'); end > 0 && end < 12 {
			if decoded := html.UnescapeString(text[:end+1]); utf8.RuneCountInString(decoded) == 1 {
				return token{raw: text[:end+1], text: decoded}
			}
		}
	}
	_, size := utf8.DecodeRuneInString(text)
	return token{raw: text[:size], text: text[:size]}
}

func tagToken(raw string) token {
	name := strings.Trim(raw, "<>")
	name, closing := strings.CutPrefix(name, "/")
	name, _, _ = strings.Cut(name, " ")
	return token{raw: raw, tag: name, closing: closing}
}

// units counts UTF-16 units of plain text.
func units(text string) int {
	count := 0
	for _, char := range text {
		count += utf16.RuneLen(char)
	}
	return count
}

// Units counts the UTF-16 units of plain text, as Telegram's limits do.
func Units(text string) int { return units(text) }

// Length counts the UTF-16 units of text that is Telegram HTML, after entities and without tags, as Telegram's limits do.
func Length(text string) int { return units(plain(text)) }

// Plain is the message's text without markup, for places that take no HTML, such as the toast of a button.
func Plain(message alliance.Message) string {
	if message.Plain {
		return message.Text
	}
	return plain(message.Text)
}

func plain(text string) string {
	var out strings.Builder
	for text != "" {
		next := nextToken(text)
		text = text[len(next.raw):]
		out.WriteString(next.text)
	}
	return out.String()
}

// short cuts plain text to at most limit UTF-16 units, the last of them an ellipsis.
func short(text string, limit int) string {
	if units(text) <= limit {
		return text
	}
	left := limit - 1
	for at, char := range text {
		if left -= utf16.RuneLen(char); left < 0 {
			return strings.TrimSpace(text[:at]) + "…"
		}
	}
	return text
}
