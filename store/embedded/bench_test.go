package embedded

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// smallScript is of the size of the bot's own: three commands.
const smallScript = `
if redis.call('HGET', KEYS[1], 'state') == ARGV[1] then return 0 end
redis.call('HSET', KEYS[1], 'state', ARGV[1])
return redis.call('ZADD', KEYS[2], ARGV[2], KEYS[1])`

func BenchmarkCommands(b *testing.B) {
	client := connect(b, start(b, Options{Dir: b.TempDir(), Sync: time.Second}))
	script := redis.NewScript(smallScript)
	for _, bench := range []struct {
		name string
		run  func(ctx context.Context, i int) error
	}{
		{"GET", func(ctx context.Context, _ int) error { return client.Get(ctx, "present").Err() }},
		{"HSET", func(ctx context.Context, i int) error {
			return client.HSet(ctx, "hash"+strconv.Itoa(i%1000), "field", i).Err()
		}},
		{"MULTI", func(ctx context.Context, i int) error {
			_, err := client.TxPipelined(ctx, func(transaction redis.Pipeliner) error {
				transaction.HSet(ctx, "hash"+strconv.Itoa(i%1000), "field", i)
				transaction.SAdd(ctx, "set", i%1000)
				return nil
			})
			return err
		}},
		{"EVALSHA", func(ctx context.Context, i int) error {
			return script.Run(ctx, client, []string{"hash" + strconv.Itoa(i%1000), "zset"}, i, i).Err()
		}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			ctx := b.Context()
			client.Set(ctx, "present", "value", 0)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if err := bench.run(ctx, i); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(bench.name+"/clients=16", func(b *testing.B) {
			ctx := b.Context()
			b.SetParallelism(8)
			b.RunParallel(func(pb *testing.PB) {
				for i := 0; pb.Next(); i++ {
					if err := bench.run(ctx, i); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}
