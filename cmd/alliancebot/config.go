package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/joho/godotenv"

	"alliancebot/alliance"
	"alliancebot/scheduler"
	"alliancebot/store"
)

// config is what the environment says; every variable stands in .env.example.
type config struct {
	token         string
	apiURL        string
	proxy         *url.URL
	rate          int
	chatPace      time.Duration // between two messages in a private chat
	groupRate     int           // messages a minute
	webhookURL    string
	webhookSecret string
	redisURL      string
	dataDir       string
	owners        []int64
	approval      bool
	zone          *time.Location
	language      alliance.Language
	httpAddr      string
	httpAddrGiven bool
	publicURL     string
	leads         []time.Duration
	leadsGiven    bool
	quiet         alliance.Quiet
	quietGiven    bool
	digests       map[alliance.Digest]string // when each is sent; those that are off are not there
	workdays      alliance.Workdays
	logLevel      slog.Level
	logFormat     string
}

// readConfig reads .env, where there is one, and the environment, which goes before it. All errors come at once.
func readConfig() (config, error) {
	if err := godotenv.Load(); err != nil && !errors.Is(err, os.ErrNotExist) {
		// The error itself would repeat what stands in the file, the token too.
		return config{}, errors.New(".env cannot be read: each line must be NAME=value, a comment that begins with #, or empty")
	}
	return parseConfig(os.LookupEnv)
}

// parser collects the errors of all variables.
type parser struct {
	lookup func(string) (string, bool)
	errs   []error
}

// read gives the variable, or its default, to parse; allowed says what it may be.
func (p *parser) read(name, fallback, allowed string, parse func(string) error) {
	text, set := p.lookup(name)
	if text = strings.TrimSpace(text); !set || text == "" && !emptyMeans[name] {
		text = fallback
	}
	if err := parse(text); err != nil {
		p.errs = append(p.errs, fmt.Errorf("%s is %s: %w; allowed: %s", name, shown(name, text), err, allowed))
	}
}

// emptyMeans are the variables where being set to nothing says something else than not being set.
var emptyMeans = map[string]bool{"HTTP_ADDR": true, "REMINDER_LEADS": true}

// shown keeps secrets out of messages.
func shown(name, text string) string {
	if text == "" {
		return "empty"
	}
	if strings.Contains(name, "TOKEN") || strings.Contains(name, "SECRET") || strings.Contains(name, "REDIS") || strings.Contains(name, "PROXY") {
		return fmt.Sprintf("set (%d characters, not shown)", len(text))
	}
	return strconv.Quote(text)
}

var (
	errForm     = errors.New("not of that form")
	tokenForm   = regexp.MustCompile(`^[0-9]{1,19}:[A-Za-z0-9_-]{3,}$`)
	secretForm  = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
	durationDay = regexp.MustCompile(`^([0-9]+)d$`)
)

func parseConfig(lookup func(string) (string, bool)) (config, error) {
	p := &parser{lookup: lookup}
	var c config
	c.readTelegram(p)
	c.readStore(p)
	c.readCommunity(p)
	c.readLog(p)
	return c, errors.Join(p.errs...)
}

func (c *config) readTelegram(p *parser) {
	p.read("TELEGRAM_BOT_TOKEN", "", "123456:ABC-DEF… as @BotFather gives it, or nothing for the sandbox", func(text string) error {
		c.token = text
		return unless(text == "" || tokenForm.MatchString(text))
	})
	p.read("TELEGRAM_API_URL", "", "an http(s) URL", func(text string) error {
		c.apiURL = strings.TrimSuffix(text, "/")
		return webURL(text, "http", "https")
	})
	p.read("TELEGRAM_PROXY", "", "an http, https or socks5 URL", func(text string) error {
		if text != "" {
			c.proxy, _ = url.Parse(text)
		}
		return webURL(text, "http", "https", "socks5")
	})
	p.read("TELEGRAM_RATE", "30", "a whole number of messages a second, from 1 to 10000", func(text string) error {
		return number(text, 1, 10000, &c.rate)
	})
	p.read("TELEGRAM_CHAT_RATE", "1/s", "messages in one private chat, such as 1/s or 30/min", func(text string) (err error) {
		c.chatPace, err = pace(text, time.Second)
		return err
	})
	p.read("TELEGRAM_GROUP_RATE", "20/min", "messages in one group, such as 20/min", func(text string) error {
		every, err := pace(text, time.Minute)
		if err == nil {
			c.groupRate = max(int(time.Minute/every), 1)
		}
		return err
	})
	p.read("WEBHOOK_URL", "", "an https URL (http for tests on this machine), or nothing for polling", func(text string) error {
		c.webhookURL = text
		return webURL(text, "http", "https")
	})
	p.read("WEBHOOK_SECRET", "", "1 to 256 characters of A-Z a-z 0-9 _ -; required with WEBHOOK_URL", func(text string) error {
		c.webhookSecret = text
		return unless(text == "" && c.webhookURL == "" || secretForm.MatchString(text))
	})
}

func (c *config) readStore(p *parser) {
	p.read("REDIS_URL", "", "redis://, rediss:// or unix:// (several addresses for Cluster, ?master_name= for Sentinel), or nothing for the embedded store", func(text string) error {
		if c.redisURL = text; text == "" {
			return nil
		}
		_, err := store.ParseURL(text)
		return err
	})
	p.read("DATA_DIR", "./data", "a folder", func(text string) error {
		c.dataDir = path.Clean(text)
		return nil
	})
	_, c.httpAddrGiven = p.lookup("HTTP_ADDR")
	p.read("HTTP_ADDR", "127.0.0.1:8080", "host:port, or empty for no listener", func(text string) error {
		if c.httpAddr = text; text == "" {
			return unless(c.webhookURL == "")
		}
		_, port, err := net.SplitHostPort(text)
		var parsed int
		return formOf(errors.Join(err, number(port, 0, 65535, &parsed)))
	})
	p.read("PUBLIC_URL", "", "an http(s) URL", func(text string) error {
		c.publicURL = strings.TrimSuffix(text, "/")
		return webURL(text, "http", "https")
	})
}

