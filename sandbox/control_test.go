package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// driver is what tests drive a sandbox with, in this process or another.
type driver interface {
	State(context.Context) (State, error)
	Messages(ctx context.Context, chat int64, limit int) ([]Message, error)
	Changes(ctx context.Context, since int64, wait time.Duration) (Changes, error)
	Wait(context.Context, Awaited) (Arrived, error)
	Stats(context.Context) (Stats, error)
	Gallery(context.Context) ([]Exhibit, error)
	Send(context.Context, Post) (Posted, error)
	Press(context.Context, Press) (Pressed, error)
	Ask(context.Context, InlineQuery) (InlineAnswer, error)
	Choose(context.Context, Choice) (Posted, error)
	Load(context.Context, Load) (Loaded, error)
	Block(ctx context.Context, user int64, blocked bool) error
	Deactivate(ctx context.Context, user int64) error
	Migrate(ctx context.Context, from, to int64) error
	AddUsers(context.Context, NewUsers) error
	Redeliver(ctx context.Context, last int) error
	Reset(context.Context) error
	AddFault(context.Context, Fault) (int64, error)
	Faults(context.Context) ([]Fault, error)
	ClearFaults(context.Context) error
}

var (
	_ driver = (*Server)(nil)
	_ driver = Client{}
)

