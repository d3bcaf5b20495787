package sandbox

import (
	"context"
	"encoding/json"
)

// Sample is one message of the gallery, as the bot would send it.
type Sample struct {
	Section  string
	Title    string
	Language string
	Text     string // in HTML style
	Keyboard [][]Key
}

// Exhibit is a sample as Telegram would show it, or why it would refuse it.
type Exhibit struct {
	Section  string   `json:"section"`
	Title    string   `json:"title"`
	Language string   `json:"language"`
	HTML     string   `json:"html"`
	Text     string   `json:"text"`
	Entities []Entity `json:"entities"`
	Keyboard [][]Key  `json:"keyboard"`
	Error    string   `json:"error,omitempty"`
}

// Gallery shows the samples of the configuration.
func (s *Server) Gallery(context.Context) ([]Exhibit, error) {
	exhibits := []Exhibit{}
	if s.config.Gallery == nil {
		return exhibits, nil
	}
	for _, sample := range s.config.Gallery() {
		exhibit := Exhibit{
			Section: sample.Section, Title: sample.Title, Language: sample.Language,
			HTML: sample.Text, Text: sample.Text, Entities: []Entity{}, Keyboard: sample.Keyboard,
		}
		if err := exhibit.render(); err != nil {
			exhibit.Error = err.Error()
		}
		exhibits = append(exhibits, exhibit)
	}
	return exhibits, nil
}

// render reads text and keyboard as sendMessage would.
func (e *Exhibit) render() error {
	text, entities, err := formatted(e.HTML, "HTML", "")
	if err != nil {
		return err
	}
	e.Text = text
	e.Entities = append(e.Entities, entities...)
	keys, err := json.Marshal(inlineKeys{Rows: e.Keyboard})
	if err != nil {
		return err
	}
	c := call{values: map[string]string{"reply_markup": string(keys)}}
	if len(e.Keyboard) == 0 {
		c.values = nil
	}
	if _, err := c.markup(); err != nil {
		return err
	}
	return (&Message{Text: text}).fits()
}
