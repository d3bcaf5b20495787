package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"alliancebot/sandbox"
)

// TestImportWhileRunning imports into the store of a running bot: members see it at once.
func TestImportWhileRunning(t *testing.T) {
	t.Parallel()
	stores(t, func(t *testing.T, store settings) {
		w := newWorld(t, sandbox.Config{})
		now := time.Now().In(midday(t, time.Now()))
		s := w.settings().with(store).with(settings{"TIMEZONE": now.Location().String()})
		run(t, s)
		w.asks(teacher, "/tomorrow", "没有活动")

		lecture := occasion{"L-1", "技能竞赛与教学实施", "讲座", days(now, 1, 14, 0), days(now, 1, 16, 0), "学校报告厅", "Ye Jun"}
		meeting := occasion{"M-1", "联络员例会", "会议", days(now, 1, 9, 0), days(now, 1, 10, 0), "线上会议", "Zhu Meifen"}
		file := fileOf(t, "a.csv", table(t, lecture, meeting))
		if printed := succeeds(t, s, "", "import", "--dry-run", file); !strings.Contains(printed, "2 events") || !strings.Contains(printed, "nothing stored") {
			t.Errorf("dry run: %q", printed)
		}
		w.asks(teacher, "/tomorrow", "没有活动")
		imports := func(file, want string) {
			t.Helper()
			if printed := succeeds(t, s, "", "import", file); !strings.Contains(printed, want) {
				t.Errorf("printed %q, want %q", printed, want)
			}
		}
		imports(file, "2 new, 0 changed, 0 unchanged")
		w.asks(teacher, "/tomorrow", "\n2. "+lecture.zh())
		imports(file, "0 new, 0 changed, 2 unchanged")

		t.Log("A row with the id of an event is a change of it.")
		lecture.title, lecture.venue, lecture.start = "技能竞赛与教学实施（改期）", "行政楼会议室", days(now, 1, 8, 0)
		imports(fileOf(t, "b.csv", table(t, lecture)), "0 new, 1 changed, 0 unchanged")
		answer := w.asks(teacher, "/tomorrow", "2 场")
		if !strings.Contains(answer.Text, "\n1. "+lecture.zh()) || !strings.Contains(answer.Text, "\n2. "+meeting.zh()) {
			t.Errorf("after the change:\n%s", answer.Text)
		}
	})
}

// TestRejectedImport wants every wrong row on a line of its own, and nothing of its file stored.
func TestRejectedImport(t *testing.T) {
	t.Parallel()
	s := settings{"DATA_DIR": t.TempDir()}
	bad := fileOf(t, "坏.csv", []byte("\ufeff标题,类型,开始,名额,编号\n好的,讲座,2026-12-01 14:00,30,1\n坏类型,讲坐,2026-12-01 14:00,,2\n坏时间,讲座,2026-13-01 14:00,,3\n坏名额,讲座,2026-12-01 14:00,很多,4\n,讲座,2026-12-01 14:00,,5\n"))
	good := fileOf(t, "good.csv", []byte("title,kind,start\nGood,lecture,2026-12-01 14:00\n"))
	broken := fileOf(t, "broken.ics", []byte("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"))
	for _, args := range [][]string{{"import", "--dry-run"}, {"import"}} {
		ended := call(t, s, "", append(args, bad, good, broken, filepath.Join(t.TempDir(), "missing.csv"))...)
		if ended.code != 1 {
			t.Errorf("%v: exit code %d", args, ended.code)
		}
		for _, want := range []string{
			`坏.csv: row 3, column 类型: found "讲坐", expected `, `坏.csv: row 4, column 开始: found "2026-13-01 14:00", expected `,
			`坏.csv: row 5, column 名额: found "很多", expected `, `坏.csv: row 6, column 标题: found nothing, expected `, "broken.ics", "missing.csv",
		} {
			if strings.Count(ended.err, want) != 1 && !(strings.HasSuffix(want, "csv") || strings.HasSuffix(want, "ics")) || !strings.Contains(ended.err, want) {
				t.Errorf("%v: not one line with %q:\n%s", args, want, ended.err)
			}
		}
		if n := strings.Count(ended.err, "坏.csv: row"); n != 4 {
			t.Errorf("%v: %d rows reported, want 4:\n%s", args, n, ended.err)
		}
		if !strings.Contains(ended.out, "good.csv: 1 events") {
			t.Errorf("%v: the good file is not done: %s", args, ended.out)
		}
	}
	exported := succeeds(t, s, "", "export")
	if strings.Contains(exported, "好的") || !strings.Contains(exported, "Good") {
		t.Error("of a file with wrong rows something was stored, or of the good one nothing")
	}
}

