package handlers_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"alliancebot/alliance"
)

// TestDecisionsAreLogged: every decision about a broadcast is in the log, with who took it, and nothing of what it says.
func TestDecisionsAreLogged(t *testing.T) {
	var log bytes.Buffer
	d := newDesk(t)
	d.handlers.Log = slog.New(slog.NewTextHandler(&log, nil))
	o := newOffice(&book{desk: d}, alliance.Chinese)
	o.members()
	o.command("broadcast", "机密")
	o.tap("取消", "")
	o.command("broadcast", "机密")
	o.tap("发送给", "")
	sent := o.latest().ID
	for _, action := range []string{"pause", "resume"} {
		o.tapData(action, alliance.ButtonData("run", sent, action), 1)
	}
	o.deliver(sent, map[int64]alliance.Outcome{1: {State: alliance.Sent, Messages: []int64{1}}})
	for _, action := range []string{"details", "retry", "recall:yes"} {
		o.tapData(action, alliance.ButtonData("run", append([]string{sent}, strings.Split(action, ":")...)...), 1)
	}
	o.tapData("cancel", alliance.ButtonData("run", sent+"-r", "cancel", "yes"), 1)
	for _, decision := range []string{"drop", "send", "pause", "resume", "details", "retry", "recall", "cancel"} {
		if !strings.Contains(log.String(), "decision="+decision+" by=7\n") {
			t.Errorf("%s is not in the log:\n%s", decision, log.String())
		}
	}
	if strings.Contains(log.String(), "机密") {
		t.Errorf("the log tells what was said:\n%s", log.String())
	}
}
