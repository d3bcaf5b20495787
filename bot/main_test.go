package bot

import (
	"flag"
	"os"
	"testing"

	"go.uber.org/goleak"
)

// TestMain runs more tests side by side than there are processors: most of the time they wait for a retry.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "12"); err != nil {
		os.Exit(2)
	}
	goleak.VerifyTestMain(m)
}
