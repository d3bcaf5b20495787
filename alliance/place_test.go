package alliance

import (
	"encoding/json"
	"testing"
)

func TestPlaceText(t *testing.T) {
	for text, place := range map[string]Place{"7": {Chat: 7}, "-2001": {Chat: -2001}, "-1001234567890/45": {Chat: -1001234567890, Topic: 45}} {
		if got := place.String(); got != text {
			t.Errorf("%+v is written %q", place, got)
		}
		if got, err := ParsePlace(text); got != place || err != nil {
			t.Errorf("%q is read as %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "x", "1/", "1/x", "1/2/3", "/2"} {
		if place, err := ParsePlace(text); KindOf(err) != Invalid {
			t.Errorf("%q is read as %+v, %v", text, place, err)
		}
	}
}

// TestPlaceJSON: what was stored before there were topics is read as it was meant.
func TestPlaceJSON(t *testing.T) {
	var audience Audience
	if err := json.Unmarshal([]byte(`{"chats":[-2001,"-1002","-1002/5"]}`), &audience); err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(audience)
	if want := `{"chats":["-2001","-1002","-1002/5"]}`; string(written) != want || err != nil {
		t.Errorf("written %s, %v, want %s", written, err, want)
	}
	if err := json.Unmarshal([]byte(`{"chats":[true]}`), &audience); err == nil {
		t.Error("no place was read as one")
	}
}
