package sandbox

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// htmlParser walks a text in Telegram's HTML style (Bot API, "HTML style") and refuses it where Telegram does, in its words.
type htmlParser struct {
	source   string
	at       int // byte offset in source
	text     []byte
	units    int // length of text in UTF-16 units
	open     []htmlTag
	entities []Entity
}

// htmlTag is a start tag waiting for its end.
type htmlTag struct {
	name   string
	value  string // of the one attribute that matters for this tag
	format string // tg-time only
	units  int    // length of the text before the tag
	bytes  int
}

// entityTypes says which entity a tag makes.
var entityTypes = map[string]string{
	"a": "text_link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler", "tg-spoiler": "spoiler",
	"tg-emoji": "custom_emoji", "tg-time": "date_time", "pre": "pre", "code": "code", "blockquote": "blockquote",
}

// parseHTML gives the plain text of source and its entities, sorted.
func parseHTML(source string) (string, []Entity, error) {
	p := &htmlParser{source: source, text: make([]byte, 0, len(source))}
	for p.at < len(source) {
		if err := p.step(); err != nil {
			return "", nil, err
		}
	}
	if n := len(p.open); n > 0 {
		return "", nil, parseError("Can't find end tag corresponding to start tag \"%s\"", p.open[n-1].name)
	}
	if !utf8.Valid(p.text) {
		return "", nil, parseError("Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")
	}
	for i := range p.entities {
		if p.entities[i].Type == "code" {
			p.entities[i].Language = "" // only a <pre> around it keeps the language
		}
	}
	sortEntities(p.entities)
	return string(p.text), joined(p.entities), nil
}

func parseError(format string, args ...any) error {
	return badRequest("can't parse entities: "+format, args...)
}

// step reads one character, character reference or tag.
func (p *htmlParser) step() error {
	switch p.peek() {
	case '<':
		if strings.HasPrefix(p.source[p.at:], "</") {
			return p.endTag()
		}
		return p.startTag()
	case '&':
		if r, after := reference(p.source, p.at); r != 0 {
			p.write(string(r))
			p.at = after
			return nil
		}
	}
	_, size := utf8.DecodeRuneInString(p.source[p.at:])
	p.write(p.source[p.at : p.at+size])
	p.at += size
	return nil
}

func (p *htmlParser) write(text string) {
	p.text = append(p.text, text...)
	p.units += units(text)
}

// peek is the byte at hand, or 0 behind the end, as in the C strings that Telegram's parser walks.
func (p *htmlParser) peek() byte {
	if p.at < len(p.source) {
		return p.source[p.at]
	}
	return 0
}

func (p *htmlParser) skip(while func(byte) bool) string {
	begin := p.at
	for p.at < len(p.source) && while(p.source[p.at]) {
		p.at++
	}
	return p.source[begin:p.at]
}

func blank(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == '\v'
}

func nameByte(c byte) bool { return !blank(c) && c != '>' }

func (p *htmlParser) endTag() error {
	begin := p.at
	if len(p.open) == 0 {
		return parseError("Unexpected end tag at byte offset %d", begin)
	}
	p.at += len("</")
	name := strings.ToLower(p.skip(nameByte))
	p.skip(blank)
	if p.peek() != '>' {
		return parseError("Unclosed end tag at byte offset %d", begin)
	}
	p.at++
	tag := p.open[len(p.open)-1]
	if name != "" && name != tag.name {
		return parseError("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, tag.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if p.units == tag.units {
		return nil // nothing inside
	}
	return p.mark(tag)
}

// mark adds the entity of a tag that has just been closed.
func (p *htmlParser) mark(tag htmlTag) error {
	entity := Entity{Type: entityTypes[tag.name], Offset: tag.units, Length: p.units - tag.units}
	switch tag.name {
	case "tg-emoji":
		if id, err := strconv.ParseInt(tag.value, 10, 64); err != nil || id == 0 {
			return parseError("Invalid custom emoji identifier specified")
		}
		entity.CustomEmojiID = tag.value
	case "tg-time":
		entity.UnixTime, _ = strconv.ParseInt(tag.value, 10, 64)
		if entity.TimeFormat = tag.format; entity.UnixTime <= 0 {
			return nil
		}
	case "a":
		address := tag.value
		if address == "" {
			address = string(p.text[tag.bytes:])
		}
		if !link(&entity, address) {
			return nil // Telegram shows the text without the link
		}
	case "blockquote":
		if tag.value != "" {
			entity.Type = "expandable_blockquote"
		}
	case "pre", "code":
		if p.merged(tag, entity) {
			return nil
		}
		entity.Language = tag.value
	}
	p.entities = append(p.entities, entity)
	return nil
}

// merged makes <pre><code class="language-x"> one entity, in either nesting.
func (p *htmlParser) merged(tag htmlTag, entity Entity) bool {
	if len(p.entities) == 0 {
		return false
	}
	inner := &p.entities[len(p.entities)-1]
	if inner.Offset != entity.Offset || inner.Length != entity.Length {
		return false
	}
	switch {
	case tag.name == "pre" && inner.Type == "code" && inner.Language != "":
		inner.Type = "pre"
		return true
	case tag.name == "code" && inner.Type == "pre" && tag.value != "":
		inner.Language = tag.value
		return true
	}
	return false
}
