package main

import (
	"fmt"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// process is a child of this one. Whoever launches it ends it; it also ends with the context its command was made with.
type process struct {
	command *exec.Cmd
	said    *tail
	ended   chan struct{} // closed when it is over
}

// stopTime is how long a process may take to end when asked; the bot itself drains for at most eight seconds.
const stopTime = 12 * time.Second

func launch(command *exec.Cmd) (*process, error) {
	child := &process{command: command, said: &tail{}, ended: make(chan struct{})}
	command.Stderr = child.said
	command.WaitDelay = time.Second
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", command.Path, err)
	}
	go func() {
		defer close(child.ended)
		_ = command.Wait() // how it ended is read from its state
	}()
	return child, nil
}

// kill ends the process as a crash would.
func (child *process) kill() {
	_ = child.command.Process.Kill() // it may have ended already
	<-child.ended
}

// stop asks the process to end, and ends it where it does not.
func (child *process) stop() {
	_ = child.command.Process.Signal(syscall.SIGTERM) // it may have ended already
	timer := time.NewTimer(stopTime)
	defer timer.Stop()
	select {
	case <-child.ended:
	case <-timer.C:
		child.kill()
	}
}

// alive is nil while the process runs, and else says how it ended and what it said last.
func (child *process) alive() error {
	select {
	case <-child.ended:
		return fmt.Errorf("%s ended: %s: %s", child.command.Path, child.command.ProcessState, child.said)
	default:
		return nil
	}
}

// tail keeps the end of what a process says.
type tail struct {
	mu   sync.Mutex
	text []byte
}

const tailLength = 2 << 10

// Write implements io.Writer.
func (t *tail) Write(text []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, text...)
	t.text = t.text[max(0, len(t.text)-tailLength):]
	return len(text), nil
}

// String implements fmt.Stringer.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.TrimSpace(string(t.text))
}
