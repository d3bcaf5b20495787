package scheduler

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/robfig/cron/v3"

	"alliancebot/alliance"
)

// Program is where it stands until when digests have been sent, and what there is to tell.
type Program interface {
	LastDigests(ctx context.Context, now time.Time) (time.Time, error)
	FinishDigests(ctx context.Context, now time.Time) error
	Find(ctx context.Context, query alliance.Query, offset, size int) (alliance.Page, error)
}

// Digests turns the moments of a timetable of digests into dispatches.
type Digests struct {
	Program    Program
	Dispatches Dispatches
	Specs      map[alliance.Digest]string // when each is sent to who has chosen no time, in cron's standard syntax; those not named are not sent at all
	Workdays   alliance.Workdays          // the daily one is of these only
	Zone       *time.Location
	Begun      func() // hears that a dispatch has begun
	Now        func() time.Time
}

// latest is how late a digest is still sent, as after a downtime.
const latest = 3 * time.Hour

// Tick begins the editions of digests whose moment has come since the last tick that finished. Running it again changes nothing: the key of
// each names what it covers.
func (digests *Digests) Tick(ctx context.Context) error {
	now := digests.Now().In(digests.Zone)
	since, err := digests.Program.LastDigests(ctx, now)
	if err != nil {
		return fmt.Errorf("read last digests: %w", err)
	}
	if earliest := now.Add(-latest); since.Before(earliest) {
		since = earliest
	}
	for _, edition := range digests.editions() {
		schedule, err := digests.schedule(edition)
		if err != nil {
			return fmt.Errorf("read timetable of digests: %w", err)
		}
		if moment := schedule.Next(since.In(digests.Zone)); !moment.IsZero() && !moment.After(now) {
			if err := digests.begin(ctx, edition, moment); err != nil {
				return err
			}
		}
	}
	if err := digests.Program.FinishDigests(ctx, now); err != nil {
		return fmt.Errorf("finish digests: %w", err)
	}
	return nil
}

// editions are those of all digests that are sent.
func (digests *Digests) editions() []alliance.Edition {
	var editions []alliance.Edition
	for digest := range digests.Specs {
		editions = append(editions, digest.Editions()...)
	}
	return editions
}

func (digests *Digests) schedule(edition alliance.Edition) (cron.Schedule, error) {
	return cron.ParseStandard(edition.Spec(digests.Specs[edition.Digest]))
}

// begin begins the edition of a moment, unless it would be empty, or nobody works on the day it is about.
func (digests *Digests) begin(ctx context.Context, edition alliance.Edition, moment time.Time) error {
	covers, sent := digests.covers(edition.Digest, moment)
	if !sent {
		return nil
	}
	found, err := digests.Program.Find(ctx, alliance.Query{Span: covers}, 0, 1)
	if err != nil {
		return fmt.Errorf("read events of digest: %w", err)
	}
	if found.Total == 0 {
		return nil
	}
	begun, err := digests.Dispatches.Begin(ctx, alliance.Dispatch{
		ID: edition.DispatchID(covers), Purpose: alliance.ForDigest,
		Created: digests.Now().UTC(), Digest: edition.Digest, Edition: edition.Key, Covers: covers,
	})
	if err != nil {
		return fmt.Errorf("begin digest: %w", err)
	}
	if begun {
		digests.Begun()
	}
	return nil
}

// covers is what the digest of a moment is about, and false where none is sent, since nobody works on that day.
func (digests *Digests) covers(digest alliance.Digest, moment time.Time) (alliance.Span, bool) {
	covers := digest.Covers(moment)
	return covers, digest == alliance.Weekly || digests.Workdays.Workday(covers.From)
}

// beforeDigests is how long before an event the first digest can be sent that tells of it.
const beforeDigests = 10 * 24 * time.Hour

// Mentions lists the digests after now that are to tell of an event, the first of each edition, by moment.
func (digests *Digests) Mentions(event alliance.Event, now time.Time) []alliance.Mention {
	var mentions []alliance.Mention
	from := now
	if earliest := event.Start.Add(-beforeDigests); earliest.After(from) {
		from = earliest
	}
	for _, edition := range digests.editions() {
		schedule, err := digests.schedule(edition)
		if err != nil { // no digest is sent
			continue
		}
		for moment := schedule.Next(from.In(digests.Zone)); !moment.IsZero() && moment.Before(event.Start); moment = schedule.Next(moment) {
			if covers, sent := digests.covers(edition.Digest, moment); sent && covers.Contains(event.Start) {
				mentions = append(mentions, alliance.Mention{Edition: edition, At: moment.UTC()})
				break
			}
		}
	}
	slices.SortFunc(mentions, func(a, b alliance.Mention) int {
		return cmp.Or(a.At.Compare(b.At), -cmp.Compare(a.Digest, b.Digest), cmp.Compare(a.Key, b.Key))
	})
	return mentions
}
