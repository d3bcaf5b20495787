package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
	"alliancebot/dispatch"
	"alliancebot/exchange"
	"alliancebot/handlers"
	"alliancebot/render"
	"alliancebot/scheduler"
	"alliancebot/search"
	"alliancebot/web"
)

// app is the bot, wired.
type app struct {
	config     config
	log        *slog.Logger
	store      *storage
	replica    string
	metrics    *web.Metrics
	telegram   bot.Telegram
	client     *http.Client
	api        *bot.API
	limiter    *bot.Limiter
	sender     *bot.Sender
	render     *render.Renderer
	table      bot.Table
	router     *bot.Router
	intake     *bot.Intake
	dispatcher *dispatch.Dispatcher
	follower   *search.Follower
	webhook    atomic.Pointer[bot.Webhook]
}

// newApp wires the bot over an open store. Nothing runs yet, and nothing is contacted.
func newApp(c config, stored *storage, replica string, log *slog.Logger) (*app, error) {
	renderer, err := render.New(c.zone)
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	renderer.Failed = func(name string, err error) { log.Error("text not written", "text", name, "error", err) }
	a := &app{config: c, log: log, store: stored, replica: replica, render: renderer, metrics: web.NewMetrics(stored)}
	stored.Observe(a.metrics.Stored)
	a.telegram = bot.Telegram{Token: c.token, URL: c.apiURL, Proxy: c.proxy}
	a.client = a.telegram.Client()
	if a.api, err = a.telegram.API(a.client); err != nil {
		return nil, err
	}
	a.limiter = bot.NewLimiter(c.rate, bot.ChatPace{Private: c.chatPace, Group: c.groupRate}, time.Now)
	a.sender = bot.NewSender(a.api, a.limiter, stored, a.metrics, log)
	a.dispatcher = &dispatch.Dispatcher{
		Replica: replica,
		Ledger:  stored, Records: stored, Dispatches: stored, Calendar: stored, Proposals: stored, Latecomers: stored, Confirmations: stored, Members: stored, Chats: stored, Events: stored, Answers: stored, Sender: a.sender, Render: renderer,
		ICS: writeICS, Language: c.language, Quiet: c.quiet, Zone: c.zone, Rate: c.rate, Now: now, Meter: a.metrics, Log: log,
	}
	a.dispatcher.Open()
	a.follower = search.NewFollower(stored, ask.Fold, log)
	desk := &handlers.Desk{
		Events: stored, Index: a.follower, Questions: stored, Members: stored, Chats: stored, Drafts: stored, Dispatches: stored, Snoozes: stored,
		Plans: stored, Answers: stored, Mentions: a.digests().Mentions, Steering: stored, Receipts: stored, Approvals: stored, Approval: c.approval, Owners: c.owners, Sheet: exchange.Sheet, Begun: a.dispatcher.Wake, Render: renderer,
		Zone: c.zone, Language: c.language, Leads: c.leads, Quiet: c.quiet, ICS: writeICS, Log: log,
	}
	a.table = desk.Table()
	a.router = &bot.Router{
		Table: a.table, Members: stored, Chats: stored, Sender: a.sender, Owners: c.owners, Language: c.language, Backlog: backlog(c.chatPace), Now: now, Meter: a.metrics, Log: log,
	}
	a.intake = &bot.Intake{Inbox: stored, Router: a.router, Replica: replica, Now: now, Meter: a.metrics, Log: log}
	a.intake.Open()
	return a, nil
}

// backlog is how many messages of a private chat can be answered in half a minute; who has more waiting than that is flooding.
func backlog(pace time.Duration) int { return max(int(30*time.Second/max(pace, time.Millisecond)), 1) }

// writeICS writes events as a calendar file.
func writeICS(events []alliance.Event, stamp time.Time) ([]byte, error) {
	var file bytes.Buffer
	err := exchange.WriteICS(&file, events, stamp)
	return file.Bytes(), err
}

// drainTime is how long a stop waits for what is under way; after ten seconds a supervisor would kill us.
const drainTime = 8 * time.Second

