package bot_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"testing"

	"alliancebot/alliance"
	"alliancebot/sandbox"
)

// TestWithdrawInTime deletes messages; one that is not there is known as such.
func TestWithdrawInTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	ctx, turn, sender := t.Context(), alliance.Turn{}, w.router.Sender
	w.write(sandbox.Post{From: anna, Text: "/open"})
	var ids []int64
	for range 3 {
		id, err := sender.Send(ctx, turn, alliance.Place{Chat: anna}, alliance.Message{Text: "text"}, 0)
		w.check(err)
		ids = append(ids, id)
	}
	for _, some := range [][]int64{ids[:1], ids} {
		shapes, err := sender.Withdraw(ctx, turn, anna, some, alliance.Message{Text: "gone"}, nil)
		if w.check(err); shapes != nil {
			t.Errorf("replaced instead of deleted: %v", shapes)
		}
	}
	_, err := sender.Withdraw(ctx, turn, anna, ids[:1], alliance.Message{Text: "gone"}, nil)
	if failure, ok := errors.AsType[*alliance.Failure](err); !ok || failure.Class != alliance.Missing {
		t.Errorf("deleted again: %v", err)
	}
	_, err = sender.Amend(ctx, turn, anna, ids[0], alliance.Message{Text: "new"}, alliance.Worded)
	if failure, ok := errors.AsType[*alliance.Failure](err); !ok || failure.Class != alliance.Missing {
		t.Errorf("edited: %v", err)
	}
}

// TestWithdrawTooLate replaces of every sort of message what Telegram lets be replaced, and says of which sort each was. What it
// has put in the place of the first picture takes that of the next one.
func TestWithdrawTooLate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.poll()
	w.write(sandbox.Post{From: anna, Text: "/open"})
	ctx, turn, chat := t.Context(), alliance.Turn{}, strconv.Itoa(int(anna))
	album := func(method, kind string) []int64 {
		media := `{"type":"` + kind + `","media":"` + w.uploads(method, kind) + `","caption":"old"}`
		return w.calls("sendMediaGroup", "chat_id", chat, "media", "["+media+","+media+"]")
	}
	key := `{"inline_keyboard":[[{"text":"ok","callback_data":"1:ok"}]]}`
	text := func() int64 { return w.calls("sendMessage", "chat_id", chat, "text", "old", "reply_markup", key)[0] }
	w.fault(sandbox.Fault{Action: "too_old", Methods: []string{"deleteMessage", "deleteMessages"}})
	const line = "withdrawn"
	pictures := map[string]bool{}
	for name, c := range map[string]struct {
		ids  []int64
		want []alliance.Shape
		left []string
	}{
		"text":                {[]int64{text()}, []alliance.Shape{alliance.Worded}, []string{"text withdrawn"}},
		"picture":             {w.calls("sendPhoto", "chat_id", chat, "photo", w.uploads("sendPhoto", "photo"), "caption", "old", "reply_markup", key), []alliance.Shape{alliance.Pictured}, []string{"photo withdrawn.png withdrawn"}},
		"file":                {w.calls("sendDocument", "chat_id", chat, "document", w.uploads("sendDocument", "document")), []alliance.Shape{alliance.Pictured}, []string{"photo withdrawn.png withdrawn"}},
		"album, with buttons": {append(album("sendPhoto", "photo"), text()), []alliance.Shape{alliance.Pictured, alliance.Pictured, alliance.Worded}, []string{"photo withdrawn.png withdrawn", "photo withdrawn.png ", "text withdrawn"}},
		"album of files":      {album("sendDocument", "document"), []alliance.Shape{alliance.Filed, alliance.Filed}, []string{"document withdrawn.txt withdrawn", "document withdrawn.txt withdrawn"}},
		"voice":               {w.calls("sendVoice", "chat_id", chat, "voice", w.uploads("sendVoice", "voice"), "caption", "old"), []alliance.Shape{alliance.Captioned}, []string{"voice voice withdrawn"}},
		"place":               {w.calls("sendLocation", "chat_id", chat, "latitude", "28", "longitude", "119", "reply_markup", key), []alliance.Shape{alliance.Fixed}, []string{"text "}},
	} {
		var known []alliance.Shape
		for _, time := range []string{"first", "again"} { // again nothing changes, and it is known what they are
			got, err := w.router.Sender.Withdraw(ctx, turn, anna, c.ids, alliance.Message{Text: line}, known)
			if w.check(err); !slices.Equal(got, c.want) {
				t.Errorf("%s, %s: shapes %v, want %v", name, time, got, c.want)
			}
			known = got
		}
		for i, id := range c.ids {
			message := w.message(anna, id)
			shows := "text " + message.Text
			if message.Media != nil {
				shows = message.Media.Type + " " + message.Media.FileName + " " + message.Caption
				if message.Media.Type == "photo" {
					pictures[message.Media.FileID] = true
				}
			}
			if shows != c.left[i] || len(message.Keyboard) != 0 {
				t.Errorf("%s: message %d shows %q with %d rows of buttons, want %q with none", name, i, shows, len(message.Keyboard), c.left[i])
			}
		}
	}
	if len(pictures) != 1 {
		t.Errorf("%d pictures were uploaded instead of one", len(pictures))
	}
}

