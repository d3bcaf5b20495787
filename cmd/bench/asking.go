package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"alliancebot/alliance"
	"alliancebot/ask"
	"alliancebot/bot"
	"alliancebot/search"
)

const (
	indexed = 10_000
	asks    = 300 // of each question
)

// questions are what is asked: by time, by kind, by name and by subject, in both languages.
func questions() []string {
	return []string{
		"明天有什么？", "请问下周五下午有没有讲座或者培训呢？", "王老师什么时候讲课", "除了讲座，下周还有什么活动", "关于机器人的培训", "下一场技能大赛在哪里",
		"What is on tomorrow?", "Is there any lecture next Friday afternoon, please?", "When does Wang Gang speak?", "training about robots next month",
	}
}

// measureAsking measures how long it takes to read a question, to answer one over 100,000 events, and to index events.
func measureAsking(ctx context.Context, shop *workshop) (rows []row, err error) {
	now := time.Now().In(zone()).Truncate(time.Minute)
	dir, err := shop.folder()
	if err != nil {
		return nil, err
	}
	stored, err := openShelf(ctx, dir, crowdedPlan())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stored.close()) }()
	events := program(now, shop.many(large))
	if _, err := stored.PutEvents(ctx, events, now); err != nil {
		return nil, fmt.Errorf("stock events: %w", err)
	}
	begin := time.Now()
	search.New(ask.Fold).Put(events[:shop.many(indexed)]...)
	rows = append(rows, below("10,000 events indexed", 0.5, time.Since(begin).Seconds(), "s"))
	index := search.New(ask.Fold)
	index.Put(events...)
	rows = append(rows, shop.readRow(now))
	answered, err := shop.answerRow(ctx, stored, index, now)
	return append(rows, answered), err
}

// readRow is how long reading takes; the names are those of the experts.
func (shop *workshop) readRow(now time.Time) row {
	names := ask.NewNames([]string{"Lou Haibin", "Wang Gang", "Ye Jun", "Zhu Meifen", "Li Lijin", "Huang Yi"}, nil, nil)
	var took []time.Duration
	for range shop.many(asks) {
		for _, text := range questions() {
			begin := time.Now()
			ask.Read(text, now, names)
			took = append(took, time.Since(begin))
		}
	}
	return atMost("a question read, median", 50, micros(median(took)), "µs")
}

// answerRow is how long a whole answer takes: names, reading, index or calendar, store and rendering.
func (shop *workshop) answerRow(ctx context.Context, stored *shelf, index *search.Index, now time.Time) (row, error) {
	table, err := deskOver(stored, index)
	if err != nil {
		return row{}, err
	}
	var took []time.Duration
	slowest, slowestText := time.Duration(0), ""
	for _, text := range questions() {
		var each []time.Duration
		for i := range shop.many(asks) {
			request := bot.Request{
				Member: alliance.Member{ID: firstUser, Role: alliance.Ordinary}, Role: alliance.Ordinary, Language: alliance.Chinese,
				Chat: firstUser, Text: text, Now: now.Add(time.Duration(i) * time.Minute), // nothing is remembered longer
			}
			begin := time.Now()
			if _, err := table.Text(ctx, request); err != nil {
				return row{}, fmt.Errorf("ask %q: %w", text, err)
			}
			each = append(each, time.Since(begin))
		}
		if middle := median(each); middle > slowest {
			slowest, slowestText = middle, text
		}
		took = append(took, each...)
	}
	return atMost("asked over 100,000 events, median", 3, micros(median(took))/1000, "ms").
		with("slowest question %.1f ms: %s", micros(slowest)/1000, slowestText), nil
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }
