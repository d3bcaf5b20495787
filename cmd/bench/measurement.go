package main

import "context"

// measurement is one experiment; what it found goes into the report row by row.
type measurement struct {
	name   string // as -only takes it
	method string // how it is measured, for whoever reads the report
	run    func(ctx context.Context, shop *workshop) ([]row, error)
}

// result is a measurement that was made; err says why rows are missing.
type result struct {
	measurement
	rows []row
	err  error
}

// table lists the measurements in the order in which they are made.
func table() []measurement {
	return []measurement{
		{"start", "Five starts over the store as it was left by those who wrote to it, each from the exec to the first getUpdates that arrives at the emulator; resident memory 15 s after the last one, with nothing to do.", measureStart},
		{"latency", "2,000 members write /week in turn at a steady rate, whether or not the bot keeps up; 1,000 events are stored, 12 of them in this week. Time from queueing the update at the emulator to its accepting the answer. Flood limits off.", measureLatency},
		{"network", "The same with 50 ms of network on every request. An update that finds the long poll waiting needs 50 ms of network (25 to reach the bot, 25 for the answer); at a steady rate it also waits for the next poll, 25 ms on average and 50 at most.", measureNetwork},
		{"cpu", "10,000 commands at 500/s; user and system time of the bot's process. The echo bot is the same library as it comes: its own loop, and one handler that sends the text back. /today lists one or two events, /week a page of eight.", measureCPU},
		{"kill", "15,000 members write once each, 500/s; meanwhile the bot is killed (SIGKILL) five times, each time 3 s after its start, and started again at once. Answers are counted per member. What is under way when it is killed may be answered twice: at most 256 updates are wanted.", measureKill},
		{"growth", "In one process, through store, handler and rendering: medians taken in turn over small and large stores, the same 12 events in this week. The tick is asked at a moment at which nothing is due, in an hour that other reminders fall into as they do all year, and in one that is free of them.", measureGrowth},
		{"planned", "In one process, over the embedded store with 100,000 events that have ten reminders each: four ticks, each at a minute in which 500 further events have one due, from the tick's beginning to the first call of the sender, through store, scheduler and dispatcher; and one event moved by an hour, 200 times.", measurePlanned},
		{"asking", "In one process: ten questions in both languages, 300 times each; read alone, and answered over 100,000 events through names, reading, index, embedded store and rendering. The index is built from 10,000 of the events.", measureAsking},
		{"broadcast", "The owner broadcasts to 2,000 members at TELEGRAM_RATE=300 with 50 ms of network; the emulator refuses what exceeds 300/s. Share: deliveries accepted from the first to the last, against 300/s; answers use the same limit and are not counted. Meanwhile 25 others write /today.", measureBroadcast},
		{"pace", "The owner broadcasts to 2,000 members and nobody else writes; rate, network and the way in which the emulator counts what it accepts as each row says. Share: deliveries accepted from the first to the last, against the rate. A token bucket holds one second of the rate; by sliding second no second, wherever it begins, may hold more.", measurePace},
		{"beside", "The owner broadcasts to 2,000 members at TELEGRAM_RATE=30 with 50 ms of network; the emulator never accepts more than 30 in any second, and answers count towards it. From three seconds on, 25 others write /today for 20 s at the rate that the row says. Of p99, 100 ms are the network's, as in network. Share: deliveries within these 20 s, against 30/s less the answers.", measureBeside},
		{"endurance", "The owner broadcasts to 30,000 members who are stored in a real Redis, at TELEGRAM_RATE=1000 with 50 ms of network, a token bucket at the emulator; user and system time of the bot's process, and its resident memory.", measureEndurance},
		{"creation", "The owner broadcasts to 100,000 members who are stored in a real Redis, without limits and without network; time from pressing the button to the first message that the emulator accepts. Memory: the most that the bot's process has had resident by the time the last member has the message, and the most by which Redis's used_memory has grown till then, looked at four times a second.", measureCreation},
		{"reminder", "Five events, 15 minutes after the next full minute, remind 2,000 members each at TELEGRAM_RATE=300; time from the full minute to the first reminder that the emulator accepts.", measureReminder},
	}
}

func names() []string {
	var names []string
	for _, measurement := range table() {
		names = append(names, measurement.name)
	}
	return names
}
