package render

import "alliancebot/alliance"

// Example is what examples of questions are made of: each part is taken from an event to come, so that the question has an
// answer; where there is too little to come, general questions take its place.
type Example struct {
	Span   string        // name of a span in which there is an event of Kind
	Kind   alliance.Kind // that has no other name than its own
	Other  alliance.Kind // another kind of which an event comes
	Person string        // who speaks
}

// Examples are three questions as a member would put them.
func (r *Renderer) Examples(language alliance.Language, example Example) []string {
	var examples []string
	add := func(name string, data any) {
		if len(examples) < mostExamples {
			examples = append(examples, r.label(language, name, data))
		}
	}
	if example.Span != "" {
		span := r.label(language, "span_"+example.Span, nil)
		kinds := []alliance.Kind{example.Kind}
		if example.Kind == alliance.Other {
			kinds = nil
		}
		add("example_span", map[string]any{"Span": span, "Kinds": kinds})
	}
	if example.Person != "" {
		add("example_person", example.Person)
	}
	if example.Other != "" {
		add("example_next", []alliance.Kind{example.Other})
	}
	for _, name := range []string{"example_upcoming", "example_month", "example_next_any"} {
		add(name, nil)
	}
	return examples
}

const mostExamples = 3
