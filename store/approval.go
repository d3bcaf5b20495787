package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"alliancebot/alliance"
)

// Overdue lists the broadcasts that nobody has approved by now, and nobody can approve any more.
func (store *Store) Overdue(ctx context.Context, now time.Time) ([]string, error) {
	ends, err := store.redis.HGetAll(ctx, keyProposed).Result()
	if err != nil {
		return nil, failed("read proposals", err)
	}
	var overdue []string
	for id, text := range ends {
		if end, err := strconv.ParseInt(text, 10, 64); err != nil || end <= now.UnixMilli() {
			overdue = append(overdue, id)
		}
	}
	slices.Sort(overdue)
	return overdue, nil
}

// Judge decides on a broadcast that waits for approval, and begins the memo that tells of it, in one step; a memo without an id tells
// nobody. It reports whether this decided: of several verdicts the first counts.
func (store *Store) Judge(ctx context.Context, proposed alliance.Dispatch, verdict alliance.Verdict, memo alliance.Dispatch) (bool, error) {
	said, err := json.Marshal(verdict)
	if err != nil {
		return false, fmt.Errorf("encode verdict: %w", err)
	}
	told, err := json.Marshal(memo)
	if err != nil {
		return false, fmt.Errorf("encode memo: %w", err)
	}
	appointment, err := encodeAppointment(proposed)
	if err != nil {
		return false, err
	}
	state := alliance.Expanding
	switch {
	case !verdict.Approved():
		state = alliance.Withdrawn
	case appointment != "":
		state = alliance.Scheduled
	}
	keys := []string{keyDispatch(proposed.ID), keyActive, keyScheduled, keyProposed, keyDispatch(memo.ID)}
	if note(proposed) != "" {
		keys = append(keys, keyDispatch(proposed.About()))
	}
	judged, err := scriptJudge.Run(ctx, store.redis, keys, proposed.ID, said, string(state), place(proposed), appointment, verdict.At.UnixMilli(),
		string(verdict.Why), int(ledgerKept/time.Second), memo.ID, told, place(memo), note(proposed)).Int()
	return judged == 1, failed("judge dispatch", err)
}
