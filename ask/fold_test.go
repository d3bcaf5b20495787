package ask

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"", ""},
		{"  ＰＬＣ　编程 ", "plc 编程 "},
		{"機器人焊接", "机器人焊接"},
		{"Teacher’s\tDay\u200b", "teacher's day"},
		{"㈱３Ｄ", "(株)3d"},
		{strings.Repeat("課", readLimit+1), strings.Repeat("课", readLimit+1)},
	} {
		if got := Fold(test.text); got != test.want {
			t.Errorf("Fold(%.40q) = %.40q, want %.40q", test.text, got, test.want)
		}
	}
}