// run runs the bot until ctx ends, then lets what is under way come to its end.
func (a *app) run(ctx context.Context) error {
	handling, stopHandling := context.WithCancel(context.WithoutCancel(ctx))
	defer stopHandling()
	stopServing, err := a.serve()
	if err != nil {
		return err
	}
	defer stopServing()
	if err := awaitStore(ctx, a.store.Store, a.log); err != nil {
		return ended(ctx, err)
	}
	a.sender.HeedNow(ctx)
	me, err := bot.Me(ctx, a.api, func(err error, wait time.Duration) {
		a.log.Warn("telegram not reached, trying again", "error", err, "retry_in", wait)
	})
	if err != nil {
		return ended(ctx, err)
	}
	a.router.Username = me.Username
	a.log.Info("bot starts", "username", me.Username, "replica", a.replica, "webhook", a.config.webhookURL != "")
	if err := a.open(ctx, handling); err != nil {
		return ended(ctx, err)
	}
	running, stop := context.WithCancel(ctx)
	defer stop()
	group := newGroup(stop)
	group.start(func() error { return a.intake.Run(running, handling) })
	group.start(func() error { return a.follower.Run(running) })
	group.start(func() error { return a.sender.Heed(running) })
	group.start(func() error { return a.publishMenus(running) })
	group.start(func() error {
		return a.leader().Run(running, func(ctx context.Context) error { return a.lead(ctx, handling) })
	})
	<-running.Done()
	timer := time.AfterFunc(drainTime, stopHandling)
	defer timer.Stop()
	a.intake.Drain()
	return group.wait()
}

// open takes what an earlier process left, and lets webhook deliveries in.
func (a *app) open(ctx, handling context.Context) error {
	if err := a.intake.Recover(handling); err != nil {
		return err
	}
	if a.config.webhookURL == "" {
		return nil
	}
	a.webhook.Store(&bot.Webhook{Secret: a.config.webhookSecret, Intake: a.intake, Handling: handling})
	return bot.SetWebhook(ctx, a.api, a.config.webhookURL, a.config.webhookSecret)
}

// lead does what one replica alone may do: the timetable, the dispatches and, without a webhook, the polling.
func (a *app) lead(ctx, handling context.Context) error {
	leading, stop := context.WithCancel(ctx)
	defer stop()
	a.limiter.Ease(time.Second) // what whoever led before has sent in that time
	group := newGroup(stop)
	group.start(func() error { return a.dispatcher.Run(leading) })
	group.start(func() error { return a.timetable().Run(leading) })
	if a.config.webhookURL == "" {
		if err := bot.SetWebhook(leading, a.api, "", ""); err != nil {
			a.log.Warn("webhook not checked", "error", err)
		}
		poller := &bot.Poller{Telegram: a.telegram, Client: a.client, Intake: a.intake, Log: a.log}
		group.start(func() error { return poller.Run(leading, handling) })
	}
	return group.wait()
}

func (a *app) leader() *scheduler.Leader {
	return &scheduler.Leader{Lease: a.store, Replica: a.replica, Changed: a.metrics.Leads, Log: a.log}
}

func (a *app) timetable() *scheduler.Timetable {
	reminders := &scheduler.Reminders{
		Plan: a.store, Events: a.store, Dispatches: a.store, Defaults: a.config.leads, Begun: a.dispatcher.Wake,
		Now: now, Meter: a.metrics, Log: a.log,
	}
	notices := &scheduler.Notices{
		Bursts: a.store, Events: a.store, Dispatches: a.store, Defaults: a.config.leads, Begun: a.dispatcher.Wake, Now: now, Log: a.log,
	}
	return &scheduler.Timetable{Zone: a.config.zone, Log: a.log, Jobs: []scheduler.Job{
		{Name: "reminders", Spec: "* * * * *", Run: reminders.Tick},
		{Name: "notices", Spec: "@every 2s", Run: notices.Tick},
		{Name: "digests", Spec: "* * * * *", Run: a.digests().Tick},
		{Name: "forget slots", Spec: "20 4 * * *", Run: a.store.ForgetSlots},
	}}
}

func (a *app) digests() *scheduler.Digests {
	return &scheduler.Digests{
		Program: a.store, Dispatches: a.store, Specs: a.config.digests, Workdays: a.config.workdays, Zone: a.config.zone,
		Begun: a.dispatcher.Wake, Now: now,
	}
}

// publishMenus tells Telegram the commands; that may wait, and is no reason to stop.
func (a *app) publishMenus(ctx context.Context) error {
	err := bot.PublishMenus(ctx, a.api, a.store, a.table, a.config.owners, a.config.language, func(language alliance.Language, name string) string {
		return a.render.CommandDescription(language, name)
	})
	if err != nil && ctx.Err() == nil {
		a.log.Warn("command menus not published", "error", err)
	}
	return nil
}

// ended is err, unless it only says that we were asked to stop.
func ended(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}
