package ask

import (
	"slices"
	"strings"
	"sync"
)

// namesakes are ordinary words that sound like the name of a person or a place, or contain a surname.
func namesakes() []row {
	return []row{{
		"高级|高级工|中级工|初级工|加工|史记|高中|高校|高职|管理|关于|何时|何地|何种|任何|任务|任课|任教|任意|金属|金融|金工|经理|时间|时候|文化|文件|文章|语文|作文|外文|中文|英文|论文|万能|项目|应用|应该|应急|于是|由于|对于|方案|方法|方便|方式|方向|" +
			"马上|马达|毛坯|石油|白天|白班|温度|温馨|程度|程序|工程|课程|流程|日程|江苏|江西|江南|金华|季度|季节|水平|平台|成立|成果|解决|施工|路线|严格|许多|童年|安全|安全生产|安装|安排|常见|常用|常识|" +
			"陈列|陈述|陈旧|阳光|夏天|夏季|秋天|秋季|冬季|冬天|汤圆|田间|余下|余地|单独|单元|华为|华东|古代|万一|易学|简单|简历|全体|全年|全天|全国|全市|全县|全省|钱包|包装|包括|包含|连接|连续|史上|" +
			"党员|党建|党课|家长|家庭|国家|专家|厂家|商家|车床|车间|车工|汽车|货车|谢谢|田野|白色|黄色|蓝色|红色|黄金|叶片|叶轮|齿轮|梁柱|桥梁|胡子|周到|路上|道路|花车|方圆|文字|语言|计划|" +
			"晴天|运河|情愿|请愿|遂昌县城|宁愿|宁可|石头|宋体|祝贺|祝愿|温州|杭州|宁波|台州|沈阳|洛阳|贵阳|江山|舟山|金山|武术|武器|武汉|习惯|尤其|易于|关键|关注|关闭|关系|邀请|黎明|水利|水果|水电|毕业|毕业生|毕竟|" +
			"和平|和谐|柳州|苏州|常州|广州|乐园|乐清|娄底|马路|曲线|屈服|解放|解释|解读|解析|查看|查阅|检查|区别|区域|区块|仇恨|员工|职员|强化|强调|加强|富强|文明|文员|章程|规章|文艺|牛奶|雷达|麦克风|麻烦|商业|商务|商场|" +
			"江湖|严肃|施行|实施|措施|设施|凌晨|路径|路演|项链|荣誉|光荣|储备|储能|储存|农业|农村|农民|农机|终身|丰富|富有|乌云|关心|关怀|费用|学费|会费|免费|经费|滑轮|练习|训练|教练|熟练|连锁|廉洁|盛会|盛典|丰盛|充电|" +
			"易错|伏案|咸菜|戴好|穿戴|佩戴|邵氏|熊猫|柴油|柴火|米饭|玉米|贝壳|宝贝|计算|计算机|伏特|花费|消费|浪费|湛江|舒适|顾问|照顾|顾客|回顾|孟子|孔子|老子|钻孔|孔径|镗孔|开元|战略|战斗|挑战|斯文|阳台",
		term{class: plain},
	}}
}

// englishWords are ordinary words that could be names in letters, or misspelt names. Those of the lexicon count as such, too.
const englishWords = "he|she|we|me|you|can|an|in|on|do|go|to|no|so|ma|pa|be|men|man|ten|pen|pan|fan|fang|tan|ban|bang|dang|gang|hang|lang|rang|sang|sun|song|long|" +
	"hong|kong|tang|mao|bin|din|kin|pin|tin|win|lin|bing|ding|king|ping|ring|sing|wing|min|fun|gun|hen|den|ken|wen|yen|zen|hui|hai|gao|hao|lao|tao|die|lie|pie|tie|due|sue|hue|" +
	"dai|lai|pai|tai|wai|lei|bei|mei|nei|wei|are|age|air|art|ask|big|box|boy|bus|buy|car|cat|chat|cut|dog|eat|end|far|few|fit|gas|good|hot|hour|ice|idea|job|key|kid|law|life|line|link|live|" +
	"man|map|mode|name|near|nice|note|oil|old|one|page|part|pay|plan|play|post|read|real|rest|road|run|sale|say|self|set|side|sit|six|size|take|talk|team|term|test|tip|top|try|turn|two|type|use|van|way|web|" +
	"wide|wife|wind|word|work|year|young|yes|women|woman|change|china|learn|learning|living|lining|shining|tuning|turning|panting|joining|welding|wedding|meeting|meetings|machine|machining|milling|morning|evening|" +
	"training|drawing|drilling|grinding|casting|cutting|changing|banking|bending|binding|building|finding|funding|hanging|heating|laning|landing|leading|lending|listing|loading|making|mining|moving|opening|" +
	"painting|parking|planting|printing|putting|raining|ranking|rating|reading|rising|running|saving|sending|sharing|shipping|shopping|sizing|sleeping|standing|teaching|testing|thinking|timing|touching|trading|" +
	"visiting|waiting|walking|wanting|warning|washing|watching|wearing|winning|working|writing|during|thing|things|bring|spring|string|strong|young|among|belong|wrong|people|person|student|students|teach|teacher|teachers|" +
	"public|private|open|class|classes|course|courses|school|schools|skill|skills|topic|topics|theme|content|industry|digital|design|quality|safety|science|social|special|system|tools|travel|online|offline|office|" +
	"outside|inside|upcoming|welcome|thanks|question|answer|answers|reply|update|version|video|photo|photos|picture|price|please|place|places|point|robot|robots|room|rooms|hall|lunch|dinner|coffee|tea|panda|banana|" +
	"melting|lecturer|lecturers|trailing|contents|anger|danger|hunger|longer|manner|dinner|gender|gentle|single|mingle|tangle|tongue|league|change|chance|dance|finance|balance|hangout|tiny|many|zone|zoom|bingo|lingo|mango|tango|engage|gauge|huge|guide|guy|quite"

