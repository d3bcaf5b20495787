package bot

import "testing"

func TestLaneOfAnUpdate(t *testing.T) {
	t.Parallel()
	for payload, want := range map[string]int64{
		`{"update_id":1,"message":{"chat":{"id":-5},"from":{"id":7}}}`:                                            -5,
		`{"update_id":1,"callback_query":{"from":{"id":7}}}`:                                                      7,
		`{"update_id":1,"callback_query":{"from":{"id":7},"message":{"message_id":1,"date":1,"chat":{"id":-6}}}}`: -6,
		`{"update_id":1,"callback_query":{"from":{"id":7},"message":{"message_id":1,"date":0,"chat":{"id":-7}}}}`: -7,
		`{"update_id":1,"my_chat_member":{"chat":{"id":8},"from":{"id":9}}}`:                                      8,
		`{"update_id":1,"poll":{"id":"1"}}`:                                                                       0,
		`{"update_id":1,"message":5}`:                                                                             0,
	} {
		update, err := ReadUpdate([]byte(payload))
		stored := Update{ID: update.ID, Payload: update.Payload} // as it comes from the inbox
		if err != nil || update.chat() != want || stored.chat() != want {
			t.Errorf("%s: chat %d and %d, want %d (%v)", payload, update.chat(), stored.chat(), want, err)
		}
	}
}

func FuzzReadUpdate(f *testing.F) {
	for _, seed := range []string{
		`{"update_id":1,"message":{"chat":{"id":-5}}}`, `{"update_id":2,"callback_query":{"from":{"id":7}}}`,
		`{"update_id":3,"my_chat_member":{"chat":{"id":8}}}`, `{"update_id":4}`, `{}`, `[]`, `null`, `{"update_id":"x"}`,
		`{"update_id":5,"message":{"chat":{"id":"x"}}}`, `{"update_id":1e400}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, payload []byte) {
		update, err := ReadUpdate(payload)
		if err == nil && update.ID == 0 {
			t.Errorf("%s: an update without a number", payload)
		}
		_ = update.chat() // does not panic
	})
}
