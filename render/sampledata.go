package render

import (
	"time"

	"alliancebot/alliance"
)

// sampleEvents are six events on and after the day that begins at today, after the day on which the Community was launched.
// That day's year is not known and the times are made up, which is why all of this is called a sample.
func sampleEvents(language alliance.Language, today time.Time) []alliance.Event {
	at := func(days, hour, minute int) time.Time {
		return alliance.Day(today, days).From.Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
	}
	words := sampleWords(language)
	school := sampleSchool(language)
	event := func(uid string, kind alliance.Kind, start, end time.Time, speakers ...string) alliance.Event {
		return alliance.Event{
			ID: alliance.EventID(uid), UID: uid, Kind: kind, Title: words[uid], Start: start, End: end,
			Venue: school, Speakers: speakers, Units: []string{school}, Status: alliance.Planned,
		}
	}
	events := []alliance.Event{
		event("launch", alliance.Ceremony, at(0, 9, 0), at(0, 11, 30)),
		event("temperature", alliance.Lecture, at(0, 14, 0), at(0, 15, 0), "Lou Haibin"),
		event("reform", alliance.Lecture, at(1, 15, 10), at(1, 16, 10), "Wang Gang"),
		event("future", alliance.Seminar, at(2, 10, 0), time.Time{}),
		event("base", alliance.Visit, at(3, 10, 0), at(3, 11, 0)),
		event("skills", alliance.Training, at(40, 9, 0), at(41, 16, 0), "Ye Jun"),
	}
	events[0].Sessions = []alliance.Session{
		{Title: words["plan"], Start: at(0, 9, 0), End: at(0, 9, 30), Track: words["hall"], Speakers: []string{"Zhu Meifen"}},
		{Title: words["signing"], Start: at(0, 10, 0), Track: words["hall"], Speakers: []string{"Li Lijin", "Huang Yi"}},
		{Title: words["class"], Start: at(0, 9, 0), End: at(0, 9, 45), Track: words["classes"], Room: "101"},
		{Title: words["class"], Start: at(0, 10, 0), End: at(0, 10, 45), Track: words["classes"], Room: "102"},
	}
	events[1].Capacity, events[1].Deadline = 60, at(-1, 18, 0)
	events[1].Address, events[1].Description = words["address"], words["description"]
	events[1].MapLink, events[1].Link = "https://example.org/map", "https://example.org/lecture?a=1&b=2"
	events[4].Status = alliance.Cancelled
	events[5].Link = "example.org"
	return events
}

func sampleWords(language alliance.Language) map[string]string {
	if language == alliance.English {
		return map[string]string{
			"launch": "Launch ceremony (sample)", "temperature": "Becoming a professional teacher with “temperature” and “feelings” (sample)",
			"reform": "Teaching against the background of the “three education” reform (sample)", "future": "Seminar on the future of the Community (sample)",
			"base": "Visit to the machinery training base (sample)", "skills": "Skills competitions and teaching implementation (sample)",
			"plan": "The action plan: objectives and main tasks", "signing": "Signing of the cooperation agreement",
			"hall": "Ceremony", "classes": "Demonstration classes", "class": "Demonstration class",
			"address": "Lishui, Zhejiang", "description": "A sample event. Questions & answers follow the lecture.",
		}
	}
	return map[string]string{
		"launch": "共同体成立仪式（示例）", "temperature": "做有“温度”、有“情怀”的专业教师（示例）",
		"reform": "“三教”改革背景下的教学（示例）", "future": "共同体未来发展研讨会（示例）",
		"base": "参观机械实训基地（示例）", "skills": "技能竞赛与教学实施（示例）",
		"plan": "行动方案解读：目标和主要任务", "signing": "校企合作协议签约",
		"hall": "仪式", "classes": "示范课", "class": "专业示范课",
		"address": "浙江省丽水市", "description": "这是一场示例活动，讲座后安排提问 & 交流。",
	}
}

func sampleSchool(language alliance.Language) string {
	if language == alliance.English {
		return "Lishui Vocational High School"
	}
	return "丽水市职业高级中学"
}

func sampleNotice(language alliance.Language) string {
	if language == alliance.English {
		return "Tomorrow’s lecture <b>begins</b> at 14:00 & ends at 15:00. (sample)"
	}
	return "明天的讲座 14:00 <b>开始</b> & 15:00 结束。（示例）"
}

func sampleCommands() []string {
	return []string{
		"today", "tomorrow", "week", "nextweek", "month", "upcoming", "lectures", "seminars", "activities", "find", "my", "settings",
		"language", "help", "about", "experts", "units", "cancel",
		"broadcast", "broadcasts", "events", "stats",
	}
}
