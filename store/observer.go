package store

import (
	"context"
	"errors"
	"net"
	"time"

	"github.com/redis/go-redis/v9"
)

// observer is a go-redis hook that times every round trip.
type observer struct {
	measured func(took time.Duration, ok bool)
}

func (o observer) DialHook(next redis.DialHook) redis.DialHook { return next }

func (o observer) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, command redis.Cmder) error {
		begin := time.Now()
		err := next(ctx, command)
		o.measured(time.Since(begin), answered(err))
		return err
	}
}

func (o observer) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, commands []redis.Cmder) error {
		begin := time.Now()
		err := next(ctx, commands)
		o.measured(time.Since(begin), answered(err))
		return err
	}
}

// answered reports whether Redis did what was asked: that a value is missing, or that a script is yet to be sent in full, is an
// answer too.
func answered(err error) bool {
	return err == nil || errors.Is(err, redis.Nil) || redis.HasErrorPrefix(err, "NOSCRIPT")
}

// unixDialer connects to the socket at path, whatever address go-redis asks for.
func unixDialer(path string) Dialer {
	return func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{Timeout: dialTimeout}).DialContext(ctx, "unix", path)
	}
}
