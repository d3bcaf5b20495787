package bot

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	tg "github.com/go-telegram/bot"

	"alliancebot/alliance"
)

// telegramSaying is a Bot API server that answers every call with this.
func telegramSaying(t *testing.T, answer http.HandlerFunc) *tg.Bot {
	t.Helper()
	server := httptest.NewServer(answer)
	t.Cleanup(server.Close)
	telegram := Telegram{Token: "42:SECRET", URL: server.URL}
	client := telegram.Client()
	t.Cleanup(client.CloseIdleConnections)
	api, err := telegram.API(client)
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func saying(status int, body string) http.HandlerFunc {
	return func(response http.ResponseWriter, _ *http.Request) {
		response.WriteHeader(status)
		_, _ = response.Write([]byte(body)) // the client reads it or does not
	}
}

// refusing answers as Telegram refuses (Bot API, "Making requests").
func refusing(description string) http.HandlerFunc {
	code := map[string]string{
		"Bad Request": "400", "Unauthorized": "401", "Forbidden": "403", "Not Found": "404", "Conflict": "409",
		"Request Entity Too Large": "413", "Too Many Requests": "429", "Internal Server Error": "500", "Bad Gateway": "502",
	}
	kind, _, _ := strings.Cut(description, ":")
	return saying(http.StatusOK, `{"ok":false,"error_code":`+code[kind]+`,"description":"`+description+`"}`)
}

// classifyCases are Telegram's refusals, by the words of its server, and everything else that happens to a call.
func classifyCases() map[string]struct {
	answer http.HandlerFunc
	want   alliance.Failure
} {
	type failing = struct {
		answer http.HandlerFunc
		want   alliance.Failure
	}
	cases := map[string]failing{
		"429":                {saying(429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 17","parameters":{"retry_after":17}}`), alliance.Failure{Class: alliance.Flood, Reason: "429", After: 17 * time.Second}},
		"429 without a time": {refusing("Too Many Requests"), alliance.Failure{Class: alliance.Flood, Reason: "429", After: time.Second}},
		"migrated":           {saying(400, `{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}`), alliance.Failure{Class: alliance.Migrated, Reason: "migrated", MigratedTo: -1001234567890}},
		"HTML of a gateway":  {saying(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"), alliance.Failure{Class: alliance.Retry, Reason: "unreadable answer", Ambiguous: true}},
		"half an answer":     {saying(200, `{"ok":true,"result":{"message_id":`), alliance.Failure{Class: alliance.Retry, Reason: "unreadable answer", Ambiguous: true}},
		"no body":            {saying(200, ""), alliance.Failure{Class: alliance.Retry, Reason: "unreadable answer", Ambiguous: true}},
		"answer cut off": {func(response http.ResponseWriter, _ *http.Request) {
			response.Header().Set("Content-Length", "1000")
			_, _ = response.Write([]byte(`{"ok":true`))
			panic(http.ErrAbortHandler)
		}, alliance.Failure{Class: alliance.Retry, Reason: "network", Ambiguous: true}},
		"connection reset": {func(response http.ResponseWriter, _ *http.Request) {
			conn, _, err := http.NewResponseController(response).Hijack()
			if err != nil {
				panic(err)
			}
			_ = conn.(*net.TCPConn).SetLinger(0)
			_ = conn.Close()
		}, alliance.Failure{Class: alliance.Retry, Reason: "network", Ambiguous: true}},
		"never answered": {func(_ http.ResponseWriter, request *http.Request) {
			_, _ = io.Copy(io.Discard, request.Body) // else the server does not see the client go
			<-request.Context().Done()
		}, alliance.Failure{Class: alliance.Retry, Reason: "no answer", Ambiguous: true}},
	}
	for description, want := range map[string]alliance.Failure{
		"Internal Server Error":    {Class: alliance.Retry, Reason: "http 500"},
		"Bad Gateway":              {Class: alliance.Retry, Reason: "http 502"},
		"Request Entity Too Large": {Class: alliance.Ours, Reason: "http 413"},
		"Unauthorized":             {Class: alliance.Unconfirmed, Reason: "401 unauthorized"},
		"Not Found":                {Class: alliance.Unconfirmed, Reason: "404 not found"},
		"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running": {Class: alliance.Unconfirmed, Reason: "409 conflict"},

		"Forbidden: bot was blocked by the user":                           {Class: alliance.Gone, Reason: "blocked"},
		"Forbidden: user is deactivated":                                   {Class: alliance.Gone, Reason: "deactivated"},
		"Forbidden: bot can't initiate conversation with a user":           {Class: alliance.Gone, Reason: "not started"},
		"Forbidden: bot can't send messages to bots":                       {Class: alliance.Gone, Reason: "forbidden"},
		"Forbidden: bot was kicked from the group chat":                    {Class: alliance.Gone, Reason: "kicked"},
		"Forbidden: bot was kicked from the supergroup chat":               {Class: alliance.Gone, Reason: "kicked"},
		"Forbidden: bot is not a member of the supergroup chat":            {Class: alliance.Gone, Reason: "not a member"},
		"Forbidden: bot is not a member of the channel chat":               {Class: alliance.Gone, Reason: "not a member"},
		"Forbidden: the group chat was deleted":                            {Class: alliance.Gone, Reason: "chat not found"},
		"Bad Request: chat not found":                                      {Class: alliance.Gone, Reason: "chat not found"},
		"Bad Request: user not found":                                      {Class: alliance.Gone, Reason: "chat not found"},
		"Bad Request: PEER_ID_INVALID":                                     {Class: alliance.Gone, Reason: "chat not found"},
		"Bad Request: USER_IS_BLOCKED":                                     {Class: alliance.Gone, Reason: "blocked"},
		"Bad Request: INPUT_USER_DEACTIVATED":                              {Class: alliance.Gone, Reason: "deactivated"},
		"Bad Request: not enough rights to send text messages to the chat": {Class: alliance.Gone, Reason: "no right to write"},
		"Bad Request: have no rights to send a message":                    {Class: alliance.Gone, Reason: "no right to write"},
		"Bad Request: CHAT_WRITE_FORBIDDEN":                                {Class: alliance.Gone, Reason: "no right to write"},
		"Bad Request: need administrator rights in the channel chat":       {Class: alliance.Gone, Reason: "no right to write"},
		"Bad Request: TOPIC_CLOSED":                                        {Class: alliance.Closed, Reason: "topic closed"},
		"Bad Request: TOPIC_DELETED":                                       {Class: alliance.Closed, Reason: "topic gone"},
		"Bad Request: message thread not found":                            {Class: alliance.Closed, Reason: "topic gone"},

		"Bad Request: message to edit not found":   {Class: alliance.Missing, Reason: "message gone"},
		"Bad Request: message to delete not found": {Class: alliance.Missing, Reason: "message gone"},
		"Bad Request: MESSAGE_ID_INVALID":          {Class: alliance.Missing, Reason: "message gone"},

		"Bad Request: message is too long":                                                  {Class: alliance.Ours, Reason: "400 message is too long"},
		"Bad Request: message text is empty":                                                {Class: alliance.Ours, Reason: "400 message text is empty"},
		"Bad Request: BUTTON_DATA_INVALID":                                                  {Class: alliance.Ours, Reason: "400 BUTTON_DATA_INVALID"},
		"Bad Request: message to copy not found":                                            {Class: alliance.Ours, Reason: "400 message to copy not found"},
		"Bad Request: message to be replied not found":                                      {Class: alliance.Ours, Reason: "400 message to be replied not found"},
		"Bad Request: message can't be edited":                                              {Class: alliance.Ours, Reason: "400 message can't be edited"},
		"Bad Request: can't parse entities: Unsupported start tag 文档 at byte offset 12":     {Class: alliance.Ours, Reason: "400 can't parse entities: Unsupported start tag 文档 at byte o"},
		"Bad Request: query is too old and response timeout expired or query ID is invalid": {Class: alliance.Ours, Reason: "400 query is too old and response timeout expired or query ID is"},
	} {
		cases[description] = failing{refusing(description), want}
	}
	return cases
}

func TestClassify(t *testing.T) {
	for name, c := range classifyCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			api := telegramSaying(t, c.answer)
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			_, err := api.SendMessage(ctx, &tg.SendMessageParams{ChatID: 1, Text: "x"})
			got := classify(err)
			var failure *alliance.Failure
			if !errors.As(got, &failure) {
				t.Fatalf("%v became %v", err, got)
			}
			if *failure != c.want {
				t.Errorf("%v\n got %+v\nwant %+v", err, *failure, c.want)
			}
			if strings.Contains(got.Error(), "SECRET") {
				t.Errorf("%v shows the token", got)
			}
		})
	}
}

func TestClassifyUnreachable(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	telegram := Telegram{Token: "42:SECRET", URL: "http://" + listener.Addr().String()}
	api, err := telegram.API(telegram.Client())
	if err != nil {
		t.Fatal(err)
	}
	_, err = api.GetMe(t.Context())
	want := alliance.Failure{Class: alliance.Retry, Reason: "no connection"}
	if got := failureOf(classify(err)); *got != want {
		t.Errorf("got %+v, want %+v", *got, want)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err = api.GetMe(cancelled); !errors.Is(classify(err), context.Canceled) {
		t.Errorf("our own cancellation became %v", classify(err))
	}
	if classify(nil) != nil {
		t.Error("success became a failure")
	}
}
