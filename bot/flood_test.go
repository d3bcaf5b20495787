package bot

import (
	"testing"
	"time"
)

// TestFloods: who has too much waiting is told once, is answered the last few, and is told anew after a quiet minute.
func TestFloods(t *testing.T) {
	const chat, other, most = 1, 2, 30
	begin := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
	floods := &floods{}
	for step, asked := range []struct {
		chat   int64
		behind int
		after  time.Duration
		want   verdict
	}{
		{chat, most, 0, answerIt},
		{chat, most + 1, 0, slowDown},
		{chat, most + 20, 0, leaveIt},
		{other, 5, 0, answerIt},
		{chat, answeredLast, time.Second, leaveIt},
		{chat, answeredLast - 1, time.Second, answerIt},
		{chat, most, time.Second, answerIt}, // it is catching up
		{chat, most + 1, 2 * time.Second, leaveIt},
		{chat, 0, 3 * time.Second, answerIt},
		{chat, most + 1, 3*time.Second + floodsEnd, slowDown},
		{chat, 1, 4*time.Second + floodsEnd, answerIt},
	} {
		request := Request{Chat: asked.chat, Now: begin.Add(asked.after), behind: asked.behind}
		if got := floods.judge(request, most); got != asked.want {
			t.Errorf("step %d: %v, want %v", step, got, asked.want)
		}
	}
	if floods.judge(Request{Chat: other, Now: begin, behind: 9999}, 0) != answerIt {
		t.Error("a bot without a limit takes somebody for a flood")
	}
	if len(floods.since) != 1 {
		t.Errorf("%d chats are remembered, want 1", len(floods.since))
	}
}
