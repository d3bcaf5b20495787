package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// ledgerKept is how long the ledger of a finished dispatch is kept.
const ledgerKept = 90 * 24 * time.Hour

// rememberReminders is how long after an event it is remembered which of its reminders were sent.
const rememberReminders = 7 * 24 * time.Hour

// Begin enters a dispatch, once: false says that it had begun before. A reminder's lead times (Audience.Leads) are covered one
// by one, and those that an earlier dispatch has covered are left out; if none remains, nothing begins.
func (store *Store) Begin(ctx context.Context, begun alliance.Dispatch) (bool, error) {
	text, err := json.Marshal(begun)
	if err != nil {
		return false, fmt.Errorf("encode dispatch: %w", err)
	}
	keys := []string{keyDispatch(begun.ID), keyActive}
	// What is active sorts as text: the more pressing first, then the older.
	place := fmt.Sprintf("%d %020d", begun.Purpose.Priority(), begun.Created.UnixMilli())
	args := []any{begun.ID, text, place, 0}
	switch begun.Purpose {
	case alliance.ForReminder:
		keys = append(keys, keyReminded(begun.Event))
		args[3] = begun.Start.Add(rememberReminders).Unix()
		for _, lead := range begun.Audience.Leads {
			args = append(args, remindedField(begun.Start, lead, begun.Audience.Quiet))
		}
	case alliance.ForNotice:
		keys = append(keys, keyReminded(begun.Event))
		args[3] = begun.Start.Add(rememberReminders).Unix()
		args = append(args, begun.ID)
	case alliance.ForSnooze, alliance.ForDigest, alliance.ForBroadcast:
	}
	covered, err := scriptBegin.Run(ctx, store.redis, keys, args...).StringSlice()
	return len(covered) > 0, failed("begin dispatch", err)
}

// Dispatch finds a dispatch; a missing one is an error of kind NotFound.
func (store *Store) Dispatch(ctx context.Context, id string) (alliance.Dispatch, error) {
	fields, err := store.redis.HGetAll(ctx, keyDispatch(id)).Result()
	if err != nil {
		return alliance.Dispatch{}, failed("read dispatch", err)
	}
	if len(fields) == 0 {
		return alliance.Dispatch{}, alliance.Errorf(alliance.NotFound, "read dispatch %s: none", id)
	}
	return decodeDispatch(id, fields)
}

func decodeDispatch(id string, fields map[string]string) (alliance.Dispatch, error) {
	var found alliance.Dispatch
	if err := json.Unmarshal([]byte(fields["doc"]), &found); err != nil {
		return alliance.Dispatch{}, fmt.Errorf("decode dispatch %s: %w", id, err)
	}
	found.State = alliance.DispatchState(fields["state"])
	found.Cursor = fields["cursor"]
	if found.Purpose == alliance.ForReminder {
		found.Audience.Leads = coveredLeads(fields["covers"])
	}
	return found, nil
}

func coveredLeads(covers string) []time.Duration {
	leads := []time.Duration{}
	for field := range strings.FieldsSeq(covers) {
		_, minutes, _ := strings.Cut(field, "/")
		minutes, _, _ = strings.Cut(minutes, "/")
		if lead, err := strconv.Atoi(minutes); err == nil {
			leads = append(leads, time.Duration(lead)*time.Minute)
		}
	}
	return leads
}

// Active lists the ids of the dispatches that are under way, the most pressing first and among equals the older first.
func (store *Store) Active(ctx context.Context) ([]string, error) {
	fields, err := store.redis.HGetAll(ctx, keyActive).Result()
	if err != nil {
		return nil, failed("read active dispatches", err)
	}
	ids := make([]string, 0, len(fields))
	for id := range fields {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(strings.Compare(fields[a], fields[b]), strings.Compare(a, b)) })
	return ids, nil
}

// Append enters a page of recipients and moves the cursor from one place to the next, in one step; the cursor begins at "0"
// and ends at "end". A cursor that stands elsewhere, or a dispatch withdrawn, is an error of kind Conflict. Nobody may be
// entered twice.
func (store *Store) Append(ctx context.Context, id, cursor, next string, recipients []dispatch.Recipient) error {
	args := []any{cursor, next}
	for _, recipient := range recipients {
		outcome := ""
		if recipient.Skipped != "" {
			outcome = countedOutcome(alliance.Outcome{State: alliance.Skipped, Reason: recipient.Skipped})
		}
		args = append(args, recipient.Chat, outcome)
	}
	moved, err := scriptAppend.Run(ctx, store.redis, []string{keyDispatch(id), keyReady(id), keyOutcomes(id), keyTally(id)}, args...).Int()
	if err != nil {
		return failed("append recipients", err)
	}
	if moved == 0 {
		return alliance.Errorf(alliance.Conflict, "append recipients to %s: cursor moved or dispatch ended", id)
	}
	return nil
}

