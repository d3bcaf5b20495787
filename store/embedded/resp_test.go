package embedded

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestCommandReader(t *testing.T) {
	for _, test := range []struct {
		input string
		want  []string
		err   error
	}{
		{"*2\r\n$3\r\nGET\r\n$0\r\n\r\n", []string{"GET", ""}, nil},
		{"*1\r\n$4\r\na\r\nb\r\n", []string{"a\r\nb"}, nil},
		{"*0\r\n", nil, nil},
		{"", nil, io.EOF},
		{"*1\r\n", nil, io.ErrUnexpectedEOF},
		{"*1\r\n$3\r\nab", nil, io.ErrUnexpectedEOF},
		{"*", nil, io.ErrUnexpectedEOF},
		{"PING\r\n", nil, errProtocol},
		{"*-1\r\n", nil, errProtocol},
		{"*1\n$1\na\n", nil, errProtocol},
		{"*1\r\n$1\r\nabc", nil, errProtocol},
		{"*1\r\n:1\r\n", nil, errProtocol},
		{"*1000001\r\n", nil, errProtocol},
		{"*1\r\n$67108865\r\n", nil, errProtocol},
		{"*99999999999999999999999\r\n", nil, errProtocol},
		{"*" + strings.Repeat("0", 9000) + "1\r\n", nil, errProtocol},
	} {
		got, err := newReader(bufio.NewReader(strings.NewReader(test.input))).command()
		if !slices.Equal(got, test.want) || !errors.Is(err, test.err) {
			t.Errorf("%.40q: %q, %v; want %q, %v", test.input, got, err, test.want, test.err)
		}
	}
}

func FuzzCommandReader(f *testing.F) {
	f.Add([]byte("*2\r\n$3\r\nGET\r\n$0\r\n\r\n*0\r\n"))
	f.Add([]byte("*1000000\r\n$67108864\r\n"))
	f.Fuzz(func(t *testing.T, input []byte) {
		in := newReader(bufio.NewReader(bytes.NewReader(input)))
		for {
			command, err := in.command()
			if err != nil {
				return
			}
			var written bytes.Buffer
			fmt.Fprintf(&written, "*%d\r\n", len(command))
			for _, arg := range command {
				fmt.Fprintf(&written, "$%d\r\n%s\r\n", len(arg), arg)
			}
			again, err := newReader(bufio.NewReader(&written)).command()
			if err != nil || !slices.Equal(again, command) {
				t.Errorf("%q became %q, %v", command, again, err)
			}
		}
	})
}

func TestProtocolErrorIsAnswered(t *testing.T) {
	conn, err := start(t, Options{Dir: t.TempDir()}).Dial(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, "*1\r\n$4\r\nPING\r\nGET /\r\n"); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil || string(answer) != "+PONG\r\n-ERR Protocol error: expected '*' and a number\r\n" {
		t.Errorf("answered %q, %v", answer, err)
	}
}
