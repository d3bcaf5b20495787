package store

import (
	"context"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// The outcomes as stored: "sent 12 13", "sent @-1001 5", "failed reason". What is counted carries no message ids.
func storedOutcome(outcome alliance.Outcome) string {
	text := []byte(countedOutcome(outcome))
	if outcome.Moved != 0 {
		text = strconv.AppendInt(append(text, " @"...), outcome.Moved, 10)
	}
	for _, message := range outcome.Messages {
		text = strconv.AppendInt(append(text, ' '), message, 10)
	}
	return string(text)
}

func countedOutcome(outcome alliance.Outcome) string {
	if outcome.Reason == "" {
		return string(outcome.State)
	}
	return string(outcome.State) + " " + outcome.Reason
}

// Outcome tells what became of one recipient; Waiting covers those not in the ledger (yet).
func (store *Store) Outcome(ctx context.Context, id string, place alliance.Place) (alliance.Outcome, error) {
	text, err := store.redis.HGet(ctx, keyOutcomes(id), place.String()).Result()
	if err = failed("read outcome", err); err != nil {
		if alliance.KindOf(err) == alliance.NotFound {
			return alliance.Outcome{State: alliance.Waiting}, nil
		}
		return alliance.Outcome{}, err
	}
	return parseOutcome(text), nil
}

// Outcomes tells what became of several recipients, in their order.
func (store *Store) Outcomes(ctx context.Context, id string, chats []int64) ([]alliance.Outcome, error) {
	outcomes := make([]alliance.Outcome, len(chats))
	values, err := store.fields(ctx, keyOutcomes(id), chats)
	for i, value := range values {
		outcomes[i].State = alliance.Waiting
		if text, settled := value.(string); settled {
			outcomes[i] = parseOutcome(text)
		}
	}
	return outcomes, failed("read outcomes", err)
}

// fields reads what a hash says of each chat; nil stands for nothing.
func (store *Store) fields(ctx context.Context, key string, chats []int64) ([]any, error) {
	if len(chats) == 0 {
		return nil, nil
	}
	names := make([]string, len(chats))
	for i, chat := range chats {
		names[i] = strconv.FormatInt(chat, 10)
	}
	return store.redis.HMGet(ctx, key, names...).Result()
}

func parseOutcome(text string) alliance.Outcome {
	state, detail, _ := strings.Cut(text, " ")
	outcome := alliance.Outcome{State: alliance.OutcomeState(state)}
	if outcome.State != alliance.Sent {
		outcome.Reason = detail
		return outcome
	}
	for text := range strings.FieldsSeq(detail) {
		if chat, moved := strings.CutPrefix(text, "@"); moved {
			outcome.Moved, _ = strconv.ParseInt(chat, 10, 64) // as storedOutcome wrote it
		}
		if message, err := strconv.ParseInt(text, 10, 64); err == nil {
			outcome.Messages = append(outcome.Messages, message)
		}
	}
	return outcome
}

// Tally counts the recipients of a dispatch by state.
func (store *Store) Tally(ctx context.Context, id string) (alliance.Tally, error) {
	var fields *redis.MapStringStringCmd
	var doubts *redis.IntCmd
	_, err := store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		fields, doubts = pipe.HGetAll(ctx, keyTally(id)), pipe.ZCard(ctx, keyDoubts(id))
		return nil
	})
	if err != nil {
		return alliance.Tally{}, failed("read tally", err)
	}
	tally := tallyOf(fields.Val())
	if tally.Doubts.Count = int(doubts.Val()); tally.Doubts.Count > 0 {
		tally.Doubts.Names, err = store.doubted(ctx, id)
	}
	return tally, err
}

func tallyOf(fields map[string]string) alliance.Tally {
	tally := alliance.Tally{Reasons: map[string]int{}}
	for field, value := range fields {
		count, _ := strconv.Atoi(value)
		outcome := parseOutcome(field)
		switch {
		case field == "total":
			tally.Total = count
		case outcome.State == alliance.Sent:
			tally.Sent += count
		case outcome.State == alliance.Failed:
			tally.Failed += count
			tally.Reasons[outcome.Reason] += count
		case outcome.State == alliance.Skipped:
			tally.Skipped += count
			tally.Reasons[outcome.Reason] += count
		}
	}
	tally.Waiting = tally.Total - tally.Sent - tally.Failed - tally.Skipped
	return tally
}
