package store

import (
	"net"
	"net/url"
	"strconv"
	"strings"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// urlForms is what the error of a wrong URL says. It repeats nothing of the URL: any part of a wrong one may be the password.
const urlForms = "want redis://[user:password@]host[:port][/database], rediss://… for TLS, unix:///path, or several hosts " +
	"(Cluster: a:6379,b:6379; Sentinel: a:26379,b:26379?master_name=NAME); in a password write %40 for @, %2F for /, %3F for ?, %23 for #"

// ParseURL reads a REDIS_URL: redis://[user:password@]host:port[/db], rediss:// (TLS), unix:///path.sock, or several
// addresses separated by commas, "redis://a:6379,b:6379,c:6379" (Cluster), with "?master_name=NAME" for Sentinel.
// Errors are of kind Invalid and do not repeat a password.
func ParseURL(text string) (*redis.UniversalOptions, error) {
	wrong := alliance.Errorf(alliance.Invalid, "%s", urlForms)
	first, hosts, ok := splitHosts(text)
	parsed, err := url.Parse(first)
	if !ok || err != nil || parsed.Fragment != "" {
		return nil, wrong
	}
	query := parsed.Query()
	master := query.Get("master_name")
	query.Del("master_name")
	parsed.RawQuery = query.Encode()
	single, err := redis.ParseURL(parsed.String())
	if err != nil {
		return nil, wrong
	}
	options := &redis.UniversalOptions{
		Addrs: []string{single.Addr}, DB: single.DB, Username: single.Username, Password: single.Password, TLSConfig: single.TLSConfig,
		MasterName: master, Dialer: single.Dialer,
	}
	if len(hosts) > 1 {
		options.Addrs = hosts
	}
	if len(hosts) > 1 && master == "" && single.DB != 0 {
		return nil, alliance.Errorf(alliance.Invalid, "a Redis Cluster has database 0 only")
	}
	if (len(hosts) > 1 || master != "") && single.TLSConfig != nil {
		options.TLSConfig.ServerName = "" // each node has its own
	}
	if single.Network == "unix" {
		options.Dialer = unixDialer(single.Addr)
	}
	return options, nil
}

// splitHosts reduces "scheme://user@a:1,b:2/path?query" to a URL of the first host, and lists the addresses of all; false where
// a host is none.
func splitHosts(text string) (first string, addresses []string, ok bool) {
	scheme, rest, found := strings.Cut(text, "://")
	if !found || scheme == "unix" {
		return text, nil, true
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndex(rest[:end], "@") + 1
	user, hosts := rest[:at], strings.Split(rest[at:end], ",")
	if len(hosts) == 1 {
		return text, hosts, strings.Count(user, "@") <= 1 || !strings.Contains(user, ",")
	}
	for _, host := range hosts {
		address, ok := address(strings.TrimSpace(host))
		if !ok {
			return "", nil, false
		}
		addresses = append(addresses, address)
	}
	return scheme + "://" + user + addresses[0] + rest[end:], addresses, true
}

// address completes "host" or "host:port", or reports false.
func address(text string) (string, bool) {
	const usual = "6379"
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		host, port, err = net.SplitHostPort(text + ":" + usual)
	}
	_, errPort := strconv.ParseUint(port, 10, 16)
	return net.JoinHostPort(host, port), err == nil && host != "" && errPort == nil
}