func (c *config) readCommunity(p *parser) {
	p.read("BOT_OWNERS", "", "Telegram user ids, separated by commas", func(text string) error {
		for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ' ' || r == '，' }) {
			id, err := strconv.ParseInt(field, 10, 64)
			if err != nil || id <= 0 {
				return fmt.Errorf("%q is no user id", field)
			}
			c.owners = append(c.owners, id)
		}
		return nil
	})
	p.read("APPROVAL", "off", "on or off", func(text string) error {
		c.approval = text == "on"
		return unless(text == "on" || text == "off")
	})
	p.read("TIMEZONE", "Asia/Shanghai", "an IANA name such as Asia/Shanghai", func(text string) (err error) {
		c.zone, err = time.LoadLocation(text)
		return errors.Join(formOf(err), unless(text != "Local"))
	})
	p.read("DEFAULT_LANGUAGE", "zh", "zh or en", func(text string) error {
		c.language = alliance.Language(text)
		return unless(slices.Contains(alliance.Languages(), c.language))
	})
	_, c.leadsGiven = p.lookup("REMINDER_LEADS")
	_, c.quietGiven = p.lookup("QUIET_HOURS")
	p.read("REMINDER_LEADS", "24h,1h", "durations from 1m to 30d, separated by commas, such as 24h,1h, or empty for none", func(text string) (err error) {
		c.leads, err = durations(text)
		return err
	})
	p.read("QUIET_HOURS", "22:00-07:00", "HH:MM-HH:MM, or off", func(text string) (err error) {
		if text == "off" {
			return nil
		}
		c.quiet, err = alliance.ParseQuiet(text)
		return formOf(err)
	})
	c.digests = map[alliance.Digest]string{}
	spec := func(digest alliance.Digest) func(string) error {
		return func(text string) error {
			if text == "off" {
				return nil
			}
			c.digests[digest] = text
			return scheduler.ParseSpec(text)
		}
	}
	p.read("DIGEST_WEEKLY", "0 18 * * 0", "a cron expression of five fields, or off", spec(alliance.Weekly))
	p.read("DIGEST_DAILY", "30 7 * * *", "a cron expression of five fields, or off", spec(alliance.Daily))
	p.read("WORKDAYS_FILE", "", "a file of lines such as 2026-02-15..2026-02-23 off and 2026-02-14 work, or nothing for the Chinese holidays built in", func(text string) error {
		return c.readWorkdays(text)
	})
}

// readWorkdays reads the file of holidays, where there is one of the own.
func (c *config) readWorkdays(name string) error {
	c.workdays = alliance.ChineseWorkdays()
	if name == "" {
		return nil
	}
	text, err := os.ReadFile(filepath.Clean(name))
	if err != nil {
		return errors.New("it cannot be read")
	}
	c.workdays, err = alliance.ParseWorkdays(string(text))
	return err
}

func (c *config) readLog(p *parser) {
	p.read("LOG_LEVEL", "info", "debug, info, warn or error", func(text string) error {
		return formOf(c.logLevel.UnmarshalText([]byte(text)))
	})
	p.read("LOG_FORMAT", "text", "text or json", func(text string) error {
		c.logFormat = text
		return unless(text == "text" || text == "json")
	})
}

func unless(ok bool) error {
	if ok {
		return nil
	}
	return errForm
}

func formOf(err error) error { return unless(err == nil) }

func number(text string, least, most int, into *int) (err error) {
	*into, err = strconv.Atoi(text)
	return errors.Join(formOf(err), unless(err != nil || *into >= least && *into <= most))
}

// pace reads how often something may happen, "1/s" or "20/min", as the time between two; without a unit it is per unit.
func pace(text string, unit time.Duration) (time.Duration, error) {
	count, per, given := strings.Cut(text, "/")
	if given {
		units := map[string]time.Duration{"s": time.Second, "min": time.Minute, "m": time.Minute}
		unit = units[per]
	}
	times, err := strconv.ParseFloat(count, 64)
	if err != nil || unit == 0 || !(times > 0 && times <= 1e6) {
		return 0, errForm
	}
	return time.Duration(float64(unit) / times), nil
}

func webURL(text string, schemes ...string) error {
	if text == "" {
		return nil
	}
	parsed, err := url.Parse(text)
	return unless(err == nil && parsed.Host != "" && slices.Contains(schemes, parsed.Scheme))
}

// durations reads lead times: Go's durations and days, in whole minutes, longest first, each once.
func durations(text string) ([]time.Duration, error) {
	leads := []time.Duration{}
	for field := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == ' ' || r == '，' }) {
		lead, err := time.ParseDuration(field)
		if days := durationDay.FindStringSubmatch(field); days != nil {
			n, _ := strconv.Atoi(days[1])
			lead, err = time.Duration(n)*24*time.Hour, nil
		}
		if err != nil || lead < time.Minute || lead > 30*24*time.Hour || lead%time.Minute != 0 {
			return nil, fmt.Errorf("%q is no duration from 1m to 30d in whole minutes", field)
		}
		leads = append(leads, lead)
	}
	slices.Sort(leads)
	leads = slices.Compact(leads)
	slices.Reverse(leads)
	return leads, nil
}
