// Package search finds events by what is said in them: an index in memory over titles, sessions, names and descriptions, and
// the follower that keeps it as the store is.
package search