// ordinaryWords are the English words that are no names by themselves.
var ordinaryWords = sync.OnceValue(func() map[string]bool {
	found := make(map[string]bool)
	for word := range strings.SplitSeq(englishWords, "|") {
		found[word] = true
	}
	for _, entries := range spoken().lexicon {
		for _, entry := range entries {
			if !slices.ContainsFunc(entry.text, func(r rune) bool { return !isLatin(r) }) {
				found[string(entry.text)] = true
			}
		}
	}
	return found
})

func isOrdinaryWord(word string) bool { return ordinaryWords()[word] }

// isOrdinary reports whether the text from text[i] to text[end] is nothing but ordinary English words.
func (search *search) isOrdinary(i, end int) bool {
	for i < end {
		if !isAlnum(search.page.text[i]) {
			if isHan(search.page.text[i]) {
				return false
			}
			i++
			continue
		}
		begin := i
		for i < end && isAlnum(search.page.text[i]) {
			i++
		}
		if !isOrdinaryWord(string(search.page.text[begin:i])) {
			return false
		}
	}
	return true
}

// what is said behind a part of a name without being a part of it, and whether it may be the last such word: 职业学校 of 缙云职业学校.
const (
	followingWords = "的|职业|技术|高级|中等|专业|有限|股份|精密|制造|机械|科技|vocational|technical|high|secondary|precision|manufacturing|co"
	closingWords   = "县|学校|公司|有限公司|学院|中学|集团|企业|校区|那边|那里|这边|school|college|university|company|ltd|group|factory"
)

var followers = sync.OnceValue(func() index[bool] {
	found := make(map[string]bool)
	for word := range strings.SplitSeq(followingWords, "|") {
		found[word] = false
	}
	for word := range strings.SplitSeq(closingWords, "|") {
		found[word] = true
	}
	return indexOf(found)
})

// followed is the end of the general words that follow a part of a name, which ends at end.
func (search *search) followed(end int) int {
	closed, words := end, followers()
next:
	for at := search.page.skip(end); at < len(search.page.text); at = search.page.skip(end) {
		for word, closes := range words.beginnings(search.page.from(at)) {
			if after := search.page.end(at, len(word)); isBoundary(search.page.text, at) && isBoundary(search.page.text, after) {
				if end = after; *closes {
					closed = end
				}
				continue next
			}
		}
		break
	}
	return closed
}

// isLexical reports whether word is in the lexicon.
func isLexical(word string) bool {
	text := []rune(word)
	for _, entry := range spoken().lexicon[text[0]] {
		if slices.Equal(entry.text, text) {
			return true
		}
	}
	return false
}

// isWord reports whether letters are a word of the lexicon that means something, which then is no name.
func isWord(letters string) bool {
	text := []rune(letters)
	for _, entry := range spoken().lexicon[text[0]] {
		if slices.Equal(entry.text, text) {
			return entry.term.class&plain == 0
		}
	}
	return false
}

// withoutTitles is a name without the titles at its ends.
func withoutTitles(name string) string {
	if first, rest, found := strings.Cut(name, " "); found && slices.Contains(strings.Split(address, "|"), strings.TrimSuffix(first, ".")) {
		return withoutTitles(rest)
	}
	for title := range strings.SplitSeq(titles, "|") {
		if before, found := strings.CutSuffix(name, title); found && before != "" {
			return withoutTitles(before)
		}
	}
	return name
}