// TestBackup carries a community from the embedded store to Redis and back, with all that its members chose.
func TestBackup(t *testing.T) {
	t.Parallel()
	redis := startRedis(t)
	w := newWorld(t, sandbox.Config{})
	now := time.Now().In(midday(t, time.Now()))
	s := w.settings().with(settings{"TIMEZONE": now.Location().String()})
	lecture := occasion{"L-1", "技能竞赛与教学实施", "讲座", days(now, 1, 14, 0), days(now, 1, 16, 0), "学校报告厅", "Ye Jun"}
	bot := run(t, s)
	succeeds(t, s, "", "import", fileOf(t, "a.csv", table(t, lecture)))
	w.asks(teacher, "/start", "您好")
	w.asks(teacher, "/language", "选择语言")
	w.presses(teacher, "English")
	w.asks(teacher, "/tomorrow", "\n1. "+lecture.en())
	file := filepath.Join(t.TempDir(), "backup.json")
	succeeds(t, s, "", "export", file) // while the bot runs
	bot.stop()
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the export can be read by others: %v, %v", info.Mode(), err)
	}

	moved := s.with(redis.settings())
	succeeds(t, moved, "", "restore", file)
	bot = run(t, moved)
	w.asks(teacher, "/start", "Welcome back")
	w.asks(teacher, "/tomorrow", "\n1. "+lecture.en())
	bot.stop()

	if ended := call(t, moved, "", "restore", file); ended.code != 1 || !strings.Contains(ended.err, "--replace") {
		t.Errorf("restore over a store in use: exit code %d, %s", ended.code, ended.err)
	}
	again := filepath.Join(t.TempDir(), "again.json")
	succeeds(t, moved, "", "export", again)
	succeeds(t, s, "", "restore", "--replace", again)
	run(t, s)
	w.asks(teacher, "/tomorrow", "\n1. "+lecture.en())
	if ended := call(t, s, "", "restore", "--replace", fileOf(t, "x.json", []byte(`{"format":"other"}`))); ended.code != 1 {
		t.Errorf("restore of something else: exit code %d", ended.code)
	}
	w.asks(teacher, "/tomorrow", "\n1. "+lecture.en())
}

// TestRestoreTellsWhatItStops restores a backup that was written while an announcement was under way.
func TestRestoreTellsWhatItStops(t *testing.T) {
	t.Parallel()
	backup := fileOf(t, "backup.json", []byte(`{"format":"alliancebot","version":1,"keys":{
		"{alliance}:dispatches:active":{"hash":{"b-1":"2 00000000000000000001"}},
		"{alliance}:dispatch:b-1":{"hash":{"doc":"{\"id\":\"b-1\",\"purpose\":\"broadcast\"}","state":"running","cursor":"end"}},
		"{alliance}:dispatch:b-1:ready":{"list":["3","4"]},
		"{alliance}:dispatch:b-1:tally":{"hash":{"total":"4","sent":"1","failed http 502":"1"}}}}`))
	printed := succeeds(t, settings{"DATA_DIR": t.TempDir()}, "", "restore", backup)
	const want = "announcement b-1 was under way and is stopped: 1 sent, 1 failed, 0 skipped, 2 left\n"
	if !strings.HasSuffix(printed, want) {
		t.Errorf("printed\n%s, want\n%s", printed, want)
	}
}
