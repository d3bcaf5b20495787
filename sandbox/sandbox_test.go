package sandbox

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

const testToken = "42:SECRET"

// testWorld has a user who has started (1), one who has not (2), a basic group and a supergroup.
func testWorld() Config {
	return Config{
		Token: testToken, Username: "test_bot",
		Users:  []User{{ID: 1, FirstName: "Ann", LanguageCode: "en", Started: true}, {ID: 2, FirstName: "Bo", LanguageCode: "zh-hans"}},
		Groups: []Group{{ID: -5, Title: "Basic", Members: []int64{1, 2}}, {ID: -1000000000006, Title: "Super", Members: []int64{1}}},
	}
}

func newServer(t testing.TB, config Config) *Server {
	t.Helper()
	server := New(config)
	t.Cleanup(func() {
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	return server
}

// reply is an answer of the Bot API.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  parameters      `json:"parameters"`
}

// ask makes a request of the bot in process: arguments as pairs of name and value.
func ask(t testing.TB, handler http.Handler, method string, pairs ...string) reply {
	t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	request := httptest.NewRequest(http.MethodPost, "/bot"+testToken+"/"+method, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	var answer reply
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
		t.Fatalf("%s: status %d, %q: %v", method, recorder.Code, recorder.Body, err)
	}
	return answer
}

// granted makes a request that must succeed and decodes its result.
func granted[T any](t testing.TB, handler http.Handler, method string, pairs ...string) T {
	t.Helper()
	answer := ask(t, handler, method, pairs...)
	if !answer.OK {
		t.Fatalf("%s %q: %s", method, pairs, answer.Description)
	}
	var result T
	if err := json.Unmarshal(answer.Result, &result); err != nil {
		t.Fatalf("%s: %v", method, err)
	}
	return result
}

// refused makes a request that must fail, and gives the description.
func refused(t testing.TB, handler http.Handler, method string, pairs ...string) string {
	t.Helper()
	answer := ask(t, handler, method, pairs...)
	if answer.OK {
		t.Fatalf("%s %q succeeded: %s", method, pairs, answer.Result)
	}
	return answer.Description
}

func must[T any](t testing.TB) func(T, error) T {
	t.Helper()
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}
