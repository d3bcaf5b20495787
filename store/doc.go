// Package store keeps the Community's state in Redis: every key in keys.go, one file per aggregate, Lua in scripts/*.lua.
// The same code runs on a Redis server (standalone, Sentinel, Cluster) and on the embedded engine of store/embedded.
package store
