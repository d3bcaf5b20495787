package main

import (
	"context"
	"fmt"
	"os/exec"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// echoMode makes this program the bare bot that ours is compared with.
const echoMode = "-echo"

// startEcho starts the bare bot and waits for its first poll.
func (shop *workshop) startEcho(ctx context.Context, e *emulator) (child *process, end func(), err error) {
	command := exec.CommandContext(ctx, shop.self, echoMode, e.Base)
	leash, err := command.StdinPipe()
	if err != nil {
		return nil, nil, fmt.Errorf("leash echo bot: %w", err)
	}
	if child, err = launch(command); err != nil {
		return nil, nil, err
	}
	end = func() {
		_ = leash.Close() // it is the child that hears of it
		<-child.ended
	}
	if err := e.awaitPoll(ctx, child, 0); err != nil {
		end()
		return nil, nil, err
	}
	return child, end, nil
}

// runEcho is the child: the library's own loop and one handler, until standard input ends.
func runEcho(ctx context.Context, address string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	bare, err := tg.New(token, tg.WithServerURL(address), tg.WithDefaultHandler(echo))
	if err != nil {
		return fmt.Errorf("open echo bot: %w", err)
	}
	go func() {
		defer cancel()
		awaitEnd(ctx)
	}()
	bare.Start(ctx)
	return nil
}

func echo(ctx context.Context, bare *tg.Bot, update *models.Update) {
	if update.Message == nil {
		return
	}
	// A lost answer is found by whoever counts them.
	_, _ = bare.SendMessage(ctx, &tg.SendMessageParams{ChatID: update.Message.Chat.ID, Text: update.Message.Text})
}