func serve(handler http.Handler, method, path, kind, body string) *httptest.ResponseRecorder {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	request.Header.Set("Content-Type", kind)
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

// TestControlShapes holds the control API to the names the chat page uses.
func TestControlShapes(t *testing.T) {
	config := testWorld()
	config.Gallery = func() []Sample {
		return []Sample{
			{Section: "s", Title: "good", Language: "en", Text: "<b>x</b>", Keyboard: [][]Key{{{Text: "k", Data: "1"}}}},
			{Section: "s", Title: "bad", Language: "en", Text: "<b>x"},
		}
	}
	server := newServer(t, config)
	granted[messageView](t, server, "sendMessage", "chat_id", "1", "text", "x", "reply_markup", keys(`{"text":"k","callback_data":"1"}`))
	tests := []struct{ method, path, body, names string }{
		{"GET", "/api/state", "", "bot users chats commands faults seq"},
		{"GET", "/api/changes?since=0&wait_ms=10", "", "seq messages toasts typing"},
		{"GET", "/api/wait?chat=1&contains=x&timeout_ms=1000", "", "ok count last"},
		{"GET", "/api/stats", "", "requests sends flood first_ns last_ns max_per_second"},
		{"POST", "/api/send", `{"from":1,"text":"hi"}`, "message_id update_id"},
		{"POST", "/api/send", `{"from":1,"photo":true,"caption":"c"}`, "message_id update_id"},
		{"POST", "/api/send", `{"from":1,"document":{"name":"a.txt","mime":"text/plain","base64":"aGk="}}`, "message_id update_id"},
		{"POST", "/api/press", `{"user":1,"text":"k"}`, "answered text alert url callback_id"},
		{"POST", "/api/block", `{"user":1,"blocked":true}`, ""},
		{"POST", "/api/users", `{"first":100,"count":3,"started":true}`, ""},
		{"POST", "/api/users", `{"id":50,"first_name":"Cai"}`, ""},
		{"POST", "/api/faults", `{"action":"500","methods":["send"],"p":0.5,"count":2}`, "id"},
		{"DELETE", "/api/faults", "", ""},
		{"POST", "/api/migrate", `{"chat":-5,"to":-1005}`, ""},
		{"POST", "/api/deactivate", `{"user":50}`, ""},
		{"POST", "/api/redeliver", `{"last":1}`, ""},
		{"POST", "/api/inline", `{"user":1,"query":"q"}`, "query_id answered next_offset is_personal"},
		{"POST", "/api/reset", ``, ""},
	}
	for _, test := range tests {
		recorder := serve(server, test.method, test.path, "application/json", test.body)
		var answer map[string]any
		if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil || recorder.Code != 200 {
			t.Errorf("%s %s: %d %s", test.method, test.path, recorder.Code, recorder.Body)
			continue
		}
		for name := range strings.FieldsSeq(test.names) {
			if _, ok := answer[name]; !ok {
				t.Errorf("%s %s: %q is missing in %s", test.method, test.path, name, recorder.Body)
			}
		}
	}
	gallery := must[[]Exhibit](t)(server.Gallery(t.Context()))
	if gallery[0].Text != "x" || len(gallery[0].Entities) != 1 || gallery[0].Error != "" || gallery[1].Error == "" {
		t.Errorf("got gallery %+v", gallery)
	}
}

func TestControlRefusals(t *testing.T) {
	server := newServer(t, testWorld())
	for _, test := range [][3]string{
		{"POST", "/api/send", `{"from":99,"text":"x"}`},
		{"POST", "/api/send", `{"from":1,"text":" "}`},
		{"POST", "/api/send", `{"from":1,"chat":2,"text":"x"}`},
		{"POST", "/api/send", `{`},
		{"POST", "/api/press", `{"user":1,"text":"nothing"}`},
		{"POST", "/api/migrate", `{"chat":1}`},
		{"POST", "/api/inline", `{"user":99,"query":"q"}`},
		{"POST", "/api/choose", `{"query_id":"5","result_id":"1"}`},
		{"POST", "/api/load", `{"rate":0}`},
		{"POST", "/api/users", `{}`},
		{"GET", "/api/messages?chat=99", ""},
		{"GET", "/api/messages?chat=x", ""},
	} {
		recorder := serve(server, test[0], test[1], "application/json", test[2])
		if recorder.Code != 400 || !strings.Contains(recorder.Body.String(), `"error":`) {
			t.Errorf("%q: got %d %s", test, recorder.Code, recorder.Body)
		}
	}
	request := httptest.NewRequest(http.MethodPost, "/api/reset", http.NoBody)
	request.Header.Set("Origin", "https://elsewhere.example")
	recorder := httptest.NewRecorder()
	server.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusForbidden {
		t.Errorf("from another site: got %d", recorder.Code)
	}
}

func TestUploads(t *testing.T) {
	server := newServer(t, testWorld())
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	for name, value := range map[string]string{"from": "1", "caption": "see /today", "photo": "true"} {
		if err := writer.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	part := must[interface{ Write([]byte) (int, error) }](t)(writer.CreateFormFile("file", "a.png"))
	must[int](t)(part.Write(plainPicture()))
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	if recorder := serve(server, "POST", "/api/send", writer.FormDataContentType(), form.String()); recorder.Code != 200 {
		t.Fatalf("got %d %s", recorder.Code, recorder.Body)
	}
	media := must[[]Message](t)(server.Messages(t.Context(), 1, 1))[0].Media
	if media == nil || media.Type != "photo" || media.Width != 320 || media.MIME != "image/png" {
		t.Fatalf("got %+v", media)
	}
	file := granted[fileAnswer](t, server, "getFile", "file_id", media.FileID)
	for _, path := range []string{media.URL, "/file/bot" + testToken + "/" + file.Path} {
		if recorder := serve(server, "GET", path, "", ""); !bytes.Equal(recorder.Body.Bytes(), plainPicture()) {
			t.Errorf("%s: got %d bytes", path, recorder.Body.Len())
		}
	}
	granted[messageView](t, server, "sendPhoto", "chat_id", "1", "photo", media.FileID, "caption", "<i>c</i>", "parse_mode", "HTML")
	if got := refused(t, server, "sendDocument", "chat_id", "1", "document", media.FileID); got != "Bad Request: can't use file of type Photo as Document" {
		t.Errorf("got %s", got)
	}
	album := `[{"type":"photo","media":"` + media.FileID + `","caption":"c"},{"type":"photo","media":"attach://x"}]`
	if got := refused(t, server, "sendMediaGroup", "chat_id", "1", "media", album); got != "Bad Request: wrong file identifier/HTTP URL specified" {
		t.Errorf("got %s", got)
	}
	views := granted[[]messageView](t, server, "sendMediaGroup", "chat_id", "1", "media", strings.ReplaceAll(album, "attach://x", media.FileID))
	if len(views) != 2 || views[0].Album == "" || views[0].Album != views[1].Album {
		t.Errorf("got %+v", views)
	}
	granted[messageView](t, server, "editMessageCaption", "chat_id", "1", "message_id", "3", "caption", "new")
}

func TestStoreIsBounded(t *testing.T) {
	store := files{byID: map[string]*file{}}
	data := make([]byte, fileLimit)
	for range 12 {
		store.add("document", "a", "b", data)
	}
	large := store.add("document", "a", "b", make([]byte, fileLimit+1))
	if store.size > storeLimit || store.byID[large.FileID].data != nil {
		t.Errorf("keeps %d bytes", store.size)
	}
}

// echo answers every update of the server until ctx ends.
func echo(ctx context.Context, t *testing.T, server *Server) {
	offset := int64(0)
	for ctx.Err() == nil {
		encoded, err := json.Marshal(map[string]any{"offset": offset, "timeout": 1})
		if err != nil {
			t.Error(err)
			return
		}
		recorder := serve(server, "POST", "/bot"+testToken+"/getUpdates", "application/json", string(encoded))
		var answer struct{ Result []received }
		if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
			t.Error(err)
			return
		}
		for _, update := range answer.Result {
			offset = update.ID + 1
			reply, err := json.Marshal(map[string]any{"chat_id": update.Message.Chat.ID, "text": "echo"})
			if err != nil {
				t.Error(err)
				return
			}
			serve(server, "POST", "/bot"+testToken+"/sendMessage", "application/json", string(reply))
		}
	}
}

func TestLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := testWorld()
		config.RTT = 2 * time.Millisecond
		server := newServer(t, config)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); echo(ctx, t, server) }()
		load := Load{Rate: 100, First: 500, Users: 7, Seconds: 2, Text: "/today"}
		got := must[Loaded](t)(server.Load(ctx, load))
		if got.Sent != 200 || got.Answered != 200 || got.Lost != 0 || got.P50 <= 0 || got.P50 > got.P90 || got.P99 > got.Max {
			t.Errorf("got %+v", got)
		}
		cancel()
		<-done
		load.Seconds = 0.1
		if got := must[Loaded](t)(server.Load(t.Context(), load)); got.Sent != 10 || got.Lost != 10 {
			t.Errorf("nobody answers, but got %+v", got)
		}
	})
}

