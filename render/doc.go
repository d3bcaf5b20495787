// Package render turns the trade's words into what members see: messages in Telegram's HTML and keyboards, in each language.
package render
