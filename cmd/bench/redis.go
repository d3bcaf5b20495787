package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"alliancebot/alliance"
	"alliancebot/store"
)

// redisServer is a real Redis in a process of its own.
type redisServer struct {
	url     string
	process *process
	client  *redis.Client
}

// startRedis starts a Redis that writes nothing to disk. The caller ends it.
func (shop *workshop) startRedis(ctx context.Context) (*redisServer, error) {
	program, err := exec.LookPath("redis-server")
	if err != nil {
		return nil, fmt.Errorf("find redis-server: %w", err)
	}
	dir, err := shop.folder()
	if err != nil {
		return nil, err
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	host, port, _ := net.SplitHostPort(address)
	child, err := launch(exec.CommandContext(ctx, program, "--bind", host, "--port", port, "--dir", dir, "--save", "", "--appendonly", "no"))
	if err != nil {
		return nil, err
	}
	server := &redisServer{url: "redis://" + address, process: child, client: redis.NewClient(&redis.Options{Addr: address})}
	for server.client.Ping(ctx).Err() != nil {
		err := errors.Join(child.alive(), pause(ctx, 10*time.Millisecond))
		if err != nil {
			server.end()
			return nil, fmt.Errorf("start redis-server: %w", err)
		}
	}
	return server, nil
}

// freeAddress is one on which nobody listens at this moment.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	return listener.Addr().String(), listener.Close()
}

func (server *redisServer) end() {
	_ = server.client.Close() // the server ends anyway
	server.process.kill()
}

// used is how many bytes Redis has allocated (INFO memory, used_memory).
func (server *redisServer) used(ctx context.Context) (int64, error) {
	text, err := server.client.Info(ctx, "memory").Result()
	if err != nil {
		return 0, fmt.Errorf("read memory of redis: %w", err)
	}
	for lines := bufio.NewScanner(strings.NewReader(text)); lines.Scan(); {
		if value, found := strings.CutPrefix(lines.Text(), "used_memory:"); found {
			return strconv.ParseInt(value, 10, 64)
		}
	}
	return 0, errors.New("read memory of redis: no used_memory")
}

// stock fills it with members, as many side by side as the machine bears.
func (server *redisServer) stock(ctx context.Context, members int) error {
	opened, err := store.Connect(server.url, usualPlan())
	if err != nil {
		return fmt.Errorf("open redis: %w", err)
	}
	defer func() { _ = opened.Close() }() // everything is written
	if err := opened.Migrations(ctx); err != nil {
		return err
	}
	const side = 32
	joined := time.Now().UTC().Truncate(time.Second)
	ended := make(chan error, side)
	for first := range side {
		go func() {
			var err error
			for i := first; i < members && err == nil; i += side {
				id := firstUser + int64(i)
				_, err = opened.ChangeMember(ctx, id, func(member *alliance.Member) {
					member.Name, member.Client, member.Joined = userName(id), language, joined
				})
			}
			ended <- err
		}()
	}
	for range side {
		err = errors.Join(err, <-ended)
	}
	return err
}