// Lease takes up to most recipients of a dispatch who are due at now. Until the end of the lease they are the caller's alone.
func (store *Store) Lease(ctx context.Context, id string, now, until time.Time, most int) ([]int64, error) {
	texts, err := scriptLease.Run(ctx, store.redis, []string{keyDispatch(id), keyReady(id), keyWaiting(id)},
		now.UnixMilli(), until.UnixMilli(), most).StringSlice()
	if err != nil {
		return nil, failed("lease recipients", err)
	}
	chats := make([]int64, 0, len(texts))
	for _, text := range texts {
		if chat, err := strconv.ParseInt(text, 10, 64); err == nil {
			chats = append(chats, chat)
		}
	}
	return chats, nil
}

// Settle records settlements and returns how many counted: one whose lease has passed to somebody else does not. A wait ends
// half a millisecond early in the ledger, where leases end on whole ones: so nobody's lease can be mistaken for it.
func (store *Store) Settle(ctx context.Context, id string, settlements []dispatch.Settlement) (int, error) {
	args := make([]any, 0, 4*len(settlements))
	for _, settlement := range settlements {
		args = append(args, settlement.Chat, settlement.Lease.UnixMilli())
		if settlement.Outcome.State == alliance.Waiting {
			args = append(args, "wait", strconv.FormatInt(settlement.NotBefore.UnixMilli()-1, 10)+".5")
		} else {
			args = append(args, storedOutcome(settlement.Outcome), countedOutcome(settlement.Outcome))
		}
	}
	settled, err := scriptSettle.Run(ctx, store.redis, []string{keyWaiting(id), keyOutcomes(id), keyTally(id)}, args...).Int()
	return settled, failed("settle recipients", err)
}

// Conclude ends a dispatch whose recipients are all settled, and reports whether it is ended. One that was withdrawn stays so.
func (store *Store) Conclude(ctx context.Context, id string, now time.Time) (bool, error) {
	keys := []string{keyDispatch(id), keyReady(id), keyWaiting(id), keyActive, keyOutcomes(id), keyTally(id)}
	done, err := scriptFinish.Run(ctx, store.redis, keys, id, int(ledgerKept/time.Second), now.UnixMilli()).Int()
	return done == 1, failed("conclude dispatch", err)
}

// Withdraw stops a dispatch: nobody is sent to any more. The ledger keeps who was reached. One that is done already is an
// error of kind Conflict, a missing one of kind NotFound; doing it again changes nothing.
func (store *Store) Withdraw(ctx context.Context, id string) error {
	keys := []string{keyDispatch(id), keyActive, keyReady(id), keyWaiting(id), keyOutcomes(id), keyTally(id)}
	state, err := scriptWithdraw.Run(ctx, store.redis, keys, id, int(ledgerKept/time.Second)).Text()
	if alliance.DispatchState(state) == alliance.Done {
		return alliance.Errorf(alliance.Conflict, "withdraw dispatch %s: it is done", id)
	}
	return failed("withdraw dispatch", err)
}

// The outcomes as stored. What is counted carries no message id.
func storedOutcome(outcome alliance.Outcome) string {
	if outcome.State == alliance.Sent {
		return "sent " + strconv.FormatInt(outcome.Message, 10)
	}
	return countedOutcome(outcome)
}

func countedOutcome(outcome alliance.Outcome) string {
	if outcome.Reason == "" {
		return string(outcome.State)
	}
	return string(outcome.State) + " " + outcome.Reason
}

// Outcome tells what became of one recipient; Waiting covers those not in the ledger (yet).
func (store *Store) Outcome(ctx context.Context, id string, chat int64) (alliance.Outcome, error) {
	text, err := store.redis.HGet(ctx, keyOutcomes(id), strconv.FormatInt(chat, 10)).Result()
	if err = failed("read outcome", err); err != nil {
		if alliance.KindOf(err) == alliance.NotFound {
			return alliance.Outcome{State: alliance.Waiting}, nil
		}
		return alliance.Outcome{}, err
	}
	return parseOutcome(text), nil
}

func parseOutcome(text string) alliance.Outcome {
	state, detail, _ := strings.Cut(text, " ")
	outcome := alliance.Outcome{State: alliance.OutcomeState(state)}
	if outcome.State == alliance.Sent {
		outcome.Message, _ = strconv.ParseInt(detail, 10, 64)
	} else {
		outcome.Reason = detail
	}
	return outcome
}

// Tally counts the recipients of a dispatch by state.
func (store *Store) Tally(ctx context.Context, id string) (alliance.Tally, error) {
	fields, err := store.redis.HGetAll(ctx, keyTally(id)).Result()
	if err != nil {
		return alliance.Tally{}, failed("read tally", err)
	}
	return tallyOf(fields), nil
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
