package store

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"alliancebot/alliance"
)

// Store is the Community's state. It is safe for concurrent use; any number of processes may share one Redis.
type Store struct {
	redis redis.UniversalClient
	vital redis.UniversalClient // for what must not wait behind a crowd: the lead, the heartbeat, taking updates in and over; what is sent, to whom, and what came of it
	own   alliance.Plan

	recalled *recollection
	leaving  *leavers
	kept     *keptQuestions
}

// Timeouts towards Redis: short enough that a member hears of an outage within three seconds.
const (
	dialTimeout = time.Second
	readTimeout = 2 * time.Second
)

// connections is how many each of the two clients of a Store may have to one Redis. Where every command is on the disk before it is
// answered (appendfsync always), those that have come by all connections go there at once: a slow disk is not waited for one by one.
// Each has two buffers of bufferBytes.
const (
	connections = 64
	bufferBytes = 8 << 10
)

// Connect opens the Redis at url: redis://, rediss:// or unix://; with several addresses, Redis Cluster, or Sentinel where
// master_name is given. Nothing is contacted yet. An unusable url is an error of kind Invalid.
func Connect(url string, plan alliance.Plan) (*Store, error) {
	options, err := ParseURL(url)
	if err != nil {
		return nil, err
	}
	options.DialTimeout, options.ReadTimeout, options.WriteTimeout = dialTimeout, readTimeout, readTimeout
	options.PoolSize, options.ReadBufferSize, options.WriteBufferSize = connections, bufferBytes, bufferBytes
	return open(options, plan), nil
}

// Dialer makes a connection, as net.Dialer.DialContext does.
type Dialer func(ctx context.Context, network, address string) (net.Conn, error)

// ConnectThrough opens a store behind dial, such as the embedded engine in this process or in another one.
func ConnectThrough(dial Dialer, plan alliance.Plan) *Store { return ConnectThroughMany(dial, 0, plan) }

// ConnectThroughMany is ConnectThrough with so many connections at most for each of the two clients; 0: as many as the driver deems right.
func ConnectThroughMany(dial Dialer, most int, plan alliance.Plan) *Store {
	const never = -1
	return open(&redis.UniversalOptions{Addrs: []string{"embedded:0"}, Dialer: dial, ReadTimeout: never, WriteTimeout: never, PoolSize: most}, plan)
}

// open makes the client. Commands are not repeated by the driver: what was written although the answer was lost must not be
// written again by somebody who does not know what it means.
func open(options *redis.UniversalOptions, plan alliance.Plan) *Store {
	options.Protocol = 2
	options.DisableIdentity = true
	options.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
	options.MaxRetries, options.DialerRetries = -1, 1
	options.ContextTimeoutEnabled = true
	return &Store{
		redis: redis.NewUniversalClient(options), vital: redis.NewUniversalClient(options), own: plan,
		recalled: &recollection{}, leaving: &leavers{}, kept: &keptQuestions{},
	}
}

// Observe calls measured with the duration and success of every round trip to Redis.
func (store *Store) Observe(measured func(took time.Duration, ok bool)) {
	store.redis.AddHook(observer{measured})
	store.vital.AddHook(observer{measured})
}

// Ping reports whether the store answers; an error is of kind Unavailable.
func (store *Store) Ping(ctx context.Context) error {
	return failed("ping store", store.redis.Ping(ctx).Err())
}

// Close gives the connections back.
func (store *Store) Close() error {
	if err := errors.Join(store.redis.Close(), store.vital.Close()); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// failed gives a driver's error its kind: missing values are NotFound, everything else means that the store is away.
func failed(doing string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, redis.Nil):
		return alliance.Errorf(alliance.NotFound, "%s: %w", doing, err)
	default:
		return alliance.Errorf(alliance.Unavailable, "%s: %w", doing, err)
	}
}
