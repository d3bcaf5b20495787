package sandbox

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"
)

// Entity marks a part of a text (Bot API, MessageEntity); Offset and Length count UTF-16 units.
type Entity struct {
	Type          string   `json:"type"`
	Offset        int      `json:"offset"`
	Length        int      `json:"length"`
	URL           string   `json:"url,omitempty"`
	User          *Account `json:"user,omitempty"`
	Language      string   `json:"language,omitempty"`
	CustomEmojiID string   `json:"custom_emoji_id,omitempty"`
	UnixTime      int64    `json:"unix_time,omitempty"`
	TimeFormat    string   `json:"date_time_format,omitempty"`
}

func (e Entity) end() int { return e.Offset + e.Length }

// entityLimit is how many entities of one message the server keeps (Bot API, "Formatting options").
const entityLimit = 100

// units is the length of text in UTF-16 units.
func units(text string) int {
	n := 0
	for i := range len(text) {
		if text[i]&0xc0 != 0x80 {
			n++
		}
		if text[i] >= 0xf0 {
			n++
		}
	}
	return n
}

// formatted reads a text as the server does: parse mode or given entities, outer white space off, automatic entities added.
func formatted(text, mode, given string) (string, []Entity, error) {
	if !utf8.ValidString(text) {
		return "", nil, badRequest("strings must be encoded in UTF-8")
	}
	if len(text) > 1<<15 {
		return "", nil, badRequest("text is too long")
	}
	var entities []Entity
	var err error
	switch strings.ToLower(mode) {
	case "", "none":
		entities, err = givenEntities(given, units(text))
	case "html":
		text, entities, err = parseHTML(text)
	default: // Markdown is not modelled
		err = badRequest("unsupported parse_mode")
	}
	if err != nil {
		return "", nil, err
	}
	text, entities = trim(text, entities)
	entities = append(entities, found(text, entities)...)
	sortEntities(entities)
	return text, entities[:min(len(entities), entityLimit)], nil
}

// givenEntities reads the argument "entities" for a text of total units; what lies outside is cut off.
func givenEntities(raw string, total int) ([]Entity, error) {
	if raw == "" || raw == "null" {
		return nil, nil
	}
	var given []Entity
	if json.Unmarshal([]byte(raw), &given) != nil {
		return nil, badRequest("can't parse MessageEntity: expected an Array of Objects")
	}
	kept := given[:0]
	for _, entity := range given {
		if entity.Offset < 0 || entity.Length < 0 {
			return nil, badRequest("receive an entity with incorrect offset %d or length %d", entity.Offset, entity.Length)
		}
		entity.Length = min(entity.Length, total-entity.Offset)
		if entity.Length > 0 && entity.Type != "" {
			kept = append(kept, entity)
		}
	}
	sortEntities(kept)
	return kept, nil
}

// sortEntities puts outer entities before inner ones, as Telegram lists them.
func sortEntities(entities []Entity) {
	slices.SortStableFunc(entities, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return b.Length - a.Length
	})
}

// joined puts together neighbours of one plain style, which Telegram stores as one; entities are sorted.
func joined(entities []Entity) []Entity {
	kept := entities[:0]
	for _, entity := range entities {
		i := slices.IndexFunc(kept, func(before Entity) bool {
			return before.Type == entity.Type && before.end() == entity.Offset && plainStyle(entity.Type)
		})
		if i >= 0 {
			kept[i].Length += entity.Length
			continue
		}
		kept = append(kept, entity)
	}
	return kept
}

func plainStyle(kind string) bool {
	switch kind {
	case "bold", "italic", "underline", "strikethrough", "spoiler":
		return true
	}
	return false
}

// trim takes white space off both ends; in front only up to the first entity, as Telegram does. The entities are sorted.
func trim(text string, entities []Entity) (string, []Entity) {
	if len(entities) == 0 {
		text = strings.ReplaceAll(text, "\r", "")
	}
	text = strings.TrimRight(text, " \t\r\n\v\u00a0\u200b")
	cut := len(text) - len(strings.TrimLeft(text, " \t\r\n\v")) // ASCII: bytes are units
	if len(entities) > 0 {
		cut = min(cut, entities[0].Offset)
	}
	text = text[cut:]
	total := units(text)
	kept := entities[:0]
	for _, entity := range entities {
		entity.Offset -= cut
		if entity.Length = min(entity.Length, total-entity.Offset); entity.Length > 0 {
			kept = append(kept, entity)
		}
	}
	return text, kept
}
