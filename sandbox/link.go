package sandbox

import (
	"strconv"
	"strings"
)

// link makes entity a text_mention or a text_link to address; false if Telegram would not link to it.
func link(entity *Entity, address string) bool {
	if user, ok := strings.CutPrefix(address, "tg://user?id="); ok {
		if id, err := strconv.ParseInt(user, 10, 64); err == nil && id > 0 {
			entity.Type, entity.User = "text_mention", &Account{ID: id, FirstName: "User " + user}
			return true
		}
	}
	entity.URL = checkedLink(address)
	return entity.URL != ""
}

// checkedLink is the address as Telegram stores it, or "" if it is none: a known scheme (http where it has none) and a dotted host.
func checkedLink(address string) string {
	address = strings.TrimSpace(address)
	if address == "" || strings.ContainsAny(address, " \t\n") {
		return ""
	}
	scheme, rest, ok := strings.Cut(address, "://")
	switch strings.ToLower(scheme) {
	case "tg", "ton", "tonsite":
		if ok {
			return address
		}
	case "http", "https":
	default:
		if ok {
			return ""
		}
		if lower := strings.ToLower(address); strings.HasPrefix(lower, "mailto:") || strings.HasPrefix(lower, "tel:") {
			return address
		}
		address, rest = "http://"+address, address
	}
	if !dotted(rest) {
		return ""
	}
	if !strings.ContainsAny(rest, "/?#") {
		address += "/"
	}
	return address
}

// dotted reports whether the host at the front of rest has a dot, or is this machine.
func dotted(rest string) bool {
	host := rest
	if end := strings.IndexAny(host, "/?#"); end >= 0 {
		host = host[:end]
	}
	host = host[strings.LastIndexByte(host, '@')+1:]
	if port := strings.LastIndexByte(host, ':'); port >= 0 {
		host = host[:port]
	}
	return host == "localhost" || strings.Contains(strings.Trim(host, "."), ".")
}
