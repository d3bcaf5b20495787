package embedded

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// helperDir is the variable that turns the test binary into a process that writes until it is killed.
const helperDir = "EMBEDDED_TEST_DIR"

type dialer = func(ctx context.Context, network, addr string) (net.Conn, error)

// writeUntilKilled prints each key once its write is acknowledged. Its state is compacted all the time.
func writeUntilKilled(dir string) {
	engine, err := Open(Options{Dir: dir, Sync: time.Second, CompactAt: 4 << 10})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	client := redis.NewClient(&redis.Options{Dialer: engine.Dial})
	var out sync.Mutex
	var writers sync.WaitGroup
	for writer := range 4 {
		writers.Go(func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("key-%d-%d", writer, i)
				if client.Set(context.Background(), key, "value", 0).Err() != nil {
					return
				}
				out.Lock()
				fmt.Println(key)
				out.Unlock()
			}
		})
	}
	writers.Wait()
	os.Exit(1)
}

func TestKillLosesNothingAcknowledged(t *testing.T) {
	dir := t.TempDir()
	var acknowledged []string
	for range 3 {
		acknowledged = append(acknowledged, killedAfter(t, dir, 1500)...)
	}
	client := connect(t, start(t, Options{Dir: dir}))
	for _, key := range acknowledged {
		if value, err := client.Get(t.Context(), key).Result(); err != nil || value != "value" {
			t.Fatalf("%s was acknowledged and is %q, %v", key, value, err)
		}
	}
}

// killedAfter kills a writing process once it has printed so many keys, and answers all that it printed.
func killedAfter(t *testing.T, dir string, keys int) []string {
	t.Helper()
	helper := exec.Command(os.Args[0])
	helper.Env = append(os.Environ(), helperDir+"="+dir)
	helper.Stderr = os.Stderr
	out, err := helper.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := helper.Start(); err != nil {
		t.Fatal(err)
	}
	var printed []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		printed = append(printed, lines.Text())
		if len(printed) == keys {
			if err := helper.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = helper.Wait() // killed
	if len(printed) < keys {
		t.Fatalf("the helper ended by itself after %d keys", len(printed))
	}
	return printed[:len(printed)-1] // the last line may be cut
}
