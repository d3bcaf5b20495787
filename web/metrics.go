package web

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"alliancebot/alliance"
)

// Metrics counts and times everything an operator needs to see. Its methods are the meters that the other rooms declare; none
// of its labels holds anything personal.
type Metrics struct {
	registry *prometheus.Registry

	updates         *prometheus.CounterVec
	parked          prometheus.Counter
	handled         *prometheus.HistogramVec
	sends           *prometheus.HistogramVec
	settled         *prometheus.CounterVec
	reminderLate    prometheus.Histogram
	reminderSkipped *prometheus.CounterVec
	leader          prometheus.Gauge
	store           *prometheus.HistogramVec
}

// seconds are the buckets of all durations: from a store's round trip to a slow call to Telegram.
var seconds = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 20}

// NewMetrics makes the metrics; ledgers are read at each scrape.
func NewMetrics(ledgers Ledgers) *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "alliancebot_" + name, Help: help}, labels)
	}
	histogram := func(name, help string, labels ...string) *prometheus.HistogramVec {
		return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "alliancebot_" + name, Help: help, Buckets: seconds}, labels)
	}
	metrics := &Metrics{
		registry:        prometheus.NewRegistry(),
		updates:         counter("updates_total", "Updates received: taken in, or repetitions that were dropped.", "outcome"),
		parked:          prometheus.NewCounter(prometheus.CounterOpts{Name: "alliancebot_updates_parked_total", Help: "Updates that could not be handled and were put aside."}),
		handled:         histogram("handle_seconds", "Time from an update's turn to its answer, by command or button and outcome.", "name", "outcome"),
		sends:           histogram("send_seconds", "Duration of calls that send, by priority class and outcome.", "class", "outcome"),
		settled:         counter("recipients_total", "Recipients of reminders, notices and broadcasts settled, by purpose and state.", "purpose", "state"),
		reminderLate:    prometheus.NewHistogram(prometheus.HistogramOpts{Name: "alliancebot_reminder_late_seconds", Help: "How late after its moment a reminder was dispatched.", Buckets: []float64{.1, .5, 1, 2, 5, 15, 60, 300, 3600, 36000}}),
		reminderSkipped: counter("reminders_skipped_total", "Reminders not sent because they were not true any more.", "reason"),
		leader:          prometheus.NewGauge(prometheus.GaugeOpts{Name: "alliancebot_leader", Help: "1 while this replica leads."}),
		store:           histogram("store_seconds", "Duration of round trips to the store.", "outcome"),
	}
	metrics.registry.MustRegister(metrics.updates, metrics.parked, metrics.handled, metrics.sends, metrics.settled, metrics.reminderLate,
		metrics.reminderSkipped, metrics.leader, metrics.store, ledgerCollector{ledgers},
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return metrics
}

// Handler answers /metrics in Prometheus' text format.
func (metrics *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(metrics.registry, promhttp.HandlerOpts{})
}

// Taken counts updates taken in.
func (metrics *Metrics) Taken(updates, repeated int) {
	metrics.updates.WithLabelValues("taken").Add(float64(updates))
	metrics.updates.WithLabelValues("repeated").Add(float64(repeated))
}

// Parked counts an update put aside.
func (metrics *Metrics) Parked() { metrics.parked.Inc() }

// Handled times the handling of an update.
func (metrics *Metrics) Handled(name, outcome string, took time.Duration) {
	metrics.handled.WithLabelValues(name, outcome).Observe(took.Seconds())
}

// classes name the priorities.
var classes = map[alliance.Priority]string{alliance.Answering: "answer", alliance.Greeting: "answer", alliance.Reminding: "reminder", alliance.Pressing: "urgent", alliance.Announcing: "broadcast"}

// Sent times a call that sends.
func (metrics *Metrics) Sent(priority alliance.Priority, outcome string, took time.Duration) {
	metrics.sends.WithLabelValues(classes[priority], outcome).Observe(took.Seconds())
}

// Settled counts a recipient settled, or put back for another try.
func (metrics *Metrics) Settled(purpose alliance.Purpose, outcome alliance.Outcome) {
	metrics.settled.WithLabelValues(string(purpose), string(outcome.State)).Inc()
}

// Reminded notes how late a reminder was.
func (metrics *Metrics) Reminded(late time.Duration) { metrics.reminderLate.Observe(late.Seconds()) }

// ReminderSkipped counts a reminder that came too late.
func (metrics *Metrics) ReminderSkipped(reason string) {
	metrics.reminderSkipped.WithLabelValues(reason).Inc()
}

// Leads notes whether this replica leads.
func (metrics *Metrics) Leads(leads bool) {
	metrics.leader.Set(0)
	if leads {
		metrics.leader.Set(1)
	}
}

// Stored times a round trip to the store.
func (metrics *Metrics) Stored(took time.Duration, ok bool) {
	outcome := "ok"
	if !ok {
		outcome = "error"
	}
	metrics.store.WithLabelValues(outcome).Observe(took.Seconds())
}
