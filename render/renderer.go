package render

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	"text/template"
	"time"

	"alliancebot/alliance"
)

//go:embed texts
var files embed.FS

// Renderer writes messages. It is safe for concurrent use.
type Renderer struct {
	// Failed, where set, is told of a text that could not be written (unknown name, missing field); the member then sees an
	// apology. Set it before the first use.
	Failed func(name string, err error)

	voices map[alliance.Language]*voice
	lists  Memo[alliance.Message]
}

// voice speaks one language.
type voice struct {
	language alliance.Language
	zone     *time.Location
	texts    *template.Template
}

// sorry is the text shown instead of one that cannot be written.
const sorry = "sorry"

// New makes a Renderer that shows times in zone. It fails only if a built-in text does not parse.
func New(zone *time.Location) (*Renderer, error) {
	renderer := &Renderer{voices: map[alliance.Language]*voice{}}
	for _, language := range alliance.Languages() {
		speaker := &voice{language: language, zone: zone}
		if err := speaker.learn(); err != nil {
			return nil, fmt.Errorf("read texts %s: %w", language, err)
		}
		renderer.voices[language] = speaker
	}
	return renderer, nil
}

// learn parses all texts of the voice's language and makes them escape what they show.
func (v *voice) learn() error {
	names, err := fs.Glob(files, "texts/"+string(v.language)+"/*.tmpl")
	if err != nil {
		return err
	}
	v.texts = template.New("").Funcs(v.functions())
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return err
		}
		if _, err := v.texts.Parse(string(text)); err != nil {
			return fmt.Errorf("parse %s: %w", name, err)
		}
	}
	for _, text := range v.texts.Templates() {
		escapeOutputs(text.Root)
	}
	_, err = v.say(sorry, nil)
	return err
}

// say executes the text called name. What comes out is escaped and may stand in a message as it is.
func (v *voice) say(name string, data any) (markup, error) {
	if data == nil {
		data = map[string]any{}
	}
	text := v.texts.Lookup(name)
	if text == nil {
		return "", fmt.Errorf("find text %s: none of this name in %s", name, v.language)
	}
	var out strings.Builder
	if err := text.Execute(&out, data); err != nil {
		return "", fmt.Errorf("write text %s: %w", name, err)
	}
	return markup(out.String()), nil
}

// voice is the one that speaks language, or the first language we speak.
func (r *Renderer) voice(language alliance.Language) *voice {
	if speaker, ok := r.voices[language]; ok {
		return speaker
	}
	return r.voices[alliance.Languages()[0]]
}

// text writes the text called name; where that fails it reports and apologises.
func (r *Renderer) text(language alliance.Language, name string, data any) string {
	speaker := r.voice(language)
	text, err := speaker.say(name, data)
	if err == nil {
		return string(text)
	}
	if r.Failed != nil {
		r.Failed(name, err)
	}
	text, _ = speaker.say(sorry, nil) // New has tried it
	return string(text)
}

// label writes a short text for a place that takes no HTML, such as a button.
func (r *Renderer) label(language alliance.Language, name string, data any) string {
	return plain(r.text(language, name, data))
}
