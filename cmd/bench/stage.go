package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"

	"alliancebot/alliance"
)

// stage is a bot that polls an emulator.
type stage struct {
	shop     *workshop
	emulator *emulator
	bot      *process
	dir      string   // DATA_DIR
	env      []string // beyond what every bot is told
}

// set stocks a store and starts emulator and bot. The caller ends the stage.
func (shop *workshop) set(ctx context.Context, w world, events []alliance.Event, env ...string) (*stage, error) {
	dir, err := shop.folder()
	if err != nil {
		return nil, err
	}
	if err := stock(ctx, dir, events, w.Users); err != nil {
		return nil, err
	}
	emulated, err := shop.emulate(ctx, w)
	if err != nil {
		return nil, err
	}
	set := &stage{shop: shop, emulator: emulated, dir: dir, env: env}
	if err := set.start(ctx); err != nil {
		emulated.end()
		return nil, err
	}
	return set, nil
}

// start starts the bot and waits for its first poll.
func (set *stage) start(ctx context.Context) error {
	before, err := set.emulator.polls(ctx)
	if err != nil {
		return err
	}
	command := exec.CommandContext(ctx, set.shop.bot, "run")
	command.Dir = set.dir // where no .env is
	command.Env = append(inherited(), "TELEGRAM_BOT_TOKEN="+token, "TELEGRAM_API_URL="+set.emulator.Base, "DATA_DIR="+set.dir, "HTTP_ADDR=", "TELEGRAM_RATE=10000")
	command.Env = append(command.Env, set.env...)
	if set.bot, err = launch(command); err != nil {
		return err
	}
	if err := set.emulator.awaitPoll(ctx, set.bot, before); err != nil {
		set.bot.kill()
		return err
	}
	return nil
}

// end ends both.
func (set *stage) end() {
	set.bot.stop()
	set.emulator.end()
	_ = os.RemoveAll(set.dir) // goes with the workshop at the latest
}

// check says whether both still run: numbers of a bot that has ended are worth nothing.
func (set *stage) check() error {
	if err := set.bot.alive(); err != nil {
		return fmt.Errorf("bot: %w", err)
	}
	if err := set.emulator.process.alive(); err != nil {
		return fmt.Errorf("emulator: %w", err)
	}
	return nil
}

// inherited is our environment without what would configure the bot.
func inherited() []string {
	var kept []string
	for _, name := range []string{"PATH", "HOME", "TMPDIR"} {
		if value, set := os.LookupEnv(name); set {
			kept = append(kept, strings.Join([]string{name, value}, "="))
		}
	}
	return kept
}
