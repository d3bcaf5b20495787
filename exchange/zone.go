package exchange

import (
	"fmt"
	"strings"
	"time"
)

// zones finds the clock that a TZID means within one calendar.
type zones struct {
	local     *time.Location // of times that name no zone
	described map[string]*component
	clocks    map[string]describedClock // of VTIMEZONEs read so far
	ration    *ration
}

// newZones knows the VTIMEZONEs of a calendar.
func newZones(calendar *component, local *time.Location, ration *ration) zones {
	described := map[string]*component{}
	for _, timezone := range calendar.all("VTIMEZONE") {
		described[timezone.value("TZID")] = timezone
	}
	return zones{local: local, described: described, clocks: map[string]describedClock{}, ration: ration}
}

// clock finds the clock for a TZID: an IANA name, a name of Windows, or what the VTIMEZONE of the file describes. The IANA
// database comes first, because programs describe zones only as far as they are needed today.
func (zones zones) clock(tzid string) (wallClock, error) {
	tzid = strings.TrimSpace(tzid)
	if tzid == "" {
		return zoneClock{zones.local}, nil
	}
	for _, name := range ianaNames(tzid) {
		if zone, err := time.LoadLocation(name); err == nil {
			return zoneClock{zone}, nil
		}
	}
	if clock, read := zones.clocks[tzid]; read {
		return clock, nil
	}
	timezone, found := zones.described[tzid]
	if !found {
		return nil, fmt.Errorf("a zone that is known, such as Asia/Shanghai, instead of %s", shorten(oneLine(tzid)))
	}
	if zones.ration.left <= 0 {
		return nil, errSpent
	}
	clock, err := newDescribedClock(tzid, timezone, zones.ration)
	if err == nil {
		zones.clocks[tzid] = clock
	}
	return clock, err
}

// ianaNames lists the names under which the IANA database may know a TZID.
func ianaNames(tzid string) []string {
	if name, known := windowsZones()[strings.ToLower(tzid)]; known {
		return []string{name}
	}
	if tzid == "Local" { // LoadLocation would take the zone of this machine
		return nil
	}
	names := []string{tzid}
	// Some programs put their own name first: /freeassociation.sourceforge.net/Asia/Shanghai.
	if parts := strings.Split(tzid, "/"); strings.HasPrefix(tzid, "/") && len(parts) > 3 {
		names = append(names, strings.Join(parts[len(parts)-2:], "/"), strings.Join(parts[len(parts)-3:], "/"))
	}
	return names
}

// windowsZones are the zones of Windows and Outlook, in lower case, that a community in China meets.
// Source: Unicode CLDR, supplemental data windowsZones.
func windowsZones() map[string]string {
	return map[string]string{
		"china standard time":                               "Asia/Shanghai",
		"中国标准时间":                                            "Asia/Shanghai",
		"(utc+08:00) beijing, chongqing, hong kong, urumqi": "Asia/Shanghai",
		"(gmt+08:00) beijing, chongqing, hong kong, urumqi": "Asia/Shanghai",
		"(utc+08:00) 北京，重庆，香港特别行政区，乌鲁木齐":                    "Asia/Shanghai",
		"beijing, chongqing, hong kong, urumqi":             "Asia/Shanghai",
		"prc":                                               "Asia/Shanghai",
		"taipei standard time":                              "Asia/Taipei",
		"singapore standard time":                           "Asia/Singapore",
		"tokyo standard time":                               "Asia/Tokyo",
		"korea standard time":                               "Asia/Seoul",
		"se asia standard time":                             "Asia/Bangkok",
		"india standard time":                               "Asia/Kolkata",
		"arabian standard time":                             "Asia/Dubai",
		"russian standard time":                             "Europe/Moscow",
		"e. europe standard time":                           "Europe/Chisinau",
		"fle standard time":                                 "Europe/Kyiv",
		"gtb standard time":                                 "Europe/Bucharest",
		"central europe standard time":                      "Europe/Budapest",
		"central european standard time":                    "Europe/Warsaw",
		"w. europe standard time":                           "Europe/Berlin",
		"romance standard time":                             "Europe/Paris",
		"gmt standard time":                                 "Europe/London",
		"greenwich standard time":                           "Atlantic/Reykjavik",
		"utc":                                               "UTC",
		"gmt":                                               "UTC",
		"eastern standard time":                             "America/New_York",
		"central standard time":                             "America/Chicago",
		"mountain standard time":                            "America/Denver",
		"pacific standard time":                             "America/Los_Angeles",
		"aus eastern standard time":                         "Australia/Sydney",
		"new zealand standard time":                         "Pacific/Auckland",
	}
}
