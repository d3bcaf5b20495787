package embedded

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// A file of the store is a header and records.
//
//	header:  "abot", version byte, kind byte, 2 zero bytes, generation (8), salt (8), CRC32C of all that (4)
//	record:  CRC32C (4), payload length (4), unix milliseconds (8), payload
//	payload: number of commands, for each the number of its arguments, for each its length and bytes; numbers are uvarints
//
// Numbers are little endian. A record's CRC covers all that follows it and starts from the header's, so that no bytes of
// another file, nor any that a user sends, pass for a record of this one.
const (
	magic        = "abot"
	version      = 1
	headerSize   = 28
	recordHead   = 16
	maxPayload   = 1 << 30
	bufferKept   = 1 << 20 // larger buffers are not kept for the next record
	kindJournal  = 'j'
	kindSnapshot = 's'
)

// record is commands that are executed together, and the state's time at which they are.
type record struct {
	at       int64 // unix milliseconds
	commands [][]string
}

var errMalformed = errors.New("malformed record")

func castagnoli(seed uint32, content []byte) uint32 {
	return crc32.Update(seed, crc32.MakeTable(crc32.Castagnoli), content) // the table is made once
}

// appendHeader writes the header of a file; its last four bytes are the seed of the records' checksums.
func appendHeader(buffer []byte, kind byte, generation, salt uint64) []byte {
	from := len(buffer)
	buffer = append(append(buffer, magic...), version, kind, 0, 0)
	buffer = binary.LittleEndian.AppendUint64(buffer, generation)
	buffer = binary.LittleEndian.AppendUint64(buffer, salt)
	return binary.LittleEndian.AppendUint32(buffer, castagnoli(0, buffer[from:]))
}

// headerSeed checks a header and answers the seed of the file's records.
func headerSeed(header []byte, kind byte, generation uint64) (uint32, bool) {
	seed := binary.LittleEndian.Uint32(header[headerSize-4:])
	valid := string(header[:4]) == magic && header[4] == version && header[5] == kind &&
		binary.LittleEndian.Uint64(header[8:]) == generation && castagnoli(0, header[:headerSize-4]) == seed
	return seed, valid
}

func appendRecord(buffer []byte, seed uint32, record record) []byte {
	from := len(buffer)
	buffer = append(buffer, make([]byte, recordHead)...)
	buffer = binary.AppendUvarint(buffer, uint64(len(record.commands)))
	for _, command := range record.commands {
		buffer = binary.AppendUvarint(buffer, uint64(len(command)))
		for _, arg := range command {
			buffer = append(binary.AppendUvarint(buffer, uint64(len(arg))), arg...)
		}
	}
	head := buffer[from:]
	binary.LittleEndian.PutUint64(head[8:], uint64(record.at)) //nolint:gosec // the bits are kept
	seal(head, seed)
	return buffer
}

// seal writes length and checksum into the head of a record.
func seal(record []byte, seed uint32) {
	binary.LittleEndian.PutUint32(record[4:], uint32(len(record)-recordHead)) //nolint:gosec // commands are limited far below
	binary.LittleEndian.PutUint32(record, castagnoli(seed, record[4:]))
}

// decodeRecord reads a whole record, head and payload.
func decodeRecord(content []byte, seed uint32) (record, error) {
	if len(content) < recordHead || int64(len(content)-recordHead) != payloadSize(content) ||
		binary.LittleEndian.Uint32(content) != castagnoli(seed, content[4:]) {
		return record{}, errMalformed
	}
	payload := payload{rest: content[recordHead:]}
	result := record{at: int64(binary.LittleEndian.Uint64(content[8:]))} //nolint:gosec // the bits are kept
	for range payload.count() {
		command := make([]string, 0, min(payload.peek(), 64))
		for range payload.count() {
			command = append(command, payload.text())
		}
		if len(command) == 0 {
			return record{}, errMalformed
		}
		result.commands = append(result.commands, command)
	}
	if payload.bad || len(payload.rest) > 0 {
		return record{}, errMalformed
	}
	return result, nil
}

// payloadSize is the length that a record's head states.
func payloadSize(head []byte) int64 { return int64(binary.LittleEndian.Uint32(head[4:])) }

// payload is the part of a record not yet read.
type payload struct {
	rest []byte
	bad  bool
}

// peek is the number that comes next, which cannot be more than the bytes left.
func (payload *payload) peek() int {
	number, width := binary.Uvarint(payload.rest)
	if width <= 0 || number > uint64(len(payload.rest)) {
		return 0
	}
	return int(number) //nolint:gosec // not more than a length
}

func (payload *payload) count() int {
	number, width := binary.Uvarint(payload.rest)
	if payload.bad || width <= 0 || number > uint64(len(payload.rest)-width) { //nolint:gosec // width is within rest
		payload.bad = true
		return 0
	}
	payload.rest = payload.rest[width:]
	return int(number) //nolint:gosec // not more than a length
}

func (payload *payload) text() string {
	length := payload.count()
	text := string(payload.rest[:length])
	payload.rest = payload.rest[length:]
	return text
}
