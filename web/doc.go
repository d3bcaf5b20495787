// Package web is what the bot shows over HTTP: health, readiness and metrics.
package web
