// Package bot is the Telegram edge: it takes updates in durably and in order per chat, routes them to the command table, and
// sends, paced, with every failure classified. It alone uses the Telegram library for more than its types.
package bot
