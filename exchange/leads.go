package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"alliancebot/alliance"
)

// leadForm is one lead time, in either language.
var leadForm = regexp.MustCompile(`^([0-9]{1,5}) ?(天|d|小时|h|分钟|m)$`)

// leadUnits are the units of lead times, the largest first, as they are written and read.
var leadUnits = []struct {
	words []string
	size  time.Duration
}{{[]string{"天", "d"}, 24 * time.Hour}, {[]string{"小时", "h"}, time.Hour}, {[]string{"分钟", "m"}, time.Minute}}

// readLeads reads the lead times that an event adds. Nothing leaves those that are stored as they are; 无 takes them away.
func (entry *entry) readLeads(column, found string) {
	text := strings.ToLower(fold(found))
	switch text {
	case "":
		return
	case "无", "none":
		entry.event.Leads = []time.Duration{}
		return
	}
	leads := []time.Duration{}
	for _, piece := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(";、,", r) }) {
		lead := readLead(strings.TrimSpace(piece))
		if lead < alliance.ShortestLead || lead > alliance.LongestLead {
			leads = nil
			break
		}
		leads = append(leads, lead)
	}
	slices.Sort(leads)
	slices.Reverse(leads)
	if leads = slices.Compact(leads); len(leads) == 0 || len(leads) > alliance.MostLeads {
		entry.reject(column, found, fmt.Sprintf("lead times such as 3天、2小时、30分钟 or 3d, 2h, 30m, at most %d and none above 30 days; or 无/none", alliance.MostLeads))
		return
	}
	entry.event.Leads = leads
}

// readLead is zero for what is no lead time.
func readLead(text string) time.Duration {
	found := leadForm.FindStringSubmatch(text)
	if found == nil {
		return 0
	}
	count, _ := strconv.Atoi(found[1]) // digits, by the form
	for _, unit := range leadUnits {
		if slices.Contains(unit.words, found[2]) {
			return time.Duration(count) * unit.size
		}
	}
	return 0
}

// writeLeads writes lead times as readLeads reads them, each in the largest unit that fits.
func writeLeads(leads []time.Duration) string {
	written := make([]string, len(leads))
	for i, lead := range leads {
		for _, unit := range leadUnits {
			if lead%unit.size == 0 {
				written[i] = strconv.Itoa(int(lead/unit.size)) + unit.words[0]
				break
			}
		}
	}
	return strings.Join(written, "、")
}