func TestTypingAndToasts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newServer(t, testWorld())
		seq := must[State](t)(server.State(t.Context())).Seq
		go func() {
			time.Sleep(time.Second)
			granted[bool](t, server, "sendChatAction", "chat_id", "1", "action", "typing")
		}()
		changes := must[Changes](t)(server.Changes(t.Context(), seq, 25*time.Second))
		if len(changes.Typing) != 1 || changes.Typing[0] != 1 || len(changes.Messages) != 0 {
			t.Errorf("got %+v", changes)
		}
		granted[messageView](t, server, "sendMessage", "chat_id", "1", "text", "x")
		changes = must[Changes](t)(server.Changes(t.Context(), changes.Seq, 0))
		if len(changes.Typing) != 0 || len(changes.Messages) != 1 {
			t.Errorf("got %+v", changes)
		}
		id := must[Pressed](t)(server.Press(t.Context(), Press{User: 1, Data: "x", Forge: true})).CallbackID
		granted[bool](t, server, "answerCallbackQuery", "callback_query_id", id, "text", "ok")
		changes = must[Changes](t)(server.Changes(t.Context(), changes.Seq, 0))
		if len(changes.Toasts) != 1 || changes.Toasts[0] != (Toast{User: 1, Text: "ok"}) {
			t.Errorf("got %+v", changes)
		}
	})
}
