// Package handlers is what the bot can do: one table of commands and buttons, and one file per command or conversation.
package handlers
