package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestFaults(t *testing.T) {
	tests := []struct {
		fault Fault
		code  int    // 0: no answer
		text  string // in the answer
		done  bool   // whether the message is there all the same
	}{
		{Fault{Action: "429", RetryAfter: 7}, 429, `"retry_after":7`, false},
		{Fault{Action: "500"}, 500, "Internal Server Error", false},
		{Fault{Action: "502"}, 502, "<html>", false},
		{Fault{Action: "timeout", DelayMS: 1}, 0, "", false},
		{Fault{Action: "reset"}, 0, "", false},
		{Fault{Action: "drop_reply"}, 0, "", true},
		{Fault{Action: "hang_reply", DelayMS: 1}, 0, "", true},
		{Fault{Action: "bad_json"}, 200, `{"message_id":`, true},
		{Fault{Action: "blocked"}, 403, "Forbidden: bot was blocked by the user", false},
		{Fault{Action: "chat_not_found"}, 400, "Bad Request: chat not found", false},
		{Fault{Action: "migrate", To: -1007}, 400, `"migrate_to_chat_id":-1007`, false},
		{Fault{Action: "slow", DelayMS: 1}, 200, `"ok":true`, true},
	}
	for _, test := range tests {
		t.Run(test.fault.Action, func(t *testing.T) {
			server := newServer(t, testWorld())
			listener := httptest.NewServer(server)
			t.Cleanup(listener.Close)
			test.fault.Methods, test.fault.Count, test.fault.Chat = []string{"send"}, 1, 1
			must[int64](t)(server.AddFault(t.Context(), test.fault))
			if got := ask(t, server, "getMe"); !got.OK {
				t.Errorf("another method: got %+v", got)
			}
			code, body := fetch(t, listener.URL+"/bot"+testToken+"/sendMessage?chat_id=1&text=x")
			if code != test.code || !strings.Contains(body, test.text) {
				t.Errorf("got %d %s", code, body)
			}
			messages := must[[]Message](t)(server.Messages(t.Context(), 1, 0))
			if (len(messages) == 1) != test.done {
				t.Errorf("got messages %+v", messages)
			}
			if got := must[[]Fault](t)(server.Faults(t.Context())); len(got) != 0 {
				t.Errorf("met often enough, but still there: %+v", got)
			}
		})
	}
}

// fetch gives the status and the body, or 0 where the connection was cut.
func fetch(t *testing.T, address string) (int, string) {
	t.Helper()
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}} // no silent second try
	response, err := client.Post(address, "text/plain", nil)
	if err != nil {
		return 0, ""
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestFaultOnPoll(t *testing.T) {
	server := newServer(t, testWorld())
	must[int64](t)(server.AddFault(t.Context(), Fault{Action: "500", Methods: []string{"getUpdates"}}))
	if got := ask(t, server, "getUpdates"); got.Code != 500 {
		t.Errorf("got %+v", got)
	}
	if err := server.ClearFaults(t.Context()); err != nil {
		t.Fatal(err)
	}
	granted[json.RawMessage](t, server, "getUpdates")
	if _, err := server.AddFault(t.Context(), Fault{Action: "explode"}); err == nil {
		t.Error("an unknown action was taken")
	}
}
