package embedded

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

// The limits of one command, those of Redis or below.
const (
	maxArgs    = 1_000_000
	maxBulk    = 64 << 20  // bytes of one argument
	maxCommand = 256 << 20 // bytes of all arguments
)

// allocatedAtOnce is how much is allocated for an argument before its bytes are there.
const allocatedAtOnce = 64 << 10

// errProtocol marks input that is not a command in RESP2; the connection cannot go on.
var errProtocol = errors.New("Protocol error") //nolint:staticcheck // the words of Redis

// reader reads commands, which are RESP2 arrays of bulk strings (https://redis.io/docs/latest/develop/reference/protocol-spec/).
type reader struct{ in *bufio.Reader }

func newReader(in *bufio.Reader) *reader { return &reader{in: in} }

// command reads the next command; it may be empty. At the end of the input the error is io.EOF.
func (reader *reader) command() ([]string, error) {
	count, err := reader.length('*', maxArgs)
	if err != nil {
		return nil, err
	}
	command := make([]string, 0, min(count, 64))
	total := 0
	for range count {
		arg, err := reader.bulk()
		if err != nil {
			return nil, unexpected(err)
		}
		if total += len(arg); total > maxCommand {
			return nil, fmt.Errorf("%w: command of more than %d bytes", errProtocol, maxCommand)
		}
		command = append(command, arg)
	}
	return command, nil
}

// length reads a line of the mark and a number up to limit.
func (reader *reader) length(mark byte, limit int) (int, error) {
	line, err := reader.in.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		return 0, fmt.Errorf("%w: line too long", errProtocol)
	}
	if err != nil && len(line) > 0 {
		return 0, unexpected(err)
	}
	if err != nil {
		return 0, err
	}
	if len(line) < 4 || line[0] != mark || line[len(line)-2] != '\r' {
		return 0, fmt.Errorf("%w: expected '%c' and a number", errProtocol, mark)
	}
	number := 0
	for _, digit := range line[1 : len(line)-2] {
		if digit < '0' || digit > '9' {
			return 0, fmt.Errorf("%w: invalid length", errProtocol)
		}
		if number = number*10 + int(digit-'0'); number > limit {
			return 0, fmt.Errorf("%w: length over %d", errProtocol, limit)
		}
	}
	return number, nil
}

func (reader *reader) bulk() (string, error) {
	length, err := reader.length('$', maxBulk)
	if err != nil {
		return "", err
	}
	content := make([]byte, 0, min(length+2, allocatedAtOnce))
	for len(content) < length+2 {
		from := len(content)
		content = append(content, make([]byte, min(length+2-from, max(from, allocatedAtOnce)))...)
		if _, err := io.ReadFull(reader.in, content[from:]); err != nil {
			return "", unexpected(err)
		}
	}
	if content[length] != '\r' || content[length+1] != '\n' {
		return "", fmt.Errorf("%w: argument does not end where it should", errProtocol)
	}
	return string(content[:length]), nil
}

// unexpected tells an end inside a command from one between two.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// size is the bytes of all arguments.
func size(command []string) int {
	total := 0
	for _, arg := range command {
		total += len(arg)
	}
	return total
}
