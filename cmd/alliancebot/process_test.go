package main_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// program is the binary under test, built once by TestMain.
var program string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "alliancebot-test")
	if err == nil {
		program, err = build(folder)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	// The tests wait far more than they compute.
	if err := flag.Set("test.parallel", "16"); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	code := m.Run()
	_ = os.RemoveAll(folder) // the system tidies its temporary folder too
	os.Exit(code)
}

func build(folder string, flags ...string) (string, error) {
	binary := filepath.Join(folder, "alliancebot")
	args := append([]string{"build", "-buildvcs=false", "-o", binary}, flags...)
	if raced {
		args = append(args, "-race")
	}
	if output, err := exec.Command("go", append(args, ".")...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("build program: %w\n%s", err, output)
	}
	return binary, nil
}

// settings is the environment of a process; it has no other variables than these and where to find programs.
type settings map[string]string

// with is the settings with others on top.
func (s settings) with(others settings) settings {
	both := maps.Clone(s)
	maps.Copy(both, others)
	return both
}

func (s settings) environment() []string {
	list := []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + os.TempDir()}
	for name, value := range s {
		list = append(list, name+"="+value)
	}
	return list
}

// process is a program that runs.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	out   *transcript // standard output
	log   *transcript // standard error
	ended chan struct{}
}

// launch starts a program. When the test ends it is killed, and what it wrote is shown if the test failed.
func launch(t *testing.T, s settings, name string, args ...string) *process {
	t.Helper()
	return launchIn(t, t.TempDir(), s, name, args...)
}

// launchIn starts a program in a folder.
func launchIn(t *testing.T, folder string, s settings, name string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command(name, args...), out: newTranscript(), log: newTranscript(), ended: make(chan struct{})}
	p.cmd.Env, p.cmd.Dir, p.cmd.Stdout, p.cmd.Stderr = s.environment(), folder, p.out, p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", name, err)
	}
	go func() {
		_ = p.cmd.Wait() // how it ended is in ProcessState
		close(p.ended)
	}()
	t.Cleanup(func() {
		p.kill()
		log := p.log.String()
		if strings.Contains(log, "DATA RACE") || strings.Contains(log, "panic") || strings.Contains(log, "fatal error") {
			t.Errorf("%s has a race or a panic:\n%s", filepath.Base(name), log)
		} else if t.Failed() {
			t.Logf("log of %s %s:\n%s", filepath.Base(name), strings.Join(args, " "), tail(log, 40))
		}
	})
	return p
}

func tail(text string, lines int) string {
	all := strings.SplitAfter(text, "\n")
	return strings.Join(all[max(0, len(all)-lines):], "")
}

func (p *process) signal(signal syscall.Signal) {
	_ = p.cmd.Process.Signal(signal) // it may have ended already
}

// kill ends the process as a crash would.
func (p *process) kill() {
	p.signal(syscall.SIGKILL)
	<-p.ended
}

func (p *process) freeze() { p.signal(syscall.SIGSTOP) }
func (p *process) thaw()   { p.signal(syscall.SIGCONT) }

// exits waits until the process ends by itself, and gives its exit code; -1 if a signal ended it.
func (p *process) exits(limit time.Duration) int {
	p.t.Helper()
	select {
	case <-p.ended:
	case <-time.After(limit):
		p.t.Fatalf("still running after %s", limit)
	}
	return p.cmd.ProcessState.ExitCode()
}

// stop asks the process to end, and wants it to do so well in ten seconds.
func (p *process) stop() {
	p.t.Helper()
	p.signal(syscall.SIGTERM)
	if code := p.exits(10 * time.Second); code != 0 {
		p.t.Fatalf("after SIGTERM exit code %d, want 0", code)
	}
}

// logs waits for a line with text on standard error.
func (p *process) logs(text string, limit time.Duration) string {
	p.t.Helper()
	line, ok := p.log.await(text, limit)
	if !ok {
		p.t.Fatalf("no log line %q within %s", text, limit)
	}
	return line
}

// result is what a process that has ended left.
type result struct {
	code     int
	out, err string
}

// call runs the program under test to its end, with input on standard input.
func call(t *testing.T, s settings, input string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Env, cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = s.environment(), t.TempDir(), strings.NewReader(input), &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("alliancebot %s: %v", strings.Join(args, " "), err)
	}
	if strings.Contains(errs.String(), "DATA RACE") {
		t.Errorf("alliancebot %s has a race:\n%s", strings.Join(args, " "), errs.String())
	}
	return result{code: cmd.ProcessState.ExitCode(), out: out.String(), err: errs.String()}
}

// succeeds runs the program and wants exit code 0; it gives what was printed.
func succeeds(t *testing.T, s settings, input string, args ...string) string {
	t.Helper()
	ended := call(t, s, input, args...)
	if ended.code != 0 {
		t.Fatalf("alliancebot %s: exit code %d\n%s%s", strings.Join(args, " "), ended.code, ended.out, ended.err)
	}
	return ended.out
}

// ports counts the ports given away, from below those that the system gives to connections: one of these could be taken
// between looking and listening.
var ports atomic.Int64

// freePort gives a loopback address on which nobody listens.
func freePort(t *testing.T) string {
	t.Helper()
	const first, many = 12000, 20000
	for range many {
		port := first + (int64(os.Getpid())*97+ports.Add(1))%many
		address := fmt.Sprintf("127.0.0.1:%d", port)
		if listener, err := net.Listen("tcp", address); err == nil {
			_ = listener.Close() // nothing came of it
			return address
		}
	}
	t.Fatal("no free port")
	return ""
}

// fileOf writes a file and gives its path.
func fileOf(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
