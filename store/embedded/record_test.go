package embedded

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func FuzzRecord(f *testing.F) {
	f.Add(appendRecord(nil, 7, record{at: 1, commands: [][]string{{"SET", "key", "\x00"}, {"EXEC"}}})[recordHead:], int64(1))
	f.Add([]byte{1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}, int64(-1))
	f.Add([]byte{200, 1}, int64(0))
	f.Fuzz(func(t *testing.T, payload []byte, at int64) {
		if len(payload) > 64<<10 {
			return
		}
		content := sealed(payload, at)
		decoded, err := decodeRecord(content, 7)
		if err != nil {
			return
		}
		again, err := decodeRecord(appendRecord(nil, 7, decoded), 7)
		if err != nil || !reflect.DeepEqual(again, decoded) {
			t.Errorf("%v became %v, %v", decoded, again, err)
		}
		if _, err := decodeRecord(content, 8); err == nil {
			t.Error("a record of another file was taken")
		}
	})
}

// sealed is a record of any payload, with the right length and checksum.
func sealed(payload []byte, at int64) []byte {
	content := appendRecord(nil, 7, record{at: at})[:recordHead]
	content = append(content, payload...)
	seal(content, 7)
	return content
}

// FuzzJournal opens a journal of any records: it must end in a store or an error.
func FuzzJournal(f *testing.F) {
	record := appendRecord(nil, 0, record{at: 1, commands: [][]string{{"SET", "key", "value"}}})
	f.Add(record, 3)
	f.Add(append(bytes.Clone(record), record...), len(record)+2)
	f.Fuzz(func(t *testing.T, content []byte, cut int) {
		header := appendHeader(nil, kindJournal, 1, 0)
		path := filepath.Join(t.TempDir(), journalName(1))
		if err := os.WriteFile(path, append(header, content[:min(max(cut, 0), len(content))]...), 0o600); err != nil {
			t.Fatal(err)
		}
		reader, err := openRecords(path, kindJournal, 1)
		if err != nil {
			t.Fatal(err)
		}
		defer reader.close()
		for err == nil {
			_, err = reader.next()
		}
		reader.moreAfter()
	})
}
