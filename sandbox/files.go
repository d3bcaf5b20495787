package sandbox

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"image"
	_ "image/gif"  // formats that photos come in
	_ "image/jpeg" // the same
	_ "image/png"  // the same
	"net/http"
	"strings"
)

const (
	fileLimit  = 20 << 20  // larger files cannot be downloaded by a bot (Bot API, getFile), so their bytes are not kept
	storeLimit = 200 << 20 // bytes of all files; the oldest give way
	photoLimit = 10 << 20  // Bot API, sendPhoto
)

// files holds what was uploaded.
type files struct {
	byID  map[string]*file
	order []*file
	size  int
	last  int
}

type file struct {
	media Media
	data  []byte // nil: no longer there, or too large
}

// add stores a file and gives the media that shows it.
func (f *files) add(kind, name, mime string, data []byte) *Media {
	f.last++
	sum := fnv.New64a()
	_, _ = sum.Write(data) // never fails
	media := Media{Type: kind, FileID: fmt.Sprintf("SBX-%s-%08d", kind, f.last), FileName: name, MIME: mime}
	media.URL, media.unique, media.size = "/api/file/"+media.FileID, fmt.Sprintf("%x", sum.Sum64()), int64(len(data))
	if picture, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && (kind == "photo" || kind == "document") {
		media.Width, media.Height = picture.Width, picture.Height
	}
	if media.MIME == "" || media.MIME == "application/octet-stream" {
		media.MIME, _, _ = strings.Cut(http.DetectContentType(data), ";")
	}
	stored := &file{media: media}
	if len(data) <= fileLimit {
		stored.data = data
		f.size += len(data)
	}
	f.byID[media.FileID] = stored
	f.order = append(f.order, stored)
	for f.size > storeLimit {
		f.size -= len(f.order[0].data)
		f.order[0].data = nil
		f.order = f.order[1:]
	}
	return &stored.media
}

// fileOf finds the file an argument names: an upload in the argument itself or by attach://, or the id of a file sent before.
func (s *Server) fileOf(c *call, kind, value, field string) (*Media, error) {
	sent, ok := c.files[field]
	if name, attached := strings.CutPrefix(value, "attach://"); attached {
		sent, ok = c.files[name]
	}
	if ok {
		return s.uploaded(kind, sent)
	}
	known := s.files.byID[value]
	switch {
	case value == "":
		return nil, badRequest("there is no %s in the request", kind)
	case strings.HasPrefix(value, "http://"), strings.HasPrefix(value, "https://"):
		return nil, badRequest("failed to get HTTP URL content") // the sandbox never goes out into the network
	case known == nil:
		return nil, badRequest("wrong file identifier/HTTP URL specified")
	case known.media.Type != kind:
		return nil, badRequest("can't use file of type %s as %s", title(known.media.Type), title(kind))
	}
	return &known.media, nil
}

func title(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func (s *Server) uploaded(kind string, sent upload) (*Media, error) {
	if len(sent.data) == 0 {
		return nil, badRequest("file must be non-empty")
	}
	if kind == "photo" {
		if err := photoFits(sent.data); err != nil {
			return nil, err
		}
	}
	return s.files.add(kind, sent.name, sent.mime, sent.data), nil
}

// photoFits checks what the server asks of photos (Bot API, sendPhoto).
func photoFits(data []byte) error {
	if len(data) > photoLimit {
		return badRequest("file is too big")
	}
	picture, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return badRequest("IMAGE_PROCESS_FAILED")
	}
	short, long := min(picture.Width, picture.Height), max(picture.Width, picture.Height)
	if short+long > 10_000 || long > 20*short {
		return badRequest("PHOTO_INVALID_DIMENSIONS")
	}
	return nil
}

// fileAnswer is the answer of getFile (Bot API, File).
type fileAnswer struct {
	FileID string `json:"file_id"`
	Unique string `json:"file_unique_id"`
	Size   int64  `json:"file_size"`
	Path   string `json:"file_path"`
}

func (s *Server) getFile(c *call) (any, error) {
	known := s.files.byID[c.text("file_id")]
	switch {
	case !c.has("file_id"):
		return nil, badRequest("file_id not specified")
	case known == nil:
		return nil, badRequest("wrong file_id or the file is temporarily unavailable")
	case known.media.size > fileLimit:
		return nil, badRequest("file is too big")
	}
	media := known.media
	return fileAnswer{FileID: media.FileID, Unique: media.unique, Size: media.size, Path: media.Type + "s/" + media.FileID}, nil
}

// serveDownload answers /file/bot<token>/<path>.
func (s *Server) serveDownload(w http.ResponseWriter, path string) {
	token, path, _ := strings.Cut(path, "/")
	if token != s.config.Token {
		refuse(w, notFound())
		return
	}
	s.serveFile(w, path[strings.LastIndexByte(path, '/')+1:], false)
}

// serveFile sends the bytes of a file; a browser shows those that cannot do harm, where it may, and saves the others.
func (s *Server) serveFile(w http.ResponseWriter, id string, inline bool) {
	s.mu.Lock()
	known := s.files.byID[id]
	var media Media
	var data []byte
	if known != nil {
		media, data = known.media, known.data
	}
	s.mu.Unlock()
	if data == nil {
		refuse(w, notFound())
		return
	}
	kind, _, _ := strings.Cut(media.MIME, "/")
	harmless := (kind == "image" || kind == "video" || kind == "audio") && !strings.Contains(media.MIME, "svg")
	w.Header().Set("Content-Type", "application/octet-stream")
	if inline && harmless {
		w.Header().Set("Content-Type", media.MIME)
	} else {
		w.Header().Set("Content-Disposition", "attachment")
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(data) // a client that has gone is no concern of ours
}
