package ask

import (
	"slices"
	"strings"

	"alliancebot/alliance"
)

// festival is a holiday by its names. Its day is that of the solar calendar, or stands in a table by the year.
type festival struct {
	names string
	date  int   // month and day: 1001
	table []int // the same for every year from firstFestival on, if it is not fixed
	moved int   // days after that of the table
	nth   int   // of its weekday in the month of date, if it is the n-th; 0 if it is a date
	on    int   // that weekday, counted from Monday
	days  int   // how many days off there are, from that day on; 0 if none
	off   bool  // the plain names mean all days off
}

// firstFestival is the first year of the tables.
const firstFestival = 2025

// The days of the lunar calendar and of the solar terms, 2025 to 2035 (Hong Kong Observatory, Gregorian-Lunar Calendar
// Conversion Table; GB/T 33661-2017).
var (
	springFestival = []int{129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208}
	qingming       = []int{404, 405, 405, 404, 404, 405, 405, 404, 404, 405, 405}
	dragonBoat     = []int{531, 619, 609, 528, 616, 605, 624, 612, 601, 620, 610}
	doubleSeventh  = []int{829, 819, 808, 826, 816, 805, 824, 812, 801, 820, 810}
	midAutumn      = []int{1006, 925, 915, 1003, 922, 912, 1001, 919, 908, 927, 916}
	doubleNinth    = []int{1029, 1018, 1008, 1026, 1016, 1005, 1024, 1012, 1001, 1020, 1009}
)

// nationalDays are the names of the week off in October.
const nationalDays = "国庆|国庆长假|国庆黄金周|十一长假|十一黄金周|十一假期|十一期间|golden week"

// festivals are the holidays that people date things by.
var festivals = append(lunarDays(), []festival{
	{names: "元旦|元旦节|阳历新年|新年|新年第一天|new year's day|new years day|new year day|new year", date: 101, days: 3},
	{names: "情人节|valentine's day|valentines day", date: 214},
	{names: "妇女节|三八节|三八妇女节|国际妇女节|women's day|international women's day", date: 308},
	{names: "植树节|arbor day", date: 312},
	{names: "消费者权益日", date: 315},
	{names: "愚人节|april fools|april fools' day|april fool's day", date: 401},
	{names: "劳动节|五一|五一节|五一劳动节|国际劳动节|labour day|labor day|may day", date: 501, days: 5},
	{names: "青年节|五四|五四青年节|youth day", date: 504},
	{names: "护士节", date: 512},
	{names: "儿童节|六一|六一儿童节|国际儿童节|children's day", date: 601},
	{names: "母亲节|mother's day|mothers day", date: 501, nth: 2, on: 6},
	{names: "父亲节|father's day|fathers day", date: 601, nth: 3, on: 6},
	{names: "感恩节|thanksgiving|thanksgiving day", date: 1101, nth: 4, on: 3},
	{names: "建党节|七一|七一建党节", date: 701},
	{names: "建军节|八一|八一建军节|army day", date: 801},
	{names: "教师节|teachers' day|teacher's day|teachers day", date: 910},
	{names: "国庆节|十一国庆节|national day", date: 1001, days: 7},
	{names: nationalDays, date: 1001, days: 7, off: true},
	{names: "万圣节|halloween", date: 1031},
	{names: "双十一", date: 1111},
	{names: "双十二", date: 1212},
	{names: "平安夜|圣诞前夜|christmas eve|xmas eve", date: 1224},
	{names: "圣诞|圣诞节|christmas|christmas day|xmas|xmas day", date: 1225},
	{names: "跨年夜|new year's eve|new years eve", date: 1231},
	{names: "除夕|除夕夜|大年三十|年三十|年夜|chinese new year's eve|lunar new year's eve|spring festival eve", table: springFestival, moved: -1},
	{names: "春节|新春|农历新年|大年初一|正月初一|年初一|过年|spring festival|chinese new year|lunar new year", table: springFestival, days: 7},
	{names: "元宵|元宵节|正月十五|lantern festival", table: springFestival, moved: 14},
	{names: "清明|清明节|qingming|qingming festival|tomb-sweeping day|tomb sweeping day", table: qingming, days: 3},
	{names: "端午|端午节|dragon boat festival|dragon boat", table: dragonBoat, days: 3},
	{names: "七夕|七夕节|qixi|qixi festival", table: doubleSeventh},
	{names: "中秋|中秋节|八月十五中秋|mid-autumn|mid-autumn festival|mid autumn festival|moon festival", table: midAutumn, days: 3},
	{names: "重阳|重阳节|double ninth|double ninth festival|chongyang", table: doubleNinth},
}...)

