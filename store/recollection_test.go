package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"alliancebot/alliance"
)

func TestRecollection(t *testing.T) {
	t.Parallel()
	var full alliance.Event
	populate(reflect.ValueOf(&full).Elem())
	full.Audience.Exclude = &alliance.Audience{Units: []string{"x"}}
	var recalled recollection
	for _, event := range []alliance.Event{full, {}, {ID: "a", Title: "before"}, {ID: "a", Title: "after"}} {
		text, err := json.Marshal(event)
		if err != nil {
			t.Fatal(err)
		}
		want, err := decodeEvent(string(text))
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			got, err := recalled.event(string(text))
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("got %+v, %v\nwant %+v", got, err, want)
			}
			spoil(reflect.ValueOf(&got).Elem()) // what was handed out is the caller's
		}
	}
	for i := range 2 * recollectionLimit {
		if _, err := recalled.event(fmt.Sprintf(`{"id":"%d"}`, i)); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(recalled.events); got > recollectionLimit {
		t.Errorf("remembers %d events", got)
	}
	if _, err := recalled.event("{"); err == nil {
		t.Error("no error for what is no event")
	}
}

// populate gives every list below value one element, and every text and number a value.
func populate(value reflect.Value) {
	switch value.Kind() {
	case reflect.Slice:
		value.Set(reflect.MakeSlice(value.Type(), 1, 1))
		populate(value.Index(0))
	case reflect.Struct:
		for _, field := range value.Fields() {
			if field.CanSet() {
				populate(field)
			}
		}
	case reflect.String:
		value.SetString("x")
	case reflect.Int, reflect.Int64:
		value.SetInt(1)
	}
}

// spoil changes the elements of every list below value.
func spoil(value reflect.Value) {
	switch value.Kind() {
	case reflect.Pointer:
		if !value.IsNil() {
			spoil(value.Elem())
		}
	case reflect.Slice:
		for i := range value.Len() {
			spoil(value.Index(i))
			value.Index(i).SetZero()
		}
	case reflect.Struct:
		for _, field := range value.Fields() {
			if field.CanSet() {
				spoil(field)
			}
		}
	}
}
