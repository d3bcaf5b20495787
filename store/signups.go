package store

import (
	"context"
	"math/rand/v2"
	"strconv"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// SetSignUp notes how a member stands with an event; an empty one that the member has not answered. Broadcasts for late joiners may include
// the member now. One that is not known is an error of kind Invalid.
func (store *Store) SetSignUp(ctx context.Context, event string, member int64, signUp alliance.SignUp) error {
	if signUp != "" && !signUp.Known() {
		return alliance.Errorf(alliance.Invalid, "sign up: there is no %q", signUp)
	}
	field := strconv.FormatInt(member, 10)
	_, err := store.redis.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		if signUp == "" {
			pipe.HDel(ctx, keySignUps(event), field)
		} else {
			pipe.HSet(ctx, keySignUps(event), field, string(signUp))
		}
		pipe.HSet(ctx, keyStirred, field, strconv.FormatUint(rand.Uint64(), 36)) // as regroup writes
		return nil
	})
	return failed("sign up", err)
}

// SignUps tells how some members stand with an event, in their order.
func (store *Store) SignUps(ctx context.Context, event string, members []int64) ([]alliance.SignUp, error) {
	values, err := store.fields(ctx, keySignUps(event), members)
	if err != nil {
		return nil, failed("read sign-ups", err)
	}
	signUps := make([]alliance.SignUp, len(members))
	for i, value := range values {
		text, _ := value.(string)
		signUps[i] = alliance.SignUp(text)
	}
	return signUps, nil
}

// standing keeps those who stand so with the event of an audience. Nobody stands with one that is gone.
func (store *Store) standing(
	ctx context.Context, audience alliance.Audience, fallback alliance.Language, members []alliance.Member,
) ([]alliance.Member, error) {
	event, err := store.Event(ctx, audience.Event)
	switch {
	case err != nil && alliance.KindOf(err) == alliance.NotFound:
		return nil, nil
	case err != nil:
		return nil, err
	}
	signUps, err := store.SignUps(ctx, audience.Event, chatsOf(members))
	if err != nil {
		return nil, err
	}
	var kept []alliance.Member
	for i, member := range members {
		invited := audience.Standing != alliance.StandingUnanswered || event.Audience.Includes(member, fallback)
		if invited && audience.Standing.Has(signUps[i]) {
			kept = append(kept, member)
		}
	}
	return kept, nil
}
