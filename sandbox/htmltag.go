package sandbox

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// startTag reads a start tag with its attributes.
func (p *htmlParser) startTag() error {
	begin := p.at
	p.at++
	name := strings.ToLower(p.skip(nameByte))
	if p.peek() == 0 {
		return parseError("Unclosed start tag at byte offset %d", begin)
	}
	if entityTypes[name] == "" {
		return parseError("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	tag := htmlTag{name: name, units: p.units, bytes: len(p.text)}
	for p.skip(blank); p.peek() != '>'; p.skip(blank) {
		if err := p.attribute(&tag, begin); err != nil {
			return err
		}
	}
	p.at++
	if name == "span" && tag.value != "spoiler" {
		return parseError("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, tag)
	return nil
}

// attribute reads one attribute and keeps its value where the tag has a use for it.
func (p *htmlParser) attribute(tag *htmlTag, begin int) error {
	name := p.skip(func(c byte) bool { return nameByte(c) && strings.IndexByte("=/\"'", c) < 0 })
	if name == "" {
		return parseError("Empty attribute name in the tag \"%s\" at byte offset %d", tag.name, begin)
	}
	p.skip(blank)
	value, err := "", error(nil)
	if p.peek() == '=' {
		p.at++
		p.skip(blank)
		if p.peek() != 0 {
			value, err = p.attributeValue()
			if err == nil && p.peek() == 0 {
				err = parseError("Unclosed start tag at byte offset %d", begin)
			}
		}
	}
	switch {
	case err != nil:
		return err
	case p.peek() == 0:
		return parseError("Unclosed start tag \"%s\" at byte offset %d", tag.name, begin)
	}
	tag.keep(name, value)
	return nil
}

func (p *htmlParser) attributeValue() (string, error) {
	quote := p.peek()
	if quote != '"' && quote != '\'' {
		begin := p.at
		value := p.skip(func(c byte) bool { return alphanumeric(c) || c == '.' || c == '-' })
		if nameByte(p.peek()) {
			return "", parseError("Unexpected end of name token at byte offset %d", begin)
		}
		return strings.ToLower(value), nil
	}
	p.at++
	var value []byte
	for p.peek() != quote && p.peek() != 0 {
		if r, after := reference(p.source, p.at); r != 0 {
			value = utf8.AppendRune(value, r)
			p.at = after
			continue
		}
		value = append(value, p.peek())
		p.at++
	}
	if p.peek() == quote {
		p.at++
	}
	return string(value), nil
}

func (tag *htmlTag) keep(name, value string) {
	switch tag.name + " " + name {
	case "a href", "tg-emoji emoji-id", "tg-time unix":
		tag.value = value
	case "tg-time format":
		tag.format = value
	case "blockquote expandable":
		tag.value = name
	case "code class":
		if language, ok := strings.CutPrefix(value, "language-"); ok {
			tag.value = language
		}
	case "span class":
		if class, ok := strings.CutPrefix(value, "tg-"); ok {
			tag.value = class
		}
	}
}

func alphanumeric(c byte) bool {
	return digit(c) || letter(c)
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func digit(c byte) bool { return c >= '0' && c <= '9' }

func hexDigit(c byte) bool { return digit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

// reference reads the character reference at offset at of text: the rune and the offset after it, or 0 if there is none.
// By name Telegram knows four (Bot API, "HTML style"), and all numerical ones.
func reference(text string, at int) (rune, int) {
	if text[at] != '&' {
		return 0, at
	}
	end, class := at+1, letter
	if strings.HasPrefix(text[end:], "#") {
		end, class = end+1, digit
		if strings.HasPrefix(text[end:], "x") {
			end, class = end+1, hexDigit
		}
	}
	for end < len(text) && class(text[end]) {
		end++
	}
	r := referred(text[at+1 : end])
	if end < len(text) && text[end] == ';' {
		end++
	}
	return r, end
}

func referred(name string) rune {
	switch name {
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "amp":
		return '&'
	case "quot":
		return '"'
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if digits == name || len(name) > 9 {
		return 0
	}
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil || code >= utf8.MaxRune {
		return 0
	}
	return rune(code)
}
