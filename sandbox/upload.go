package sandbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
)

// receivePost reads a user's message: JSON, or a form with a file.
func (s *Server) receivePost(r *http.Request) (any, error) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		return posting(func(ctx context.Context, post Post) (any, error) { return s.Send(ctx, post) })(r)
	}
	post, err := readPost(r)
	if err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	return s.Send(r.Context(), post)
}

func readPost(r *http.Request) (Post, error) {
	if err := r.ParseMultipartForm(fileLimit + 1<<20); err != nil { //nolint:gosec // the control API bounds every body
		return Post{}, err
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	query := numbers{values: url.Values(r.MultipartForm.Value)}
	post := Post{
		From: query.read("from"), Chat: query.read("chat"), ReplyTo: query.read("reply_to"), Topic: query.read("message_thread_id"),
		Text: query.values.Get("text"), Caption: query.values.Get("caption"), Album: query.values.Get("media_group_id"),
		Photo: query.values.Get("photo") == "true",
	}
	if query.err != nil {
		return post, query.err
	}
	if headers := r.MultipartForm.File["file"]; len(headers) > 0 {
		var err error
		post.Document, err = readDocument(headers[0])
		return post, err
	}
	return post, nil
}

func readDocument(header *multipart.FileHeader) (*Document, error) {
	if header.Size > fileLimit {
		return nil, errors.New("a file has at most 20 MB")
	}
	file, err := header.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(file)
	return &Document{Name: header.Filename, MIME: header.Header.Get("Content-Type"), Data: data}, err
}
