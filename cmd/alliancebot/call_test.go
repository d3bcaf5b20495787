package main_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestUsage wants calls that mean nothing to be refused with a word of help.
func TestUsage(t *testing.T) {
	t.Parallel()
	for _, tried := range []struct {
		args []string
		want string // on standard error
	}{
		{[]string{"improt"}, `no subcommand "improt"`},
		{[]string{"--token", "x"}, `no subcommand "--token"`},
		{[]string{"run", "--fast"}, `unexpected "--fast"`},
		{[]string{"import"}, "no file given"},
		{[]string{"import", "--wet-run", "a.csv"}, "wet-run"},
		{[]string{"export", "a", "b"}, `unexpected "b"`},
		{[]string{"export", "--all"}, "-all"},
		{[]string{"restore"}, "one file"},
		{[]string{"restore", "--force", "a"}, "force"},
		{[]string{"explain", "--now", "tomorrow"}, `--now "tomorrow"`},
		{[]string{"sandbox", "8080"}, `unexpected "8080"`},
		{[]string{"version", "-v"}, `unexpected "-v"`},
	} {
		ended := call(t, settings{}, "", tried.args...)
		if ended.code != 2 || ended.out != "" || !strings.Contains(ended.err, tried.want) || !strings.Contains(ended.err, "usage: alliancebot") {
			t.Errorf("alliancebot %s: exit code %d, %q, on standard error\n%s", strings.Join(tried.args, " "), ended.code, ended.out, ended.err)
		}
	}
	for _, args := range [][]string{{"help"}, {"--help"}, {"import", "--help"}, {"explain", "-h"}, {"version", "-h"}} {
		ended := call(t, settings{}, "", args...)
		if ended.code != 0 || !strings.Contains(ended.out, "usage: alliancebot") || ended.err != "" {
			t.Errorf("alliancebot %s: exit code %d, printed %q, on standard error\n%s", strings.Join(args, " "), ended.code, ended.out, ended.err)
		}
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^alliancebot \S+ \(commit \S+, go1\.\d+\S*, Bot API \d+\.\d+\)\n$`)
	if printed := succeeds(t, settings{}, "", "version"); !form.MatchString(printed) {
		t.Errorf("printed %q", printed)
	}
}

// TestWrongConfiguration wants every mistake named at once, with what was found and what is allowed, and nobody called.
func TestWrongConfiguration(t *testing.T) {
	t.Parallel()
	var calls atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { calls.Add(1) }))
	t.Cleanup(server.Close)
	s := settings{
		"TELEGRAM_API_URL": server.URL, "DATA_DIR": filepath.Join(t.TempDir(), "data"),
		"TELEGRAM_BOT_TOKEN": "not-a-token", "REDIS_URL": "http://user:topsecret@redis", "WEBHOOK_URL": "hook.example", "WEBHOOK_SECRET": "a secret!",
		"TIMEZONE": "Asia/Lishui", "DEFAULT_LANGUAGE": "fr", "BOT_OWNERS": "1001, you", "HTTP_ADDR": "8080", "REMINDER_LEADS": "24h,soon",
		"QUIET_HOURS": "at night", "DIGEST_WEEKLY": "sundays", "DIGEST_DAILY": "61 7 * * *", "LOG_LEVEL": "loud", "LOG_FORMAT": "xml",
		"TELEGRAM_RATE": "0", "TELEGRAM_CHAT_RATE": "often", "TELEGRAM_GROUP_RATE": "20/week", "TELEGRAM_PROXY": "ftp://user:topsecret@proxy", "PUBLIC_URL": "here", "APPROVAL": "maybe",
	}
	for _, args := range [][]string{nil, {"import", "a.csv"}, {"sandbox"}} {
		ended := call(t, s, "", args...)
		if ended.code != 1 || ended.out != "" {
			t.Errorf("%v: exit code %d, printed %q", args, ended.code, ended.out)
		}
		lines := strings.Split(strings.TrimSpace(ended.err), "\n")[1:]
		if len(lines) != 20 {
			t.Errorf("%v: %d lines, want one for each of the 20 wrong variables:\n%s", args, len(lines), ended.err)
		}
		for name, value := range s {
			if name == "TELEGRAM_API_URL" || name == "DATA_DIR" {
				continue
			}
			secret := strings.Contains(name, "TOKEN") || strings.Contains(name, "SECRET") || name == "REDIS_URL" || name == "TELEGRAM_PROXY"
			if !names(lines, name, value, secret) {
				t.Errorf("%v: no line that names %s, what it is and what is allowed:\n%s", args, name, ended.err)
			}
		}
		for _, hidden := range []string{"topsecret", "not-a-token", "a secret!"} {
			if strings.Contains(ended.err, hidden) {
				t.Errorf("%v: the secret %q is shown", args, hidden)
			}
		}
	}
	if n := calls.Load(); n > 0 {
		t.Errorf("Telegram was called %d times", n)
	}
	if _, err := os.Stat(s["DATA_DIR"]); err == nil {
		t.Error("DATA_DIR was made")
	}
}

func names(lines []string, name, value string, secret bool) bool {
	for _, line := range lines {
		if strings.HasPrefix(line, name+" is ") && strings.Contains(line, "allowed: ") && strings.Contains(line, `"`+value+`"`) != secret {
			return true
		}
	}
	return false
}

// TestRefusedToken wants a clear sentence and exit code 1 where Telegram does not know the token.
func TestRefusedToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	s := w.settings().with(settings{"TELEGRAM_BOT_TOKEN": "4242:another-token"})
	bot := run(t, s)
	if code := bot.exits(patience); code != 1 {
		t.Errorf("exit code %d", code)
	}
	log := bot.log.String()
	if !strings.Contains(log, "TELEGRAM_BOT_TOKEN") || !strings.Contains(log, "@BotFather") || strings.Contains(log, "another-token") {
		t.Errorf("it says\n%s", log)
	}
}

// TestBusyFolder wants a second bot on the same folder to say so.
func TestBusyFolder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sandbox.Config{})
	s := w.settings()
	run(t, s).logs("this replica leads", patience)
	second := call(t, s, "")
	if second.code != 1 || !strings.Contains(second.err, "another alliancebot runs with DATA_DIR "+s["DATA_DIR"]) {
		t.Errorf("exit code %d, says\n%s", second.code, second.err)
	}
	w.asks(teacher, "/start", "您好")
}

// TestDotEnv reads .env, before which the environment goes.
func TestDotEnv(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, ".env"), []byte("TIMEZONE=Asia/Nowhere\nLOG_FORMAT=xml # sic\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	p := launchIn(t, folder, settings{"LOG_FORMAT": "text"}, program, "explain")
	if code := p.exits(patience); code != 1 {
		t.Errorf("exit code %d", code)
	}
	if said := p.log.String(); !strings.Contains(said, "Asia/Nowhere") || strings.Contains(said, "LOG_FORMAT") {
		t.Errorf("it says\n%s", said)
	}
}

// TestExplain tells how questions are understood, by the names that the store knows.
func TestExplain(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		s := w.settings().with(store)
		const clock = "2026-12-01T09:00:00+08:00" // a Tuesday
		questions := "Ye Jun 明天有什么讲座？\n" + `{"now": "2026-12-31T23:00:00+08:00", "text": "学校报告厅下周的研讨会"}` + "\n"
		unknown := succeeds(t, s, questions, "explain", "--now", clock)
		if strings.Contains(unknown, `"people":["Ye Jun"]`) || strings.Count(unknown, "\n") != 2 {
			t.Errorf("before the import:\n%s", unknown)
		}
		start := time.Date(2026, 12, 2, 14, 0, 0, 0, time.UTC)
		succeeds(t, s, "", "import", fileOf(t, "a.csv", table(t, occasion{"a", "技能竞赛", "讲座", start, start.Add(time.Hour), "学校报告厅", "Ye Jun"})))
		for _, running := range []bool{false, true} {
			if running {
				run(t, s).logs("this replica leads", patience)
			}
			lines := strings.Split(succeeds(t, s, questions, "explain", "--now", clock), "\n")
			for i, wants := range [][]string{
				{`"from":"2026-12-02T00:00:00+08:00"`, `"to":"2026-12-03T00:00:00+08:00"`, `"kinds":["lecture"]`, `"people":["Ye Jun"]`},
				{`"from":"2027-01-04T00:00:00+08:00"`, `"to":"2027-01-11T00:00:00+08:00"`, `"kinds":["seminar"]`, `"venues":["学校报告厅"]`},
			} {
				for _, want := range wants {
					if !strings.Contains(lines[i], want) {
						t.Errorf("no %s in\n%s", want, lines[i])
					}
				}
			}
		}
	})
}
