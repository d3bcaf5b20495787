package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
	"alliancebot/dispatch"
)

// rememberReminders is how long after an event it is remembered which of its reminders were sent.
const rememberReminders = 7 * 24 * time.Hour

// latestKept is how many of the latest broadcasts Broadcasts can list.
const latestKept = 500

// Begin enters a dispatch, once: false says that it had begun before. One that needs approval is proposed; one that is to begin after
// it was created, or ahead of an event, is scheduled. The times that a reminder is for (Audience.Slots) are covered one by one, and
// those that an earlier dispatch has covered are left out; if none remains, nothing begins. To edit what was recalled, or to bring it to
// mind, is an error of kind Conflict.
func (store *Store) Begin(ctx context.Context, begun alliance.Dispatch) (bool, error) {
	text, err := json.Marshal(begun)
	if err != nil {
		return false, fmt.Errorf("encode dispatch: %w", err)
	}
	appointment, err := encodeAppointment(begun)
	if err != nil {
		return false, err
	}
	state, waiting := alliance.Scheduled, keyScheduled
	if !begun.AnswerBy.IsZero() {
		state, waiting, appointment = alliance.Proposed, keyProposed, strconv.FormatInt(begun.AnswerBy.UnixMilli(), 10)
	}
	keys := []string{keyDispatch(begun.ID), keyActive, waiting, keyLatest, keyOpen}
	latest := 0
	if begun.Purpose == alliance.ForBroadcast {
		latest = latestKept
	}
	open := int64(0)
	if begun.Late {
		open = begun.LateEnds().UnixMilli()
	}
	args := []any{begun.ID, text, place(begun), appointment, begun.Created.UnixMilli(), latest, begun.Start.Add(rememberReminders).Unix(), note(begun), string(state), open}
	if covers := covered(begun); covers != nil {
		keys, args = append(keys, keyReminded(begun.Event)), append(args, covers...)
	}
	if note(begun) != "" {
		keys = append(keys, keyDispatch(begun.About()))
	}
	begins, err := scriptBegin.Run(ctx, store.redis, keys, args...).StringSlice()
	if slices.Equal(begins, []string{""}) {
		return false, alliance.Errorf(alliance.Conflict, "begin dispatch %s: %s was recalled", begun.ID, begun.About())
	}
	return len(begins) > 0, failed("begin dispatch", err)
}

// note is the field in which the broadcast that a dispatch refers to knows of it; empty where there is none.
func note(dispatch alliance.Dispatch) string {
	switch {
	case dispatch.Task == alliance.Recall:
		return "recalled"
	case dispatch.Task == alliance.Edit && dispatch.Version != "":
		return "edited:" + string(dispatch.Version)
	case dispatch.Task == alliance.Edit:
		return "edited"
	case dispatch.Nudges != "":
		return "nudged:" + dispatch.ID
	}
	return ""
}

