package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"time"

	"alliancebot/sandbox"
)

// emulatorMode makes this program the emulator; a process of its own, so that its work is not counted as the bot's.
const emulatorMode = "-emulator"

const (
	token     = "42:BENCH-no-real-token"
	firstUser = 1_000_001
	language  = "zh-hans"
)

// world is what the emulator's process is told, as JSON.
type world struct {
	Users  int // from firstUser on; all of them have started the bot
	Limits sandbox.Limits
	RTT    time.Duration
}

// emulator is the emulated Telegram in a child process.
type emulator struct {
	sandbox.Client
	process *process
	shop    *workshop
	users   int       // who have started the bot
	leash   io.Closer // the child's standard input: it ends when that does, so that it never outlives us
}

// emulate starts an emulator. It inherits a listener that is open already, so that nobody waits for it.
func (shop *workshop) emulate(ctx context.Context, w world) (*emulator, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for emulator: %w", err)
	}
	defer func() { _ = listener.Close() }() // the child has its own copy
	file, err := listener.(*net.TCPListener).File()
	if err != nil {
		return nil, fmt.Errorf("hand listener over: %w", err)
	}
	defer func() { _ = file.Close() }() // likewise
	told, err := json.Marshal(w)
	if err != nil {
		return nil, fmt.Errorf("encode world: %w", err)
	}
	command := exec.CommandContext(ctx, shop.self, emulatorMode, string(told))
	command.ExtraFiles = []*os.File{file}
	leash, err := command.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("leash emulator: %w", err)
	}
	child, err := launch(command)
	if err != nil {
		return nil, err
	}
	return &emulator{Client: sandbox.Client{Base: "http://" + listener.Addr().String()}, process: child, shop: shop, users: w.Users, leash: leash}, nil
}

func (e *emulator) end() {
	_ = e.leash.Close() // it is the child that hears of it
	<-e.process.ended
}

// runEmulator is the child: it serves on the inherited listener until its standard input ends.
func runEmulator(ctx context.Context, told string) error {
	var w world
	if err := json.Unmarshal([]byte(told), &w); err != nil {
		return fmt.Errorf("read world: %w", err)
	}
	const inherited = 3 // the first of ExtraFiles
	listener, err := net.FileListener(os.NewFile(inherited, "listener"))
	if err != nil {
		return fmt.Errorf("take listener: %w", err)
	}
	config := sandbox.Config{Token: token, Username: "bench_bot", Limits: w.Limits, RTT: w.RTT}
	for i := range w.Users {
		id := firstUser + int64(i)
		config.Users = append(config.Users, sandbox.User{ID: id, FirstName: userName(id), LanguageCode: language, Started: true})
	}
	emulated := sandbox.New(config)
	server := &http.Server{Handler: emulated, ReadHeaderTimeout: 5 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	awaitEnd(ctx)
	_, _ = emulated.Close(), server.Close() // the process ends with them
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve emulator: %w", err)
	}
	return nil
}

// awaitEnd waits for the end of standard input, by which the parent ends its children.
func awaitEnd(ctx context.Context) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = io.Copy(io.Discard, os.Stdin) // any end is the end
	}()
	select {
	case <-ended:
	case <-ctx.Done():
	}
}

// load runs a load, of one update at least.
func (e *emulator) load(ctx context.Context, load sandbox.Load) (sandbox.Loaded, error) {
	load.Seconds = max(load.Seconds, 1/load.Rate)
	return e.Load(ctx, load)
}

func userName(id int64) string { return "Member " + strconv.FormatInt(id, 10) }

// polls counts the getUpdates requests that have arrived.
func (e *emulator) polls(ctx context.Context) (int64, error) {
	stats, err := e.Stats(ctx)
	return stats.Requests["getUpdates"], err
}

// awaitPoll waits until more getUpdates requests have arrived than before, while the bot lives.
func (e *emulator) awaitPoll(ctx context.Context, bot *process, before int64) error {
	const look, patience = 5 * time.Millisecond, 20 * time.Second
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		count, err := e.polls(ctx)
		if err != nil || count > before {
			return err
		}
		if err := bot.alive(); err != nil {
			return err
		}
		if err := pause(ctx, look); err != nil {
			return fmt.Errorf("wait for the first poll: %w: %s", err, bot.said)
		}
	}
}
