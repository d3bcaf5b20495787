package embedded

import (
	"encoding/binary"
	"io"
	"os"
)

// longestTime is later than any record, in unix milliseconds: the year 2286.
const longestTime = 9_999_999_999_999

// moreAfter reports whether a whole record follows somewhere after the bad one at the reader's offset. If none does, the
// bad one is what was being written when the process or the machine stopped.
func (reader *recordReader) moreAfter() bool {
	rest, err := io.ReadAll(io.NewSectionReader(reader.file, reader.offset, reader.size-reader.offset))
	if err != nil {
		return true // unknown: rather stop than cut
	}
	for from := 1; from+recordHead <= len(rest); from++ {
		candidate := rest[from:]
		length := recordHead + payloadSize(candidate)
		at := int64(binary.LittleEndian.Uint64(candidate[8:])) //nolint:gosec // the bits are kept
		if length > int64(len(candidate)) || at < reader.at || at > longestTime {
			continue
		}
		if _, err := decodeRecord(candidate[:length], reader.seed); err == nil {
			return true
		}
	}
	return false
}

// endsWithTrailer reports whether the snapshot at path was written to its end.
func endsWithTrailer(path string, generation uint64) (bool, error) {
	file, err := os.Open(path) //nolint:gosec // the store's own directory
	if err != nil {
		return false, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	info, err := file.Stat()
	if err != nil {
		return false, err
	}
	length := int64(len(appendRecord(nil, 0, trailer(0, 0))))
	if info.Size() < headerSize+length {
		return false, nil
	}
	header, last := make([]byte, headerSize), make([]byte, length)
	if _, err := file.ReadAt(header, 0); err != nil {
		return false, err
	}
	if _, err := file.ReadAt(last, info.Size()-length); err != nil {
		return false, err
	}
	seed, valid := headerSeed(header, kindSnapshot, generation)
	if !valid {
		return false, nil
	}
	end, err := decodeRecord(last, seed)
	return err == nil && len(end.commands) == 1 && end.commands[0][0] == trailerName, nil
}
