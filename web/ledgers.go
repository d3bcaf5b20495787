package web

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"

	"alliancebot/alliance"
)

// Ledgers tells how many recipients are in which state.
type Ledgers interface {
	Active(ctx context.Context) ([]string, error)
	Tally(ctx context.Context, id string) (alliance.Tally, error)
}

// ledgerCollector reads the depth of the ledgers under way.
type ledgerCollector struct{ ledgers Ledgers }

var ledgerDepth = prometheus.NewDesc("alliancebot_ledger_recipients", "Recipients of the dispatches under way, by state.", []string{"state"}, nil)

// Describe implements prometheus.Collector.
func (collector ledgerCollector) Describe(descriptions chan<- *prometheus.Desc) {
	descriptions <- ledgerDepth
}

// Collect implements prometheus.Collector. While the store is away there is nothing to tell.
func (collector ledgerCollector) Collect(found chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), checkDeadline)
	defer cancel()
	ids, err := collector.ledgers.Active(ctx)
	if err != nil {
		return
	}
	var sum alliance.Tally
	for _, id := range ids {
		tally, err := collector.ledgers.Tally(ctx, id)
		if err != nil {
			return
		}
		sum.Waiting, sum.Sent, sum.Failed, sum.Skipped = sum.Waiting+tally.Waiting, sum.Sent+tally.Sent, sum.Failed+tally.Failed, sum.Skipped+tally.Skipped
	}
	for state, count := range map[alliance.OutcomeState]int{alliance.Waiting: sum.Waiting, alliance.Sent: sum.Sent, alliance.Failed: sum.Failed, alliance.Skipped: sum.Skipped} {
		found <- prometheus.MustNewConstMetric(ledgerDepth, prometheus.GaugeValue, float64(count), string(state))
	}
}
