package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// json reads an array of objects whose fields are named like the columns of the import table.
func (file file) json(data []byte) ([]*entry, error) {
	text, err := decode(data)
	if err != nil {
		return nil, err
	}
	var elements []json.RawMessage
	if err := json.Unmarshal([]byte(text), &elements); err != nil {
		return nil, fmt.Errorf("the file is not a JSON array of events: %w", err)
	}
	if len(elements) > maxEntries {
		return nil, errTooMany()
	}
	entries := make([]*entry, 0, len(elements))
	for i, element := range elements {
		entries = append(entries, file.element(file.entry(i+1), element))
	}
	return entries, nil
}

// element reads one element of the array.
func (file file) element(entry *entry, element json.RawMessage) *entry {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(element, &object); err != nil || object == nil {
		entry.reject("", string(element), `an object such as {"title": "…", "kind": "lecture", "start": "2026-12-01 14:00"}`)
		return entry
	}
	record := record{cells: map[field]cell{}, zone: file.zone}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		field, known := fieldOf(name)
		if !known {
			continue
		}
		value, ok := scalars(object[name])
		switch {
		case !ok:
			entry.reject(name, string(object[name]), "a text, a number or an array of texts")
		case field == speakersField || field == unitsField:
			record.cells[field] = namesCell(name, value, object[name])
		case len(value) > 1:
			entry.reject(name, string(object[name]), "one text or number")
		default:
			record.cells[field] = cell{column: name, text: strings.Join(value, "")}
		}
	}
	return record.entry(entry)
}

// namesCell is a cell for names: those of an array stand one by one, a text may hold several.
func namesCell(name string, value []string, raw json.RawMessage) cell {
	if bytes.HasPrefix(raw, []byte("[")) {
		return cell{column: name, list: value}
	}
	return cell{column: name, text: strings.Join(value, "")}
}

// scalars reads a text, a number, null, or an array of those.
func scalars(raw json.RawMessage) ([]string, bool) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, false
	}
	values, several := value.([]any)
	if !several {
		values = []any{value}
	}
	texts := []string{}
	for _, value := range values {
		switch value := value.(type) {
		case nil:
		case string:
			texts = append(texts, value)
		case json.Number:
			texts = append(texts, value.String())
		default:
			return nil, false
		}
	}
	return texts, true
}