// nudges reads from the fields of a broadcast by what it was brought to mind.
func nudges(fields map[string]string) (ids []string) {
	for field := range fields {
		if id, nudged := strings.CutPrefix(field, "nudged:"); nudged {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// edits reads from the fields of a broadcast by what it was edited.
func edits(fields map[string]string) map[alliance.Language]string {
	var found map[alliance.Language]string
	for field, id := range fields {
		name, version, _ := strings.Cut(field, ":")
		if name != "edited" {
			continue
		}
		if found == nil {
			found = map[alliance.Language]string{}
		}
		found[alliance.Language(version)] = id
	}
	return found
}

// covered names what members are told of an event by a dispatch, so that it is told once and known whom it reached; nil for what
// is not of that sort.
func covered(begun alliance.Dispatch) []any {
	fields := []any{}
	switch begun.Purpose {
	case alliance.ForReminder, alliance.ForPreparation:
		for _, slot := range begun.Audience.Slots {
			fields = append(fields, remindedField(begun.Start, slot))
		}
	case alliance.ForNotice, alliance.ForSnooze:
		fields = append(fields, begun.ID)
	case alliance.ForAnswer, alliance.ForDigest, alliance.ForMemo, alliance.ForAmendment, alliance.ForBroadcast:
		return nil
	}
	return fields
}

// place sorts what is active, as text: the more pressing first, then the older.
func place(begun alliance.Dispatch) string {
	return fmt.Sprintf("%d %020d", begun.Priority(), begun.Created.UnixMilli())
}

// encodeAppointment is empty for a dispatch that begins at once.
func encodeAppointment(begun alliance.Dispatch) (string, error) {
	if begun.Ahead == 0 && !begun.NotBefore.After(begun.Created) {
		return "", nil
	}
	appointment := dispatch.Appointment{ID: begun.ID, At: begun.NotBefore, Event: begun.Event, Ahead: begun.Ahead}
	if begun.Memo == alliance.Outstanding {
		appointment.Of = begun.Of
	}
	text, err := json.Marshal(appointment)
	if err != nil {
		return "", fmt.Errorf("encode appointment: %w", err)
	}
	return string(text), nil
}

// Scheduled lists when the dispatches that have yet to begin are to do so, in no order. One that cannot be read is an
// error, and the others are listed all the same.
func (store *Store) Scheduled(ctx context.Context) ([]dispatch.Appointment, error) {
	texts, err := store.redis.HVals(ctx, keyScheduled).Result()
	if err != nil {
		return nil, failed("read scheduled dispatches", err)
	}
	appointments := make([]dispatch.Appointment, 0, len(texts))
	for _, text := range texts {
		var appointment dispatch.Appointment
		if broken := json.Unmarshal([]byte(text), &appointment); broken != nil {
			err = errors.Join(err, fmt.Errorf("decode appointment: %w", broken))
			continue
		}
		appointments = append(appointments, appointment)
	}
	return appointments, err
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
	found.Edited, found.Nudged, found.Recalled = edits(fields), nudges(fields), fields["recalled"]
	found.Cursor, found.Why, found.Begun = fields["cursor"], fields["why"], found.Created
	if begun, err := strconv.ParseInt(fields["begun"], 10, 64); err == nil {
		found.Begun = time.UnixMilli(begun).UTC()
	}
	if text := fields["verdict"]; text != "" {
		if err := json.Unmarshal([]byte(text), &found.Verdict); err != nil {
			return alliance.Dispatch{}, fmt.Errorf("decode verdict on %s: %w", id, err)
		}
	}
	if resumed, err := strconv.ParseInt(fields["resumed"], 10, 64); err == nil {
		found.Resumed = time.UnixMilli(resumed).UTC()
	}
	if found.Purpose == alliance.ForReminder || found.Purpose == alliance.ForPreparation {
		found.Audience.Slots = coveredSlots(fields["covers"])
	}
	return found, nil
}

func coveredSlots(covers string) []alliance.Slot {
	slots := []alliance.Slot{}
	for field := range strings.FieldsSeq(covers) {
		if _, slot, reminds := parseReminded(field); reminds {
			slots = append(slots, slot)
		}
	}
	return slots
}

// State tells where a dispatch stands; a missing one is an error of kind NotFound.
func (store *Store) State(ctx context.Context, id string) (alliance.DispatchState, error) {
	state, err := store.vital.HGet(ctx, keyDispatch(id), "state").Result()
	return alliance.DispatchState(state), failed("read state of dispatch", err)
}

// Active lists the ids of the dispatches that are under way, the most pressing first and among equals the older first.
func (store *Store) Active(ctx context.Context) ([]string, error) {
	fields, err := store.vital.HGetAll(ctx, keyActive).Result()
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

// Broadcasts lists the latest broadcasts, up to most, the latest first; edits and recalls are among them.
func (store *Store) Broadcasts(ctx context.Context, most int) ([]alliance.Dispatch, error) {
	ids, err := store.redis.LRange(ctx, keyLatest, 0, int64(most)-1).Result()
	if err != nil {
		return nil, failed("list broadcasts", err)
	}
	reads := make([]*redis.MapStringStringCmd, len(ids))
	_, err = store.redis.Pipelined(ctx, func(pipe redis.Pipeliner) error {
		for i, id := range ids {
			reads[i] = pipe.HGetAll(ctx, keyDispatch(id))
		}
		return nil
	})
	if err != nil {
		return nil, failed("read broadcasts", err)
	}
	found := make([]alliance.Dispatch, 0, len(ids))
	for i, id := range ids {
		if len(reads[i].Val()) == 0 { // its time is over
			continue
		}
		read, err := decodeDispatch(id, reads[i].Val())
		if err != nil {
			return nil, err
		}
		found = append(found, read)
	}
	return found, nil
}
