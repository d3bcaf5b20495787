package store

import (
	"slices"
	"sync"
	"testing"
	"time"

	"alliancebot/alliance"
)

func TestMember(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		_, err := store.Member(ctx, 7)
		fails(t, "unknown member", err, alliance.NotFound)

		joined := moment(t, "06-13 09:00")
		for _, id := range []int64{7, 7 + memberShards, -1001234567890} {
			want := alliance.Member{ID: id, Role: alliance.Ordinary, Name: "Ye Jun", Kinds: []alliance.Kind{}, Joined: joined}
			written, err := store.ChangeMember(ctx, id, func(member *alliance.Member) {
				member.Name, member.Kinds, member.Joined = "Ye Jun", []alliance.Kind{}, joined
			})
			must(t, err)
			same(t, "member as written", written, want)
			read, err := store.Member(ctx, id)
			must(t, err)
			same(t, "member as read (no kinds are not the default kinds)", read, want)
		}

		before := contents(t, store)
		_, err = store.ChangeMember(ctx, 7, func(*alliance.Member) {})
		must(t, err)
		same(t, "state after no change", contents(t, store), before)
	})
}

func TestMembersOnPage(t *testing.T) {
	onEveryEngine(t, func(t *testing.T, store *Store) {
		ctx := t.Context()
		var want []int64
		for id := int64(-100); id < 400; id++ {
			_, err := store.ChangeMember(ctx, id, func(*alliance.Member) {})
			must(t, err)
			want = append(want, id)
		}
		var got []int64
		for _, page := range store.MemberPages() {
			members, err := store.MembersOnPage(ctx, page)
			must(t, err)
			if len(members) > 40 {
				t.Errorf("page %d has %d of 500 members", page, len(members))
			}
			for _, member := range members {
				got = append(got, member.ID)
			}
		}
		slices.Sort(got)
		same(t, "members on all pages", got, want)
	})
}

func TestChangeMemberContested(t *testing.T) {
	const writers, changes = 16, 8
	onEveryEngine(t, func(t *testing.T, store *Store) {
		var want []time.Duration
		var writing sync.WaitGroup
		for writer := range writers {
			for change := range changes {
				want = append(want, time.Duration(writer*changes+change))
			}
			writing.Go(func() {
				for change := range changes {
					_, err := store.ChangeMember(t.Context(), 7, func(member *alliance.Member) {
						member.Leads = append(member.Leads, time.Duration(writer*changes+change))
					})
					if err != nil {
						t.Error(err)
					}
				}
			})
		}
		writing.Wait()
		member, err := store.Member(t.Context(), 7)
		must(t, err)
		slices.Sort(member.Leads)
		same(t, "changes that are there", member.Leads, want)
	})
}
