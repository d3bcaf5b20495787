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

// TestApprovalIsLogged: who asked, approved, returned, took back or reminded is in the log, and nothing of what they wrote.
func TestApprovalIsLogged(t *testing.T) {
	var log bytes.Buffer
	d := newDesk(t)
	d.handlers.Log = slog.New(slog.NewTextHandler(&log, nil))
	o := newOffice(&book{desk: d}, alliance.Chinese)
	o.members()
	o.admins()
	o.decides(firstAdmin, o.asks("机密"), "give")
	id := o.latest().ID
	returned := o.asks("机密")
	o.decides(secondAdmin, returned, "deny")
	o.reasons(secondAdmin, "机密")
	o.tapData("rework", alliance.ButtonData("run", o.asks("机密"), "rework"), 1)
	o.command("broadcast", "机密")
	for _, want := range []string{"dispatch=" + id + " decision=ask by=7", "dispatch=" + id + " decision=approve by=21", "dispatch=" + returned + " decision=return by=22", "decision=rework by=7"} {
		if !strings.Contains(log.String(), want+"\n") {
			t.Errorf("%s is not in the log:\n%s", want, log.String())
		}
	}
	if strings.Contains(log.String(), "机密") {
		t.Errorf("the log tells what was said:\n%s", log.String())
	}
}
