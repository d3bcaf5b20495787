package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"alliancebot/alliance"
)

// memberShards spreads the members, so that a page of them is one hash: 100,000 members make pages of about 400.
const memberShards = 256

func shardOf(id int64) int64 {
	shard := id % memberShards
	if shard < 0 {
		shard += memberShards
	}
	return shard
}

// Member finds the member with this Telegram user id; a missing one is an error of kind NotFound.
func (store *Store) Member(ctx context.Context, id int64) (alliance.Member, error) {
	text, err := store.redis.HGet(ctx, keyMembers(shardOf(id)), strconv.FormatInt(id, 10)).Result()
	if err != nil {
		return alliance.Member{}, failed("read member", err)
	}
	return decodeMember(text)
}

func decodeMember(text string) (alliance.Member, error) {
	var member alliance.Member
	if err := json.Unmarshal([]byte(text), &member); err != nil {
		return alliance.Member{}, fmt.Errorf("decode member: %w", err)
	}
	return member, nil
}

// ChangeMember reads the member, or a new one with this id, lets change alter it and writes it back, all or nothing even where
// others change it at the same time. It returns the member as written.
func (store *Store) ChangeMember(ctx context.Context, id int64, change func(*alliance.Member)) (alliance.Member, error) {
	var member alliance.Member
	err := contested(func() error {
		key, field := keyMembers(shardOf(id)), strconv.FormatInt(id, 10)
		old, err := store.redis.HGet(ctx, key, field).Result()
		if err != nil && alliance.KindOf(failed("", err)) != alliance.NotFound {
			return failed("read member", err)
		}
		member = alliance.Member{ID: id, Role: alliance.Ordinary}
		before := member
		if old != "" {
			if member, err = decodeMember(old); err != nil {
				return err
			}
			before = member
		}
		change(&member)
		text, err := json.Marshal(member)
		if err != nil {
			return fmt.Errorf("encode member: %w", err)
		}
		if string(text) == old {
			return nil
		}
		writing := newSwap()
		writing.replace(key, field, old, string(text))
		writing.choose(before, member)
		writing.regroup(before, member)
		return writing.run(ctx, store)
	})
	return member, err
}

// MemberPages is how many pages MembersOnPage has.
func (store *Store) MemberPages() int { return memberShards }

// MembersOnPage reads one page of the members, numbered from 0; pages are of about equal size and never share a member.
func (store *Store) MembersOnPage(ctx context.Context, page int) ([]alliance.Member, error) {
	texts, err := store.redis.HGetAll(ctx, keyMembers(int64(page))).Result()
	if err != nil {
		return nil, failed("read members", err)
	}
	members := make([]alliance.Member, 0, len(texts))
	for _, text := range texts {
		member, err := decodeMember(text)
		if err != nil {
			return nil, err
		}
		members = append(members, member)
	}
	return members, nil
}
