package ask

import (
	"slices"
	"strings"
	"testing"
	"time"

	"alliancebot/alliance"
)

func TestLeads(t *testing.T) {
	const day, hour, minute = 24 * time.Hour, time.Hour, time.Minute
	for text, want := range map[string][]time.Duration{
		"3天 1天 2小时 15分钟": {3 * day, day, 2 * hour, 15 * minute},
		"3d 1d 2h 15m":   {3 * day, day, 2 * hour, 15 * minute},
		"3d,1d;2h、15m":   {3 * day, day, 2 * hour, 15 * minute},
		"１５分钟，３天":        {3 * day, 15 * minute},
		"提前三天、一天和两小时":    {3 * day, day, 2 * hour},
		"1天12小时":         {36 * hour},
		"1d12h30m 1h":    {36*hour + 30*minute, hour},
		"1天1天 24小时":      {day},
		"15分钟1天":         {day, 15 * minute},
		"半小时 半天 一个半小时 两天半 1.5h":             {60 * hour, 12 * hour, 90 * minute, 30 * minute},
		"一周前 一个星期":                          {7 * day},
		"1 day before, 2 hours and 30 mins": {day, 2 * hour, 30 * minute},
		"45 minutes":                        {45 * minute},
		"1天前提醒我":                            {day},
		"30天":                               {30 * day},
		"不提醒":                               {},
		"none":                              {},
	} {
		if got := Leads(text); got.Trouble != "" || got.Usual || !slices.Equal(got.Leads, want) {
			t.Errorf("%s: got %+v, want %v", text, got, want)
		}
	}
	for _, text := range []string{"默认", "default"} {
		if got := Leads(text); !got.Usual || got.Trouble != "" {
			t.Errorf("%s: got %+v", text, got)
		}
	}
	for text, want := range map[string]LeadTimes{
		"":                         {Trouble: LeadsUnread},
		"，":                        {Trouble: LeadsUnread},
		"提前":                       {Trouble: LeadsUnread},
		"明天有什么活动":                  {Trouble: LeadsUnread, Piece: "明天有什么活动"},
		"1天 随便":                    {Trouble: LeadsUnread, Piece: "随便"},
		"3":                        {Trouble: LeadsUnread, Piece: "3"},
		"2 months":                 {Trouble: LeadsUnread, Piece: "2"},
		"0分钟":                      {Trouble: LeadsShort, Piece: "0分钟"},
		"99999999周":                {Trouble: LeadsLong, Piece: "99999999周"},
		"31天":                      {Trouble: LeadsLong, Piece: "31天"},
		"1h 99周":                   {Trouble: LeadsLong, Piece: "99周"},
		"不提醒 1天":                   {Trouble: LeadsBoth},
		"默认 1天":                    {Trouble: LeadsBoth},
		"默认 不提醒":                   {Trouble: LeadsBoth},
		"1h2h3h4h5h6h7h8h9h10h11h": {Trouble: LeadsMany},
	} {
		got := Leads(text)
		if got.Trouble != want.Trouble || got.Piece != want.Piece || got.Leads != nil {
			t.Errorf("%s: got %+v, want %+v", text, got, want)
		}
	}
}

// FuzzLeads: whatever is written, the lead times can be had, or the trouble is named.
func FuzzLeads(f *testing.F) {
	for _, seed := range []string{"3天 1天 2小时 15分钟", "3d 1d 2h 15m", "不提醒", "默认", "一个半小时", "半个", "1.5", "99999999天", "\xff1d"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := Leads(text)
		if got.Trouble == "" && len(got.Leads) == 0 && !got.Usual && !slices.ContainsFunc(leadNone, func(word string) bool { return strings.Contains(Fold(text), word) }) {
			t.Errorf("%q became nothing", text)
		}
		for i, lead := range got.Leads {
			if lead < alliance.ShortestLead || lead > alliance.LongestLead || lead%time.Minute != 0 || i > 0 && lead >= got.Leads[i-1] || i >= alliance.MostLeads {
				t.Errorf("%q: %v", text, got.Leads)
			}
		}
	})
}
