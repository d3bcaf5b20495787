package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of CPU times in /proc, the same on every Linux (proc(5), sysconf(_SC_CLK_TCK)).
const tick = 10 * time.Millisecond

// spent is the user and system time of the process so far (proc(5), /proc/pid/stat: utime, stime).
func (child *process) spent() (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", child.command.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("read processor time: %w", err)
	}
	const user, system = 11, 12 // counted from the state, which follows the name in brackets
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) <= system {
		return 0, fmt.Errorf("read processor time: %d fields", len(fields))
	}
	var ticks int64
	for _, field := range []string{fields[user], fields[system]} {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("read processor time: %w", err)
		}
		ticks += n
	}
	return time.Duration(ticks) * tick, nil
}

// resident is the physical memory of the process in MB.
func (child *process) resident() (float64, error) { return child.memory("VmRSS:") }

// mostResident is the most physical memory that the process has had, in MB.
func (child *process) mostResident() (float64, error) { return child.memory("VmHWM:") }

// memory reads a line about memory (proc(5), /proc/pid/status: in kB of 1024 bytes).
func (child *process) memory(name string) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", child.command.Process.Pid))
	if err != nil {
		return 0, fmt.Errorf("read memory: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, name); found {
			kilobytes, err := strconv.ParseFloat(strings.Fields(value)[0], 64)
			if err != nil {
				return 0, fmt.Errorf("read memory: %w", err)
			}
			return kilobytes * 1024 / 1e6, nil
		}
	}
	return 0, fmt.Errorf("read memory: no %s", name)
}
