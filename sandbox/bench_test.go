package sandbox

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"testing"
)

// BenchmarkSend measures one sendMessage as Go clients make it (a multipart form), without the network.
func BenchmarkSend(b *testing.B) {
	config := testWorld()
	server := newServer(b, config)
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	for name, value := range map[string]string{
		"chat_id": "1", "parse_mode": "HTML", "text": "<b>讲座</b> 明天 14:00 <i>丽水</i> <a href=\"https://example.org\">link</a>",
		"reply_markup": `{"inline_keyboard":[[{"text":"报名","callback_data":"1:join:abc"}]]}`,
	} {
		if err := writer.WriteField(name, value); err != nil {
			b.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		request := httptest.NewRequest(http.MethodPost, "/bot"+testToken+"/sendMessage", bytes.NewReader(form.Bytes()))
		request.Header.Set("Content-Type", writer.FormDataContentType())
		recorder := httptest.NewRecorder()
		server.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusOK {
			b.Fatal(recorder.Body)
		}
	}
}
