package sandbox

import (
	"slices"
	"strings"
)

func mailByte(c byte) bool { return alphanumeric(c) || strings.IndexByte("._+-", c) >= 0 }

func labelByte(c byte) bool { return alphanumeric(c) || c == '-' }

func hostByte(c byte) bool { return labelByte(c) || c == '.' }

// lastNot is the offset behind the last byte of text that is not of the class.
func lastNot(text string, class func(byte) bool) int {
	i := len(text)
	for i > 0 && class(text[i-1]) {
		i--
	}
	return i
}

func hostLength(text string) int {
	n := 0
	for n < len(text) && hostByte(text[n]) {
		n++
	}
	return len(strings.TrimRight(text[:n], ".-"))
}

// topDomains are those of addresses without a scheme that are marked here; Telegram knows all of them.
func topDomains() []string {
	return []string{"com", "net", "org", "edu", "gov", "cn", "me", "io", "dev", "eu"}
}

func knownHost(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && slices.Contains(topDomains(), strings.ToLower(host[dot+1:]))
}

func mailEnd(text string, i int) int {
	host := hostLength(text[i+1:])
	if !knownHost(text[i+1 : i+1+host]) {
		return 0
	}
	return i + 1 + host
}

// bareEnd is the end of an address like t.me/name that begins at begin and has its first dot at i. Where another dot or an @
// stands in front, the whole was looked at there already.
func bareEnd(text string, begin, i int) int {
	if begin == i || begin > 0 && strings.IndexByte(".@", text[begin-1]) >= 0 {
		return 0
	}
	host := hostLength(text[begin:])
	if begin+host <= i || !knownHost(text[begin:begin+host]) || strings.HasPrefix(text[begin+host:], "@") {
		return 0
	}
	return begin + host + pathLength(text[begin+host:])
}

// addressEnd is the end of an address with a scheme.
func addressEnd(text string, i int, before rune) int {
	scheme := i
	for _, known := range []string{"http://", "https://"} {
		if len(text)-i >= len(known) && strings.EqualFold(text[i:i+len(known)], known) {
			scheme = i + len(known)
		}
	}
	host := hostLength(text[scheme:])
	if scheme == i || before < 0x80 && wordRune(before) || !dotted(text[scheme:scheme+host]) {
		return 0
	}
	return scheme + host + pathLength(text[scheme+host:])
}

// pathLength is the length of port, path and query at the front of text, without the stops of the sentence around it.
func pathLength(text string) int {
	if text == "" || strings.IndexByte(":/?#", text[0]) < 0 {
		return 0
	}
	end := strings.IndexFunc(text, func(r rune) bool {
		return r <= ' ' || strings.ContainsRune("<>\"«»，。；！？、（）“”…\u3000\u00a0", r)
	})
	if end < 0 {
		end = len(text)
	}
	return len(strings.TrimRight(text[:end], ".:;,('?!`)"))
}
