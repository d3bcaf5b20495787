package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"alliancebot/web"
)

// serve listens on HTTP_ADDR for health, metrics and the webhook, and returns how to stop that. Where only the default
// address is taken, as by another bot on the machine, the bot does without.
func (a *app) serve() (stop func(), err error) {
	if a.config.httpAddr == "" {
		return func() {}, nil
	}
	listener, err := net.Listen("tcp", a.config.httpAddr)
	if err != nil && a.config.httpAddrGiven {
		return nil, fmt.Errorf("listen on HTTP_ADDR: %w", err)
	}
	if err != nil {
		a.log.Warn("no health and metrics: the default HTTP_ADDR is taken; set another one", "addr", a.config.httpAddr)
		return func() {}, nil
	}
	server := &http.Server{Handler: a.pages(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10}
	served := make(chan struct{})
	go func() {
		defer close(served)
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			a.log.Error("http server ended", "error", err)
		}
	}()
	a.log.Info("http listens", "addr", listener.Addr().String())
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		_ = server.Shutdown(ctx) // what is left ends with the process
		<-served
	}, nil
}

func (a *app) pages() http.Handler {
	health := web.NewHealth(
		web.Check{Name: "store", Ask: a.store.Ping},
		web.Check{Name: "telegram", Ask: func(ctx context.Context) error { _, err := a.api.GetMe(ctx); return err }},
	)
	pages := http.NewServeMux()
	pages.HandleFunc("GET /healthz", health.Alive)
	pages.HandleFunc("GET /readyz", health.Ready)
	pages.Handle("GET /metrics", a.metrics.Handler())
	pages.HandleFunc("/webhook", func(response http.ResponseWriter, request *http.Request) {
		webhook := a.webhook.Load()
		if webhook == nil {
			http.NotFound(response, request)
			return
		}
		webhook.ServeHTTP(response, request)
	})
	return pages
}
