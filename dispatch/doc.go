// Package dispatch sends everything that is sent without being asked: audience → ledger → sender → report. Reminders and
// broadcasts are both dispatches; the ledger knows of each recipient whether they wait, are being sent to, were reached or not.
package dispatch