// uploads has the bot send a file to its owner, and gives the file's id.
func (w *world) uploads(method, kind string) string {
	w.Helper()
	w.write(sandbox.Post{From: owner, Text: "/open"})
	var data bytes.Buffer
	w.check(png.Encode(&data, image.NewGray(image.Rect(0, 0, 20, 20))))
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	w.check(writer.WriteField("chat_id", strconv.Itoa(int(owner))))
	file, err := writer.CreateFormFile(kind, kind)
	w.check(err)
	_, err = data.WriteTo(file)
	w.check(errors.Join(err, writer.Close()))
	return w.message(owner, w.sends(method, writer.FormDataContentType(), &form)[0]).Media.FileID
}

// calls has the bot send something, and gives the ids of the messages.
func (w *world) calls(method string, pairs ...string) []int64 {
	w.Helper()
	values := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	body, err := json.Marshal(values)
	w.check(err)
	return w.sends(method, "application/json", bytes.NewReader(body))
}

func (w *world) sends(method, kind string, body io.Reader) (ids []int64) {
	w.Helper()
	request, err := http.NewRequestWithContext(w.Context(), http.MethodPost, w.at.URL+"/bot"+token+"/"+method, body)
	w.check(err)
	request.Header.Set("Content-Type", kind)
	response, err := http.DefaultClient.Do(request)
	w.check(err)
	defer func() { _ = response.Body.Close() }()
	var answer struct {
		Description string          `json:"description"`
		Result      json.RawMessage `json:"result"`
	}
	w.check(json.NewDecoder(response.Body).Decode(&answer))
	type sent struct {
		ID int64 `json:"message_id"`
	}
	var many []sent
	if json.Unmarshal(answer.Result, &many) != nil {
		many = make([]sent, 1)
		w.check(json.Unmarshal(answer.Result, &many[0]))
	}
	for _, one := range many {
		ids = append(ids, one.ID)
	}
	if len(ids) == 0 || ids[0] == 0 {
		w.Fatalf("%s: %s", method, answer.Description)
	}
	return ids
}

// message finds what a chat shows by its id.
func (w *world) message(chat, id int64) sandbox.Message {
	w.Helper()
	messages, err := w.telegram.Messages(w.Context(), chat, 0)
	w.check(err)
	at := slices.IndexFunc(messages, func(message sandbox.Message) bool { return message.ID == id })
	if at < 0 {
		w.Fatalf("chat %d has no message %d", chat, id)
	}
	return messages[at]
}
