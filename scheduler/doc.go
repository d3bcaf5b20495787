// Package scheduler holds the timetable: what is due now becomes a dispatch. One replica, the leader, runs it.
package scheduler