// breakSuffixes turn the name of a holiday into that of the days off.
var breakSuffixes = map[bool][]string{true: {" holiday", " holidays", " break"}, false: {"假期", "期间", "长假", "小长假", "放假", "假日"}}

// holidayWords are the holidays by their names; tag is all of them, n is negative for the days off. 十一 is a number, too.
func holidayWords() []row {
	var rows []row
	for _, festival := range festivals {
		var off []string
		for name := range strings.SplitSeq(festival.names, "|") {
			for _, suffix := range breakSuffixes[name[0] < 0x80] {
				off = append(off, name+suffix)
			}
		}
		rows = append(rows, row{festival.names, term{class: holiday, tag: festival.names}})
		if festival.days > 0 {
			rows = append(rows, row{strings.Join(off, "|"), term{class: holiday, n: -1, tag: festival.names}})
		}
	}
	return append(rows, row{"十一", term{class: holiday | number, n: 11, tag: nationalDays}})
}

// lunarDays are the days of the first lunar month that have no other name.
func lunarDays() []festival {
	var days []festival
	for at, name := range strings.Fields("初二 初三 初四 初五 初六 初七 初八 初九 初十 十一 十二 十三 十四") {
		names := "正月" + name
		if strings.HasPrefix(name, "初") {
			names += "|大年" + name + "|年" + name
		}
		days = append(days, festival{names: names, table: springFestival, moved: at + 1})
	}
	return days
}

func holidayRules() []rule {
	return []rule{
		{[]class{holiday}, readHoliday},
		{[]class{shift, holiday}, readHoliday},
		{[]class{holiday, number}, readHolidayOfYear},
	}
}

// readHoliday reads 国庆, "next Christmas": the coming one; "last Christmas" is the last.
func readHoliday(sketch *sketch, words []token) verdict {
	named, next := words[len(words)-1], sketch.after()
	if isCount := next.class == 0 && next.text != "" || next.is(measure|units|plain); isCount && named.is(number) {
		return refused // 十一届
	}
	inYear, grain := sketch.festival(named)
	if words[0].is(shift) && words[0].n < 0 {
		span, ok := latest(inYear, sketch.now)
		return verdict(ok) && sketch.addSpan(span, grain)
	}
	if span, ok := sketch.coming(inYear); !ok || span.From.Year() > sketch.anchor().Year()+1 {
		return refused // beyond the table
	}
	return sketch.addYearly(grain, inYear)
}

// readHolidayOfYear reads "Christmas 2026".
func readHolidayOfYear(sketch *sketch, words []token) verdict {
	inYear, grain := sketch.festival(words[0])
	span, ok := inYear(words[1].n)
	if !ok || !isYear(words[1].n) {
		return refused
	}
	return sketch.addSpan(span, grain)
}

// festival finds a holiday in a year, its day or all its days off.
func (sketch *sketch) festival(word token) (yearly, grain) {
	named := festivals[slices.IndexFunc(festivals, func(festival festival) bool { return festival.names == word.tag })]
	days, of := 1, exactDay
	if word.n < 0 || named.off {
		days, of = named.days, stretch
	}
	return func(year int) (alliance.Span, bool) {
		date, ok := named.in(year)
		first := alliance.Day(sketch.dayOf(year, date/100, date%100).From, named.moved)
		if named.nth > 0 {
			month := moment{Span: alliance.Month(first.From, 0), grain: monthGrain}
			day, _ := month.nth(named.nth, token{term: term{class: weekday, n: named.on}})
			first = day.Span
		}
		return alliance.Span{From: first.From, To: alliance.Day(first.From, days).From}, ok
	}, of
}

// in is the month and day of the table in a year, if it has that.
func (f festival) in(year int) (int, bool) {
	switch i := year - firstFestival; {
	case f.table == nil:
		return f.date, true
	case i >= 0 && i < len(f.table):
		return f.table[i], true
	}
	return 0, false
}
