package ask

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// QuietHours are quiet hours as somebody has written them.
type QuietHours struct {
	Quiet alliance.Quiet // the zero value: none at all
	Usual bool           // the community's, instead of Quiet
}

// quietForm is from one time of day to another: 22:30-7:15, 晚上10点半到次日早上7点, "10pm to 7am". Dashes are folded to "-" before.
var quietForm = regexp.MustCompile(`^(?:从|每天|from )?` + clockForm + ` ?(?:-|~|到|至|to|until|till) ?(?:次日|第二天|翌日)?` + clockForm + `$`)

// clockForm is a time of day: a part of the day, the hour, minutes or half an hour, and am or pm.
const clockForm = ` ?(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|深夜|早|晚)? ?([0-9]{1,2}|[零一二两三四五六七八九十]{1,3}) ?(?::([0-9]{2})|点(?:(半)|([0-9]{1,2})分?|整|钟)?)? ?(am|pm)?`

// dashes are written for "to".
var dashes = strings.NewReplacer("–", "-", "—", "-", "−", "-", "——", "-", "～", "~")

// Quiet reads quiet hours; false for anything else, also where they would end when they begin.
func Quiet(text string) (QuietHours, bool) {
	text = strings.Trim(dashes.Replace(Fold(text)), " .。!！")
	switch {
	case slices.Contains([]string{"无", "不要", "不用", "没有", "关闭", "none", "off", "no"}, text):
		return QuietHours{}, true
	case slices.Contains(leadUsual, text):
		return QuietHours{Usual: true}, true
	}
	found := quietForm.FindStringSubmatch(text)
	if found == nil {
		return QuietHours{}, false
	}
	const groups = 6 // of clockForm
	from, begins := timeOfDay(found[1 : 1+groups])
	to, ends := timeOfDay(found[1+groups:])
	return QuietHours{Quiet: alliance.Quiet{From: from, To: to}}, begins && ends && from != to
}

// timeOfDay is the time since midnight of the groups of clockForm; false for a time that no clock shows.
func timeOfDay(groups []string) (time.Duration, bool) {
	part, half := groups[0], groups[3] != ""
	hour, err := strconv.Atoi(groups[1])
	if err != nil {
		hour, _ = readChineseNumber([]rune(groups[1]))
	}
	minute, _ := strconv.Atoi(groups[2] + groups[4]) // one of them at most
	if half {
		minute = 30
	}
	night := slices.Contains([]string{"晚上", "夜里", "深夜", "晚"}, part)
	late := groups[5] == "pm" || part == "下午" || part == "傍晚" || night && hour > 5
	switch {
	case groups[5] != "" && (hour > 12 || hour == 0), hour > 24 || minute > 59 || hour == 24 && minute > 0:
		return 0, false
	case late && hour < 12, part == "中午" && hour < 3:
		hour += 12
	case hour == 12 && (groups[5] == "am" || part == "凌晨" || night), hour == 24:
		hour = 0
	}
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute, true
}
