package exchange

import (
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// decode gives the text of a file: UTF-8 or UTF-16 by its byte order mark, else UTF-8 if it is valid, else GB18030, which is
// what a Chinese Excel writes.
func decode(data []byte) (string, error) {
	valid := utf8.Valid(data)
	var fallback transform.Transformer = encoding.Nop.NewDecoder()
	if !valid {
		fallback = simplifiedchinese.GB18030.NewDecoder()
	}
	decoded, _, err := transform.Bytes(unicode.BOMOverride(fallback), data)
	if err != nil {
		return "", err
	}
	text := string(decoded)
	if !valid && strings.ContainsRune(text, utf8.RuneError) {
		return "", errors.New("the text is neither UTF-8 nor GB18030 nor UTF-16 with a byte order mark")
	}
	return text, nil
}
