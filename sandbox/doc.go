// Package sandbox is a strict Telegram Bot API emulator with a chat page and a control API, to try and to test a bot without a token.
package sandbox
