package dispatch

import (
	"context"
	"fmt"
	"slices"

	"alliancebot/alliance"
	"alliancebot/render"
)

// lacking is who has not confirmed a broadcast, and who looks after them.
type lacking struct {
	units    map[string][]string // names by unit
	liaisons map[string][]int64  // of these and other units, who can be reached
}

// lacks finds who has got a broadcast and not confirmed it.
func (run *run) lacks(ctx context.Context, of string) (lacking, error) {
	found := lacking{units: map[string][]string{}, liaisons: map[string][]int64{}}
	unconfirmed := alliance.Audience{Of: of, Which: alliance.WhichUnconfirmed}
	for _, page := range run.Members.MemberPages() {
		everybody, err := run.Members.Audience(ctx, alliance.Audience{}, run.Language, page)
		if err != nil {
			return lacking{}, fmt.Errorf("find liaisons: %w", err)
		}
		for _, member := range everybody {
			if member.Liaison && member.Unit != "" && member.Reachable() {
				found.liaisons[member.Unit] = append(found.liaisons[member.Unit], member.ID)
			}
		}
		missing, err := run.Members.Audience(ctx, unconfirmed, run.Language, page)
		if err != nil {
			return lacking{}, fmt.Errorf("find who has not confirmed: %w", err)
		}
		for _, member := range missing {
			found.units[member.Unit] = append(found.units[member.Unit], member.Name)
		}
	}
	return found, nil
}

// told is what one of those who look after a broadcast hears: of their unit as its liaison, of units without one as its author.
func (lacking lacking) told(reader, author int64) (units map[string][]string, liaison, asAuthor bool) {
	units = map[string][]string{}
	for unit, names := range lacking.units {
		switch {
		case slices.Contains(lacking.liaisons[unit], reader):
			units[unit], liaison = names, true
		case reader == author && len(lacking.liaisons[unit]) == 0:
			units[unit], asAuthor = names, true
		}
	}
	return units, liaison, asAuthor
}

// expandMissing enters the liaisons of units in which somebody has not confirmed, and the author for units without one.
func (run *run) expandMissing(ctx context.Context) error {
	found, err := run.lacks(ctx, run.dispatch.Of)
	if err != nil {
		return err
	}
	readers := []int64{run.of.Author}
	for unit := range found.units {
		readers = append(readers, found.liaisons[unit]...)
	}
	slices.Sort(readers)
	var recipients []Recipient
	for _, reader := range slices.Compact(readers) {
		if units, _, _ := found.told(reader, run.of.Author); reader != 0 && len(units) > 0 {
			recipients = append(recipients, Recipient{Chat: reader})
		}
	}
	if err := run.Ledger.Append(ctx, run.dispatch.ID, run.cursor, "end", recipients); err != nil {
		return fmt.Errorf("expand audience: %w", err)
	}
	run.cursor = "end"
	return nil
}

// lack tells those who look after a broadcast who has not confirmed it by now.
func (run *run) lack(ctx context.Context, of alliance.Dispatch) (content, error) {
	found, err := run.lacks(ctx, of.ID)
	if err != nil {
		return content{}, err
	}
	return content{
		idle: func(member alliance.Member) bool {
			units, _, _ := found.told(member.ID, of.Author)
			return len(units) == 0
		},
		write: func(member alliance.Member) []alliance.Message {
			view := render.MissingView{BroadcastLine: render.BroadcastLine{Dispatch: of, Now: run.Now()}}
			view.Units, view.Liaison, view.Author = found.told(member.ID, of.Author)
			return []alliance.Message{run.Render.BroadcastMissing(member.Speaks(run.Language), view)}
		},
	}, nil
}
