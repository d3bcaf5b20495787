package handlers_test

import (
	"context"
	"testing"

	"alliancebot/alliance"
)

// TestEarlierForged: a broadcast cannot be for a part of itself, of an edit or of what there is not, whatever a button says.
func TestEarlierForged(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	ctx := context.Background()
	for _, dispatch := range []alliance.Dispatch{
		{ID: "b-said"},
		{ID: "b-edit", Task: alliance.Edit, Of: "b-said"},
		{ID: "b-later", NotBefore: o.now.AddDate(0, 0, 1)},
		{ID: "r-1", Purpose: alliance.ForDigest},
	} {
		if dispatch.Created = o.now; dispatch.Purpose == "" {
			dispatch.Purpose = alliance.ForBroadcast
		}
		_, err := o.store.Begin(ctx, dispatch)
		o.check(err)
	}
	o.command("broadcast", "通知")
	_, message := o.button("对象")
	draft, err := o.store.Draft(ctx, chat)
	o.check(err)
	own := "b-" + draft.ID
	_, err = o.store.Begin(ctx, alliance.Dispatch{ID: own, Purpose: alliance.ForBroadcast, Created: o.now}) // as a crash leaves it
	o.check(err)
	for _, side := range []string{"in", "ex"} {
		for id, want := range map[string]string{own: "", "b-none": "", "b-edit": "", "b-later": "", "r-1": "", "b-said": "b-said"} {
			o.tapData(id, alliance.ButtonData("bc", draft.ID, side, "of", "on", id, "unreached"), message)
			found, err := o.store.Draft(ctx, chat)
			o.check(err)
			part := found.Dispatch.Audience
			if side == "ex" {
				part = alliance.Audience{}
				if exclude := found.Dispatch.Audience.Exclude; exclude != nil {
					part = *exclude
				}
			}
			if part.Of != want {
				t.Errorf("%s %s restricts to a part of %q, want %q", side, id, part.Of, want)
			}
		}
	}
}

// TestRolesOffered: only roles that some member has are offered.
func TestRolesOffered(t *testing.T) {
	o := newOffice(&book{desk: newDesk(t)}, alliance.Chinese)
	o.members()
	o.command("broadcast", "通知")
	o.tap("对象", "")
	o.tap("角色", "")
	_, page := o.button("组织者")
	if offered := o.messages[page].Keyboard[0]; len(offered) != 2 {
		t.Errorf("roles offered: %+v", offered)
	}
}
