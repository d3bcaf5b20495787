package ask

import "testing"

func TestQuiet(t *testing.T) {
	for text, want := range map[string]string{
		"22:30-7:15": "22:30-07:15", "22：30—07：15": "22:30-07:15", "２２:３０～７:１５": "22:30-07:15", "22点半到7点": "22:30-07:00",
		"晚上10点到早上7点15分": "22:00-07:15", "每天晚上十点半至次日早上七点": "22:30-07:00", "晚11点到第二天早8点": "23:00-08:00", "12:00 - 14:00": "12:00-14:00",
		"中午12点到下午2点": "12:00-14:00", "晚上12点到早上6点": "00:00-06:00", "凌晨1点到6点半": "01:00-06:30", "0:00-24:00": "", "22-7": "22:00-07:00",
		"10pm-7am": "22:00-07:00", "from 10:30 pm to 7 am": "22:30-07:00", "12am to 6am": "00:00-06:00", "From 22:00 until 07:00": "22:00-07:00",
		"无": "00:00-00:00", "None": "00:00-00:00", "默认": "usual", "default": "usual",
		"": "", "随便": "", "25:00-7:00": "", "22:60-7:00": "", "22:00": "", "22:00-22:00": "", "13pm-7am": "", "22:30-7:15 还有中午": "",
	} {
		read, ok := Quiet(text)
		got := ""
		switch {
		case ok && read.Usual:
			got = "usual"
		case ok:
			got = read.Quiet.String()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzQuiet(f *testing.F) {
	f.Add("晚上10点半到早上7点")
	f.Fuzz(func(t *testing.T, text string) {
		if read, ok := Quiet(text); ok && (read.Quiet.From < 0 || read.Quiet.To < 0 || read.Quiet.From >= 24*60*60*1e9 || read.Quiet.To >= 24*60*60*1e9) {
			t.Errorf("%q: %v", text, read.Quiet)
		}
	})
}
