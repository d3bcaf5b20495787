package main

import (
	"fmt"
	"time"

	"alliancebot/alliance"
)

const (
	sampleSchool = "丽水市职业高级中学"
	sampleSibot  = "丽水思博特精密制造有限公司"
	sampleNote   = "示例数据，仅供试用。"
)

// sampleEvents are the sandbox's events: the day the Community was launched, and a dozen of every kind to come, dated from now,
// whose zone is the community's.
func sampleEvents(now time.Time) []alliance.Event {
	events := []alliance.Event{launchDay(now)}
	soon := now.Truncate(time.Minute).Add(6 * time.Minute)
	add := func(start time.Time, hours float64, kind alliance.Kind, title, venue string, speakers, units []string) {
		event := alliance.Event{
			UID: fmt.Sprintf("sample-%d", len(events)), Kind: kind, Title: title, Start: start, End: start.Add(time.Duration(hours * float64(time.Hour))),
			Venue: venue, Speakers: speakers, Units: units, Description: sampleNote,
		}
		events = append(events, event)
	}
	at := func(days, hour, minute int) time.Time {
		return alliance.Day(now, days).From.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	add(soon, 1.5, alliance.Lecture, "“三教”改革背景下的课堂教学", "学校报告厅", []string{"Wang Gang"}, []string{sampleSchool})
	add(at(1, 9, 0), 2, alliance.Seminar, "共同体年度工作研讨会", "行政楼会议室", nil, []string{sampleSchool})
	add(at(1, 14, 0), 2, alliance.Lecture, "技能竞赛与教学实施", "学校报告厅", []string{"Ye Jun"}, []string{sampleSchool})
	add(at(2, 13, 30), 3, alliance.AllianceActivity, "中职机械专业联盟教研活动", "机械实训基地", []string{"Zhu Meifen"}, []string{sampleSchool})
	add(at(3, 9, 30), 2, alliance.DemonstrationClass, "数控车削加工示范课", "实训楼 203", nil, []string{sampleSchool})
	add(at(4, 9, 0), 3, alliance.Visit, "走进企业：智能制造车间参观", sampleSibot, []string{"Huang Yi"}, []string{sampleSibot})
	add(at(6, 8, 30), 8, alliance.Training, "工业机器人操作与编程培训", "实训楼 301", nil, []string{sampleSchool})
	add(at(8, 14, 0), 1.5, alliance.Lecture, "做有“温度”、有“情怀”的专业教师", "学校报告厅", []string{"Lou Haibin"}, []string{sampleSchool})
	add(at(9, 15, 0), 1.5, alliance.Meeting, "成员单位联络员例会", "线上会议", nil, []string{sampleSchool})
	add(at(12, 8, 0), 9, alliance.Competition, "机械专业教师技能大赛", "机械实训基地", nil, []string{sampleSchool})
	add(at(15, 10, 0), 1, alliance.Ceremony, "校企合作签约仪式", "学校报告厅", []string{"Li Lijin", "Huang Yi"}, []string{sampleSchool, sampleSibot})
	add(at(20, 14, 0), 2, alliance.Other, "专家指导委员会开放日", "行政楼会议室", nil, []string{sampleSchool})
	for i := range events {
		event := &events[i]
		event.ID, event.Zone, event.Status = alliance.EventID(event.UID), now.Location().String(), alliance.Planned
		event.Start, event.End = event.Start.UTC(), event.End.UTC()
	}
	return events
}

// launchDay is the day the Community was launched, a 13 June. Its year is not known: the last one before now stands for it.
func launchDay(now time.Time) alliance.Event {
	year := now.Year()
	day := func() time.Time { return time.Date(year, time.June, 13, 0, 0, 0, 0, now.Location()) }
	if !day().Add(24 * time.Hour).Before(now) {
		year--
	}
	at := func(hour, minute int) time.Time {
		return day().Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute).UTC()
	}
	event := alliance.Event{
		UID: "sample-launch", Kind: alliance.Ceremony, Title: "共同体成立大会", Start: at(8, 30), End: at(17, 0), Venue: sampleSchool,
		Units: []string{sampleSchool, sampleSibot}, Speakers: []string{"Sang Wenyong", "Li Lijin", "Zhu Meifen"},
		Description: "共同体成立当天的全部议程。年份和具体时刻为示例。",
		Sessions: []alliance.Session{
			{Title: "成立仪式：介绍背景与意义", Start: at(8, 30), End: at(9, 0), Track: "主会场", Speakers: []string{"Sang Wenyong"}},
			{Title: "行动方案解读", Start: at(9, 0), End: at(9, 30), Track: "主会场", Speakers: []string{"Zhu Meifen"}},
			{Title: "授牌、颁发聘书", Start: at(9, 30), End: at(10, 0), Track: "主会场"},
			{Title: "企业入校合作签约", Start: at(10, 0), End: at(10, 20), Track: "主会场", Speakers: []string{"Li Lijin", "Huang Yi"}},
		},
	}
	for i := range 4 {
		event.Sessions = append(event.Sessions, alliance.Session{Title: fmt.Sprintf("示范课（%d）", i+1), Start: at(9, 0), End: at(9, 45), Track: "示范课"})
	}
	event.Sessions = append(event.Sessions,
		alliance.Session{Title: "共同体发展座谈", Start: at(10, 30), End: at(11, 20), Track: "主会场"},
		alliance.Session{Title: "参观机械实训基地", Start: at(11, 20), End: at(12, 0), Track: "主会场"},
		alliance.Session{Title: "做有“温度”、有“情怀”的专业教师", Start: at(13, 30), End: at(14, 40), Track: "主会场", Speakers: []string{"Lou Haibin"}},
		alliance.Session{Title: "“三教”改革背景下的课堂教学", Start: at(14, 40), End: at(15, 50), Track: "主会场", Speakers: []string{"Wang Gang"}},
		alliance.Session{Title: "技能竞赛与教学实施", Start: at(15, 50), End: at(17, 0), Track: "主会场", Speakers: []string{"Ye Jun"}},
	)
	return event
}
