package search_test

import (
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

// hostileLimit is how long the worst question may take; the machine may be busy with other tests, so it is tried a few times.
const hostileLimit = 100 * time.Millisecond

// TestHostileQuestions: no text as long as a question may be keeps the index from others for long.
func TestHostileQuestions(t *testing.T) {
	index := indexOf(stock(5000)...)
	for _, text := range []string{strings.Repeat("工业机器人", 100), strings.Repeat("工业机器大 ", 80), strings.Repeat("weldign ", 60), strings.Repeat("工", 500)} {
		fastest := time.Hour
		for try := 0; try < 5 && fastest > hostileLimit; try++ {
			begin := time.Now()
			index.Find(alliance.Query{}, strings.Fields(text), time.Now())
			fastest = min(fastest, time.Since(begin))
		}
		if fastest > hostileLimit {
			t.Errorf("%.40q took %v", text, fastest)
		}
	}
}
