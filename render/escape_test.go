package render

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// poison is put into every field; it must come out as text, everywhere.
const poison = `<b>&"`

// fill sets every string below value to poison, and makes lists of one.
func fill(value reflect.Value) { fillWithin(value, 12) }

// fillWithin fills down to a depth: an audience can hold an audience.
func fillWithin(value reflect.Value, depth int) {
	if depth == 0 {
		return
	}
	fill := func(value reflect.Value) { fillWithin(value, depth-1) }
	switch value.Kind() {
	case reflect.String:
		value.SetString(poison)
	case reflect.Int, reflect.Int64:
		value.SetInt(1)
	case reflect.Bool:
		value.SetBool(true)
	case reflect.Slice:
		value.Set(reflect.MakeSlice(value.Type(), 1, 1))
		fill(value.Index(0))
	case reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		fill(value.Elem())
	case reflect.Struct:
		if value.Type() == reflect.TypeFor[time.Time]() {
			value.Set(reflect.ValueOf(time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)))
			return
		}
		for _, field := range value.Fields() {
			fill(field)
		}
	default: // maps and functions stay empty
	}
}

func filled[T any]() T {
	var value T
	fill(reflect.ValueOf(&value).Elem())
	return value
}

func TestEveryFieldIsEscaped(t *testing.T) {
	renderer, now := newRenderer(t), monday(t)
	event := filled[alliance.Event]()
	event.ID = "abcdefghijkl"
	listing := Listing{Reading: filled[Reading](), Events: []alliance.Event{event}, Total: 1, Now: now}
	dispatch := filled[alliance.Dispatch]()
	dispatch.Audience.Roles, dispatch.Audience.Languages = nil, nil
	dispatch.State = alliance.Done
	units := []alliance.Unit{{Name: poison, Part: alliance.Lead}}
	for _, language := range alliance.Languages() {
		text := func(name string, data any) alliance.Message { return renderer.Text(language, name, data) }
		for name, message := range map[string]alliance.Message{
			"events":       renderer.Events(language, listing),
			"card":         renderer.Card(language, event, now, CardOptions{}),
			"reminder":     renderer.Reminder(language, event, now),
			"help":         renderer.Help(language, []string{poison}, []HelpEntry{{poison, poison}}, alliance.Ordinary),
			"preview":      renderer.BroadcastPreview(language, BroadcastView{Dispatch: dispatch, Heads: 1}),
			"start":        text("start", named("Name", poison)),
			"welcome_back": text("welcome_back", named("Name", poison)),
			"greeting":     text("greeting", named("Name", poison)),
			"find_none":    text("find_none", named("Words", poison)),
			"unknown":      text("unknown_command", named("Command", poison)),
			"experts":      text("experts", named("Experts", []alliance.Expert{filled[alliance.Expert]()})),
			"units":        text("units", named("Units", units)),
		} {
			if err := validHTML(message.Text); err != nil {
				t.Errorf("%s %s: %v\n%s", language, name, err, message.Text)
			}
			if !strings.Contains(Plain(message), poison) {
				t.Errorf("%s %s does not show the field:\n%s", language, name, message.Text)
			}
		}
	}
}

// TestEveryOutputIsEscaped shows that the author of a text cannot forget it.
func TestEveryOutputIsEscaped(t *testing.T) {
	speaker := &voice{language: alliance.English, zone: time.UTC}
	if err := speaker.learn(); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		`{{.}}`, `{{printf "%s" .}}`, `{{if .}}{{.}}{{end}}`, `{{if not .}}{{else}}{{.}}{{end}}`, `{{with .}}{{.}}{{end}}`,
		`{{range list .}}{{.}}{{end}}`, `{{$x := .}}{{$x}}`, `{{define "inner"}}{{.}}{{end}}{{template "inner" .}}`,
		`{{range nothing}}{{else}}{{.}}{{end}}`, `{{with nothing}}{{else with .}}{{.}}{{end}}`, `{{join (list .)}}`, `{{short 9 .}}`,
	} {
		texts, err := speaker.texts.Clone()
		if err != nil {
			t.Fatal(err)
		}
		speaker := &voice{language: alliance.English, zone: time.UTC, texts: texts.Funcs(map[string]any{
			"list": func(text string) []string { return []string{text} }, "nothing": func() []string { return nil },
		})}
		parsed, err := texts.New("probe").Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range parsed.Templates() {
			if one.Name() == "probe" || one.Name() == "inner" {
				escapeOutputs(one.Root)
			}
		}
		if got, err := speaker.say("probe", poison); err != nil || got != "&lt;b&gt;&amp;&quot;" {
			t.Errorf("%s gives %s, %v", text, got, err)
		}
	}
}
