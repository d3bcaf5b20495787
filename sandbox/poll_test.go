package sandbox

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

func ids(updates []received) []int64 {
	list := []int64{}
	for _, update := range updates {
		list = append(list, update.ID)
	}
	return list
}

func TestOffsets(t *testing.T) {
	server := newServer(t, testWorld())
	var posted []int64
	for range 5 {
		posted = append(posted, must[Posted](t)(server.Send(t.Context(), Post{From: 1, Text: "x"})).UpdateID)
	}
	at := func(i int) string { return strconv.FormatInt(posted[i], 10) }
	tests := []struct {
		name  string
		pairs []string
		want  []int64
	}{
		{"all", nil, posted},
		{"again, nothing was confirmed", []string{"limit", "2"}, posted[:2]},
		{"confirmed below the offset", []string{"offset", at(2)}, posted[2:]},
		{"for good", []string{"offset", at(0)}, posted[2:]},
		{"the last two", []string{"offset", "-2"}, posted[3:]},
		{"and no others", nil, posted[3:]},
		{"only what is asked for from now on", []string{"offset", strconv.FormatInt(posted[4]+1, 10), "allowed_updates", `["callback_query"]`}, []int64{}},
	}
	for _, test := range tests {
		got := ids(granted[[]received](t, server, "getUpdates", test.pairs...))
		if len(got) != len(test.want) || len(got) > 0 && got[0] != test.want[0] {
			t.Errorf("%s: got %v, want %v", test.name, got, test.want)
		}
	}
	if got := must[Posted](t)(server.Send(t.Context(), Post{From: 1, Text: "x"})).UpdateID; got != 0 {
		t.Errorf("unwanted update has id %d", got)
	}
	if err := server.Redeliver(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]int64{posted[4:], {}} {
		got := ids(granted[[]received](t, server, "getUpdates", "offset", strconv.FormatInt(posted[4]+1, 10)))
		if len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
			t.Errorf("delivered again: got %v, want %v", got, want)
		}
	}
}

func TestLongPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newServer(t, testWorld())
		poll := func(seconds string) chan reply {
			answer := make(chan reply, 1)
			go func() { answer <- ask(t, server, "getUpdates", "timeout", seconds) }()
			synctest.Wait()
			return answer
		}
		start := time.Now()
		if got := <-poll("20"); !got.OK || string(got.Result) != "[]" || time.Since(start) != 20*time.Second {
			t.Errorf("got %+v after %v", got, time.Since(start))
		}
		start = time.Now()
		if <-poll("9999"); time.Since(start) != 50*time.Second {
			t.Errorf("the longest poll took %v", time.Since(start))
		}
		older, newer := poll("50"), poll("50")
		const taken = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
		if got := <-older; got.Code != http.StatusConflict || got.Description != taken {
			t.Errorf("older poll: got %+v", got)
		}
		must[Posted](t)(server.Send(t.Context(), Post{From: 1, Text: "x"}))
		if got := <-newer; !got.OK || len(got.Result) < 10 {
			t.Errorf("newer poll: got %+v", got)
		}
		granted[[]received](t, server, "getUpdates", "offset", "999999999") // confirms everything
		waiting := poll("50")
		granted[bool](t, server, "setWebhook", "url", "http://127.0.0.1:1/")
		if got := <-waiting; got.Description != "Conflict: terminated by setWebhook request" {
			t.Errorf("got %+v", got)
		}
		if got := refused(t, server, "getUpdates"); got != "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" {
			t.Errorf("got %s", got)
		}
		granted[bool](t, server, "deleteWebhook", "drop_pending_updates", "true")
		waiting = poll("50")
		if err := server.Close(); err != nil {
			t.Error(err)
		}
		if got := <-waiting; !got.OK {
			t.Errorf("at the close: got %+v", got)
		}
	})
}

func TestUpdatesExpire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newServer(t, testWorld())
		must[Posted](t)(server.Send(t.Context(), Post{From: 1, Text: "x"}))
		time.Sleep(updateLife + time.Second)
		if got := granted[[]received](t, server, "getUpdates"); len(got) != 0 {
			t.Errorf("got %d updates", len(got))
		}
	})
}

func TestTransports(t *testing.T) {
	server := newServer(t, testWorld())
	multipart := "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n1\r\n--B\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nx\r\n--B--\r\n"
	tests := []struct {
		name, method, path, kind, body string
		code                           int
	}{
		{"query", "GET", "/bot" + testToken + "/sendMessage?chat_id=1&text=x", "", "", 200},
		{"form", "POST", "/bot" + testToken + "/sendMessage", "application/x-www-form-urlencoded", "chat_id=1&text=x", 200},
		{"json", "POST", "/bot" + testToken + "/sendmessage", "application/json; charset=utf-8", `{"chat_id":1,"text":"x","entities":[],"reply_markup":null}`, 200},
		{"multipart", "POST", "/bot" + testToken + "/sendMessage", "multipart/form-data; boundary=B", multipart, 200},
		{"empty multipart", "POST", "/bot" + testToken + "/getMe", "multipart/form-data; boundary=B", "", 200},
		{"torn json", "POST", "/bot" + testToken + "/sendMessage", "application/json", `{"chat_id":1`, 400},
		{"torn multipart", "POST", "/bot" + testToken + "/sendMessage", "multipart/form-data; boundary=B", multipart[:60], 400},
		{"other token", "GET", "/bot43:SECRET/getMe", "", "", 401},
		{"no token", "GET", "/botx/getMe", "", "", 404},
		{"no method", "GET", "/bot" + testToken, "", "", 404},
		{"unknown method", "GET", "/bot" + testToken + "/fly", "", "", 404},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			recorder := serve(server, test.method, test.path, test.kind, test.body)
			var answer reply
			if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
				t.Fatal(err)
			}
			if recorder.Code != test.code || answer.OK != (test.code == 200) || !answer.OK && answer.Code != test.code {
				t.Errorf("got %d %+v", recorder.Code, answer)
			}
		})
	}
}

func TestBodyLimit(t *testing.T) {
	server := newServer(t, testWorld())
	listener := httptest.NewServer(server)
	t.Cleanup(listener.Close)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, listener.URL+"/bot"+testToken+"/sendMessage", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.ContentLength, request.Body = bodyLimit+1, http.MaxBytesReader(nil, zeros{}, bodyLimit+1)
	response, err := listener.Client().Do(request)
	if err != nil {
		t.Skip("refused while sending:", err) // also right: the server need not read on
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("got %s", response.Status)
	}
}

// zeros is a body without end.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }
func (zeros) Close() error               { return nil }
