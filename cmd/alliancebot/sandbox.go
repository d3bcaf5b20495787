package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"alliancebot/render"
	"alliancebot/sandbox"
)

const (
	sandboxFolder   = "sandbox" // in DATA_DIR; emptied at each start, so that samples never mix with real events
	sandboxAddr     = "127.0.0.1:8081"
	sandboxToken    = "42:SANDBOX-no-real-token"
	sandboxUsername = "alliance_sandbox_bot"
	// sandboxLead is added to the lead times, so that a reminder of the sample about to begin is seen to arrive.
	sandboxLead = 3 * time.Minute
)

// The people of the sandbox.
const (
	sandboxTeacher = 1001
	sandboxSecond  = 1002
	sandboxOwner   = 1003
	sandboxGroup   = -2001
	sandboxForum   = -1000000002002
)

func sandboxCommand(ctx context.Context, args []string) error {
	if err := nothingMore(args); err != nil {
		return err
	}
	c, err := readConfig()
	if err != nil {
		return fmt.Errorf("configuration:\n%w", err)
	}
	return runSandbox(ctx, c)
}

// runSandbox runs the bot against an emulated Telegram in this process, with sample events, until ctx ends.
func runSandbox(ctx context.Context, c config) error {
	log := newLog(c)
	listener, err := net.Listen("tcp", sandboxAddr)
	if err != nil {
		listener, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return fmt.Errorf("listen for the sandbox: %w", err)
	}
	address := "http://" + listener.Addr().String()
	c = sandboxConfig(c, address)
	if listening(c.dataDir) {
		return fmt.Errorf("another sandbox runs in this folder: stop it, or set DATA_DIR to another one")
	}
	if err := os.RemoveAll(c.dataDir); err != nil {
		return fmt.Errorf("empty the sandbox: %w", err)
	}
	emulator, err := newEmulator(c, log)
	if err != nil {
		return err
	}
	server := &http.Server{Handler: emulator, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("sandbox server ended", "error", err)
		}
	}()
	defer func() { _, _ = emulator.Close(), server.Close() }() // nobody is left to tell
	if err := seed(ctx, c, log); err != nil {
		return err
	}
	fmt.Printf("沙箱已就绪，请在浏览器中打开 / The sandbox is ready, open in a browser:\n\n    %s\n\n消息总览 / every message: %s/gallery\n按 Ctrl+C 结束 / Ctrl+C ends it\n", address, address)
	return runBot(ctx, c, log)
}

// sandboxConfig points the bot at the emulator and away from everything real.
func sandboxConfig(c config, address string) config {
	c.token, c.apiURL, c.proxy, c.webhookURL, c.redisURL = sandboxToken, address, nil, "", ""
	c.dataDir = filepath.Join(c.dataDir, sandboxFolder)
	c.owners = []int64{sandboxOwner}
	if !c.leadsGiven {
		c.leads = append(c.leads, sandboxLead)
	}
	if !c.quietGiven {
		c.quiet.From, c.quiet.To = 0, 0
	}
	return c
}

func newEmulator(c config, log *slog.Logger) (*sandbox.Server, error) {
	renderer, err := render.New(c.zone)
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	everybody := []int64{sandboxOwner, sandboxTeacher, sandboxSecond}
	return sandbox.New(sandbox.Config{
		Token: sandboxToken, Username: sandboxUsername, Name: "共同体活动助手", Zone: c.zone.String(),
		Users: []sandbox.User{
			{ID: sandboxTeacher, FirstName: "陈老师", LanguageCode: "zh-hans"},
			{ID: sandboxSecond, FirstName: "Ms Lin", LanguageCode: "en"},
			{ID: sandboxOwner, FirstName: "秘书处", LanguageCode: "zh-hans"},
		},
		// The bot hears that it joins them, so that it can be sent there at once.
		Groups: []sandbox.Group{
			{ID: sandboxGroup, Title: "产教融合交流群", Members: everybody, Joins: true},
			{ID: sandboxForum, Title: "产教融合论坛", Forum: true, Members: everybody, Joins: true, Topics: []string{"通知", "教研讨论"}},
		},
		Limits:  sandbox.Limits{Rate: float64(c.rate), ChatRate: 1, ChatBurst: 3, GroupPerMinute: 20},
		Gallery: func() []sandbox.Sample { return gallery(renderer) },
		Log:     log,
	}), nil
}

// gallery shows every message the bot can say, for the page that lists them.
func gallery(renderer *render.Renderer) []sandbox.Sample {
	var samples []sandbox.Sample
	for _, sample := range render.Samples(renderer, time.Now()) {
		shown := sandbox.Sample{Section: sample.Section, Title: sample.Title, Language: sample.Language, Text: sample.Message.Text}
		if sample.Message.Plain {
			shown.Text = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(shown.Text)
		}
		for _, row := range sample.Message.Keyboard {
			var keys []sandbox.Key
			for _, button := range row {
				keys = append(keys, sandbox.Key{Text: button.Text, Data: button.Data, URL: button.URL})
			}
			shown.Keyboard = append(shown.Keyboard, keys)
		}
		samples = append(samples, shown)
	}
	return samples
}

// seed stores the sample events.
func seed(ctx context.Context, c config, log *slog.Logger) error {
	stored, err := openStorage(c, log)
	if err != nil {
		return err
	}
	if _, err = stored.PutEvents(ctx, sampleEvents(time.Now().In(c.zone)), time.Now()); err != nil {
		err = fmt.Errorf("store samples: %w", err)
	}
	return errors.Join(err, stored.close())
}
