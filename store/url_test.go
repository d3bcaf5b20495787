package store

import (
	"net"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
)

// target is what matters of the options read from a URL.
type target struct {
	Addresses      []string
	DB             int
	User, Password string
	Master         string
	TLS            bool
	Server         string // name that the certificate must have; empty: the host connected to
	Socket         bool   // dials in a way of its own
}

func targetOf(options *redis.UniversalOptions) target {
	read := target{
		Addresses: options.Addrs, DB: options.DB, User: options.Username, Password: options.Password, Master: options.MasterName,
		TLS: options.TLSConfig != nil, Socket: options.Dialer != nil,
	}
	if read.TLS {
		read.Server = options.TLSConfig.ServerName
	}
	return read
}

func TestParseURL(t *testing.T) {
	for _, test := range []struct {
		name, url string
		want      target
	}{
		{"single", "redis://localhost:6380", target{Addresses: []string{"localhost:6380"}}},
		{"without a port", "redis://localhost", target{Addresses: []string{"localhost:6379"}}},
		{"IPv6", "redis://[::1]:6380/2", target{Addresses: []string{"[::1]:6380"}, DB: 2}},
		{"all of it", "redis://bot:s3cret@localhost:6380/3", target{Addresses: []string{"localhost:6380"}, DB: 3, User: "bot", Password: "s3cret"}},
		{"database as an option", "redis://localhost?db=4", target{Addresses: []string{"localhost:6379"}, DB: 4}},
		{"escaped password", "redis://:p%40s%2Fs%2Cw@localhost", target{Addresses: []string{"localhost:6379"}, Password: "p@s/s,w"}},
		{"comma in the password", "redis://:p,w@localhost", target{Addresses: []string{"localhost:6379"}, Password: "p,w"}},
		{"TLS", "rediss://localhost:6380", target{Addresses: []string{"localhost:6380"}, TLS: true, Server: "localhost"}},
		{"unix", "unix:///run/redis.sock", target{Addresses: []string{"/run/redis.sock"}, Socket: true}},
		{"unix, all of it", "unix://bot:s3,cret@/run/redis.sock?db=2", target{Addresses: []string{"/run/redis.sock"}, DB: 2, User: "bot", Password: "s3,cret", Socket: true}},
		{"cluster", "redis://a:1,b:2,c:3", target{Addresses: []string{"a:1", "b:2", "c:3"}}},
		{"cluster, spaced and without ports", "redis://:s3cret@a, b ,[::1]", target{Addresses: []string{"a:6379", "b:6379", "[::1]:6379"}, Password: "s3cret"}},
		{"cluster, comma in the password", "redis://:p,w@a:1,b:2", target{Addresses: []string{"a:1", "b:2"}, Password: "p,w"}},
		{"cluster, TLS", "rediss://a:1,b:2", target{Addresses: []string{"a:1", "b:2"}, TLS: true}},
		{"sentinel", "redis://:s3cret@a:1,b:2/5?master_name=main", target{Addresses: []string{"a:1", "b:2"}, DB: 5, Password: "s3cret", Master: "main"}},
		{"sentinel, one, TLS", "rediss://a:1?master_name=main", target{Addresses: []string{"a:1"}, Master: "main", TLS: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			options, err := ParseURL(test.url)
			must(t, err)
			same(t, "options", targetOf(options), test.want)
		})
	}
}

// TestParseURLRefuses has wrong URLs; what might be a password must not be in the error, which goes to a log.
func TestParseURLRefuses(t *testing.T) {
	for _, url := range []string{
		"", "localhost:6379", "s3cret", "://s3cret", "redis", "http://:s3cret@localhost", "redis://:s3cret@localhost:port",
		"redis://:s3cret@localhost/zero", "redis://localhost/s3cret", "redis://:s3cret@localhost/0/1", "redis://localhost?password=s3cret",
		"redis://localhost?db=s3cret", "redis://localhost?read_timeout=s3cret", "redis://:%zzs3cret@localhost", "redis://:s3 cret@local host\x7f",
		"redis://:12/s3cret@localhost", "redis://:12/s3/cret@localhost", "redis://:12?s3cret@localhost", "redis://:12#s3cret@localhost",
		"redis://:s3cret@a:1,,b:2", "redis://:s3cret@a:1,", "redis://:s3cret@,a:1", "redis://bot:s3cret@a:1,bot:s3cret@b:2", "redis://a:1,s3cret:b:2",
		"unix://:s3cret@", "unix://", "redis://a:1,b:2/1",
	} {
		t.Run(url, func(t *testing.T) {
			options, err := ParseURL(url)
			if err == nil {
				t.Fatalf("read as %+v", targetOf(options))
			}
			fails(t, "wrong URL", err, alliance.Invalid)
			if strings.Contains(err.Error(), "s3") || strings.Contains(err.Error(), "cret") {
				t.Errorf("the error tells the password: %v", err)
			}
			_, err = Connect(url, plan(t))
			fails(t, "connecting to it", err, alliance.Invalid)
		})
	}
}

func FuzzParseURL(f *testing.F) {
	f.Add("redis://bot:s3cret@localhost:6380/3?db=1")
	f.Add("rediss://a:1,b:2?master_name=main")
	f.Add("unix://:p@/run/redis.sock")
	f.Fuzz(func(t *testing.T, url string) {
		options, err := ParseURL(url)
		if err != nil {
			fails(t, "wrong URL", err, alliance.Invalid)
			return
		}
		if len(options.Addrs) == 0 {
			t.Fatal("no addresses")
		}
		for _, address := range options.Addrs {
			if _, _, err := net.SplitHostPort(address); err != nil && options.Dialer == nil {
				t.Errorf("address %q: %v", address, err)
			}
		}
	})
}
