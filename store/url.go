package store

import (
	"net/url"
	"strings"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// ParseURL reads a REDIS_URL: redis://[user:password@]host:port[/db], rediss:// (TLS), unix:///path.sock, or several
// addresses separated by commas, "redis://a:6379,b:6379,c:6379" (Cluster), with "?master_name=NAME" for Sentinel.
// Errors are of kind Invalid and do not repeat a password.
func ParseURL(text string) (*redis.UniversalOptions, error) {
	first, others := splitAddresses(text)
	parsed, err := url.Parse(first)
	if err != nil {
		return nil, alliance.Errorf(alliance.Invalid, "not a URL")
	}
	query := parsed.Query()
	master := query.Get("master_name")
	query.Del("master_name")
	parsed.RawQuery = query.Encode()
	single, err := redis.ParseURL(parsed.String())
	if err != nil {
		return nil, alliance.Errorf(alliance.Invalid, "%s", strings.ReplaceAll(err.Error(), first, "the URL"))
	}
	options := &redis.UniversalOptions{
		Addrs: append([]string{single.Addr}, others...), DB: single.DB,
		Username: single.Username, Password: single.Password, TLSConfig: single.TLSConfig, MasterName: master,
		Dialer: single.Dialer,
	}
	if single.Network == "unix" {
		options.Dialer = unixDialer(single.Addr)
	}
	return options, nil
}

// splitAddresses takes the further hosts out of "scheme://user@a:1,b:2/path?query".
func splitAddresses(text string) (first string, others []string) {
	scheme, rest, found := strings.Cut(text, "://")
	if !found || scheme == "unix" {
		return text, nil
	}
	end := strings.IndexAny(rest, "/?")
	if end < 0 {
		end = len(rest)
	}
	hosts := strings.Split(rest[:end], ",")
	for _, host := range hosts[1:] {
		others = append(others, strings.TrimSpace(host))
	}
	return scheme + "://" + strings.TrimSpace(hosts[0]) + rest[end:], others
}
