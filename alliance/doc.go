// Package alliance holds the words of the trade and their rules: events, members, units, audiences, reminders, dispatches,
// questions, messages and the kinds of error. It imports the standard library only; every other room speaks in its words.
package alliance
