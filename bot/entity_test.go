package bot_test

import (
	"slices"
	"testing"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// TestFormattingIsHeard: handlers hear how what follows a command, a text or a caption is formatted, counted from where it begins.
func TestFormattingIsHeard(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	bold := func(offset, length int) []alliance.Entity {
		return []alliance.Entity{{Type: "bold", Offset: offset, Length: length}}
	}
	given := func(offset, length int) []sandbox.Entity {
		return []sandbox.Entity{{Type: "bold", Offset: offset, Length: length}}
	}
	for name, c := range map[string]struct {
		post sandbox.Post
		want []alliance.Entity
	}{
		"text":                  {sandbox.Post{Text: "see 😀 now, example.org", Entities: given(7, 3)}, bold(7, 3)},
		"behind a command":      {sandbox.Post{Text: "/open 😀 now", Entities: given(9, 3)}, bold(3, 3)},
		"from the command on":   {sandbox.Post{Text: "/open now", Entities: given(0, 9)}, bold(0, 3)},
		"the command":           {sandbox.Post{Text: "/open now", Entities: given(0, 5)}, nil},
		"caption":               {sandbox.Post{Photo: true, Caption: "see now", Entities: given(4, 3)}, bold(4, 3)},
		"nothing but automatic": {sandbox.Post{Text: "example.org"}, nil},
	} {
		w.ask(sandbox.Post{From: admin, Text: "/compose"}) // pictures are for those who compose
		w.requests()
		c.post.From = admin
		w.ask(c.post)
		if heard := w.requests(); len(heard) != 1 || !slices.Equal(heard[0].Entities, c.want) {
			t.Errorf("%s: heard %+v, want %+v", name, heard, c.want)
		}
	}
}
