package render

import (
	"slices"
	"strings"

	"alliancebot/alliance"
)

// textLimit is the most UTF-16 units of a text after entities (Bot API, sendMessage).
const textLimit = 4096

// Split divides a message that is too long for Telegram into several that are not. It cuts at the end of a line where there is
// one, never inside a tag, an entity or a character; tags open at a cut are closed and opened again. The keyboard goes with
// the last part.
func Split(message alliance.Message) []alliance.Message {
	whole := message.Text
	if message.Plain {
		whole = escaper.Replace(whole)
	}
	texts := splitText(whole, textLimit)
	parts := make([]alliance.Message, len(texts))
	for i, text := range texts {
		if message.Plain {
			text = plain(text)
		}
		parts[i] = alliance.Message{Text: text, Plain: message.Plain}
	}
	parts[len(parts)-1].Keyboard = message.Keyboard
	return parts
}

// splitText gives at least one part; parts without a visible character are left out, because Telegram refuses them.
func splitText(text string, limit int) []string {
	if Length(text) <= limit {
		return []string{text}
	}
	var parts []string
	var open []token
	for text != "" {
		var piece string
		before := open
		piece, open = cut(text, open, limit)
		text = strings.TrimLeft(text[len(piece):], "\n")
		part := opening(before) + strings.TrimRight(piece, "\n") + closing(open)
		if strings.TrimSpace(plain(part)) != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 0 {
		return []string{""}
	}
	return parts
}

// cut takes as much of text as fits into limit units, up to the last end of a line if there is one. It returns the piece and
// the tags still open at its end, given those open at its start.
func cut(text string, open []token, limit int) (string, []token) {
	var line int // where the last complete line ends
	atLine := open
	used := 0
	open = slices.Clone(open)
	for at := 0; at < len(text); {
		next := nextToken(text[at:])
		if used += units(next.text); used > limit {
			if line > 0 {
				return text[:line], atLine
			}
			return text[:at], open
		}
		at += len(next.raw)
		switch {
		case next.closing:
			open = leave(open, next.tag)
		case next.tag != "":
			open = append(open, next)
		case next.raw == "\n":
			line, atLine = at, slices.Clone(open)
		}
	}
	return text, open
}

// leave removes the innermost open tag of that name.
func leave(open []token, tag string) []token {
	for i, o := range slices.Backward(open) {
		if o.tag == tag {
			return slices.Delete(open, i, i+1)
		}
	}
	return open
}

func opening(open []token) string {
	var out strings.Builder
	for _, tag := range open {
		out.WriteString(tag.raw)
	}
	return out.String()
}

func closing(open []token) string {
	var out strings.Builder
	for _, tag := range slices.Backward(open) {
		out.WriteString("</" + tag.tag + ">")
	}
	return out.String()
}
