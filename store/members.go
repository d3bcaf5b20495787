package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// memberShards spreads the members over so many hashes: of 100,000 members each has about 400.
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

// pageShards is how many hashes make a page, which is read in one step: 100,000 members make pages of about 6,000.
const pageShards = 16

// MemberPages are the numbers of the pages that MembersOnPage has, in order: each is that of its first hash.
func (store *Store) MemberPages() []int {
	pages := make([]int, 0, memberShards/pageShards)
	for shard := 0; shard < memberShards; shard += pageShards {
		pages = append(pages, shard)
	}
	return pages
}

// MembersOnPage reads one page of the members; pages are of about equal size and never share a member.
func (store *Store) MembersOnPage(ctx context.Context, page int) ([]alliance.Member, error) {
	var shards [pageShards]*redis.MapStringStringCmd
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i := range shards {
			shards[i] = pipe.HGetAll(ctx, keyMembers(int64(page+i)))
		}
		return nil
	})
	if err != nil {
		return nil, failed("read members", err)
	}
	var members []alliance.Member
	for _, shard := range shards {
		for _, text := range shard.Val() {
			member, err := decodeMember(text)
			if err != nil {
				return nil, err
			}
			members = append(members, member)
		}
	}
	return members, nil
}
