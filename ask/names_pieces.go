package ask

import (
	"slices"
	"strings"
	"sync"
)

// piece is a word of a unit's or venue's name.
type piece struct {
	text string
	role role
}

// role is what a word does in a name.
type role int

const (
	proper  role = iota // it names: 思博特, 缙云
	region              // where all of the Community is: 丽水, Lishui
	silent              // left out in speech: 县 of 缙云县, 行业
	trade               // what is made or taught: 精密, 机械; also words of the lexicon
	general             // what sort of unit or room it is, said of many: 学校, 公司, 中心
	sphere              // what sort of school or office it is, said of few: 职业高级中学, 教育局
	room                // a room or building that is named by what it is for: 报告厅, 实训楼
	count               // which of several: 203, 一号
)

const (
	regionWords   = "丽水|浙江|中国|全国|lishui|zhejiang|china|chinese|city|county|province|municipal|provincial|national"
	districtWords = "莲都|龙泉|青田|缙云|遂昌|松阳|云和|庆元|景宁"      // the counties of Lishui, which a town is written behind: 缙云壶镇
	regionFulls   = "丽水市|浙江省|浙江丽水|浙江省丽水市|lishui city" // the same before the name of a unit
	generalWords  = "学校|学院|中学|小学|大学|高中|初中|幼儿园|职业|高级|中等|专业|高等|专科|职业学校|职业院校|中职|高职|技工|公司|有限公司|有限责任公司|股份|股份有限公司|集团|责任|实业|" +
		"工厂|企业|中心|基地|协会|学会|商会|联盟|共同体|联合会|委员会|局|办公室|研究院|研究所|研究中心|分院|分校|校区|园区|开发区|工业园区|工业园|产业园|车间|教室|机房|操场|门口|" +
		"线上|在线|网络|本校|学校内|校内|大楼|室|厅|楼|层|号|主会场|分会场|会场|现场|待定|" +
		"co|ltd|inc|corp|corporation|company|limited|group|school|college|university|institute|academy|campus|high|middle|secondary|senior|" +
		"polytechnic|vocational|center|centre|department|bureau|association|alliance|committee|community|the|of|and|for|online|no|floor|hall|room|building|" +
		"base|workshop|gym|laboratory|lab|library|auditorium|office|classroom|studio|site|venue|first|second|third|east|west|north|south|main|new|old|grand"
	tradeWords = "智能制造|智能|制造|精密|机械|机电|电子|电气|电器|信息|科技|技术|技能|职教|教育|教学|培训|实训|产教融合|产教|融合|校企|合作|工业|产业|工程|设备|装备|自动化|数控|模具|机器人|汽车|" +
		"新能源|能源|材料|焊接|缝纫机|缝纫|机床|工具|刀具|阀门|轴承|五金|软件|网络科技|商贸|贸易|旅游|农业|生物|医药|医疗|建筑|建设|文化|传媒|艺术|设计|研发|开发|创新|创业|服务|管理|应用|加工|动力|" +
		"交通|物流|财经|商务|电商|会议|会展|活动|展览|体育|健康|护理|幼师|师范|人力资源|人才|就业|经济|经信|光电|通信|电机|特种|药业|制药|锯床|厨电|传动|驱动|石雕|青瓷|宝剑|工艺|美术|工艺美术|科学|科学技术|社会保障|社会|保障|电动|纺织|服装|食品|化工|光学|钢铁|铝业|铜业|家具|木业|竹木|玩具|酒店|餐饮|金属|塑料|橡胶|仪器|仪表|电力|电网|水电|环保|安全|质量|标准|计量|检测|检验|测试|航空|航天|轨道|铁路|汽配|汽修|烹饪|园艺|园林|林业|畜牧|茶叶|护士|学前|信息化|产学研|成人|开放|特殊|职业教育|互联网|数字|数字化|人工智能|物联网|大数据|" +
		"precision|manufacturing|machinery|machine|machines|mechanical|intelligent|smart|electronics|electronic|electric|automation|science|tech|technology|" +
		"technical|technician|industry|industrial|industries|engineering|equipment|tools|tool|sewing|education|educational|training|lecture|meeting|conference|economic|information|" +
		"international|trade|trading|software|robot|robots|robotics|auto|automobile|energy|practice|teaching|administration|skills|machining|welding|expert"
	roomWords = "报告厅|会议室|会议厅|讲座厅|演讲厅|多功能厅|展示厅|接待室|阅览室|活动室|录播室|图书馆|体育馆|体育场|大礼堂|礼堂|剧场|食堂|实训楼|实训基地|实训中心|实训室|实验楼|实验室|行政楼|教学楼|综合楼|" +
		"办公楼|科技楼|图书楼|培训楼|培训中心|培训基地|会议中心|会展中心|活动中心|示范基地|阶梯教室|学术报告厅|学术厅|体育中心"
	silentWords = "行业|产业|自治|畲族|畲族自治|教育集团|及"
	suffixes    = "市县省区镇乡州" // silent behind a place
)

// sphereWords are sorts of schools and offices, and how each is called in short.
var sphereWords = map[string]string{
	"职业高级中学":     "职高|职中|职业高中",
	"职业高中":       "职高|职中",
	"职业中学":       "职中|职高",
	"职业中等专业学校":   "职专|中专|职校|职中|职业中专|职业学校",
	"中等职业技术学校":   "职校|职技校|中职校|职业学校|职业技术学校|职专|中专",
	"中等职业学校":     "职校|中职校|职业学校",
	"职业技术学校":     "职校|职技校|职业学校",
	"中等专业学校":     "中专",
	"职业技术学院":     "职院|职技院|职业学院",
	"职业学院":       "职院",
	"职业技术大学":     "职大|职业大学",
	"技师学院":       "技院",
	"技工学校":       "技校",
	"高级技工学校":     "技校|高级技校",
	"高级中学":       "高中",
	"教育局":        "",
	"财政局":        "",
	"科学技术局":      "科技局",
	"经济和信息化局":    "经信局|经信委",
	"发展和改革委员会":   "发改委|发改局",
	"人力资源和社会保障局": "人社局|人力社保局|社保局",
	"总工会":        "",
}

// pieceRoles are the tables above: what each word of a name does, if it is known. Of two tables the later one counts.
var pieceRoles = sync.OnceValue(func() map[string]role {
	found := make(map[string]role)
	for word, shorts := range sphereWords {
		for short := range strings.SplitSeq(shorts, "|") {
			found[word], found[short] = sphere, sphere
		}
	}
	tables := []struct {
		role  role
		words string
	}{{region, regionWords}, {trade, tradeWords}, {general, generalWords}, {room, roomWords}, {silent, silentWords}}
	for _, table := range tables {
		for word := range strings.SplitSeq(table.words, "|") {
			found[word] = table.role
		}
	}
	return found
})

// cut cuts a folded name into pieces. What no table knows names the unit or the venue.
func cut(name []rune) []piece {
	var pieces []piece
	unknown := -1 // where text that no table knows begins
	flush := func(end int) {
		if unknown >= 0 {
			pieces, unknown = append(pieces, properPieces(name[unknown:end])...), -1
		}
	}
	for i := 0; i < len(name); {
		known, width := pieceAt(name[i:])
		isSuffix := width == 0 && strings.ContainsRune(suffixes, name[i]) && (unknown >= 0 && i-unknown >= 2 || unknown < 0 && len(pieces) > 0 && pieces[len(pieces)-1].role == region)
		switch {
		case isSuffix:
			flush(i)
			pieces, i = append(pieces, piece{string(name[i]), silent}), i+1
		case width > 0:
			flush(i)
			if known.text != "" {
				pieces = append(pieces, known)
			}
			i += width
		default:
			if unknown < 0 {
				unknown = i
			}
			i++
		}
	}
	flush(len(name))
	return pieces
}

// properPieces is text that no table knows, cut behind a county: 缙云 and 壶镇.
func properPieces(text []rune) []piece {
	if len(text) > 2 && slices.Contains(strings.Split(districtWords, "|"), string(text[:2])) {
		return []piece{{string(text[:2]), proper}, {string(text[2:]), proper}}
	}
	return []piece{{string(text), proper}}
}

const longestPiece = 10 // characters

// pieceAt is the piece that is known to stand at the beginning of text, and its width; a gap is a piece without text.
func pieceAt(text []rune) (piece, int) {
	if !isHan(text[0]) {
		return latinPiece(text)
	}
	if width := countWidth(text); width > 0 {
		return piece{string(text[:width]), count}, width
	}
	for width := min(longestPiece, len(text)); width > 0; width-- {
		word := string(text[:width])
		if role, ok := pieceRoles()[word]; ok {
			return piece{word, role}, width
		}
		if width > 1 && isLexical(word) {
			return piece{word, trade}, width
		}
	}
	return piece{}, 0
}

// latinPiece is a word in letters or a number.
func latinPiece(text []rune) (piece, int) {
	width := 0
	for width < len(text) && isAlnum(text[width]) {
		width++
	}
	word := string(text[:width])
	role, ok := pieceRoles()[word]
	switch {
	case width == 0:
		return piece{}, 1
	case ok:
		return piece{word, role}, width
	case text[0] >= '0' && text[0] <= '9', width == 1:
		if width < len(text) && strings.ContainsRune("号楼层座栋幢室", text[width]) {
			width++
		}
		return piece{string(text[:width]), count}, width
	case isOrdinaryWord(word):
		return piece{word, trade}, width
	}
	return piece{word, proper}, width
}

// countWidth is the width of a Chinese number with its counter, or with 第.
func countWidth(text []rune) int {
	width := 0
	if text[0] == '第' {
		width++
	}
	digits := width
	for digits < len(text) && strings.ContainsRune("一二三四五六七八九十百〇零", text[digits]) {
		digits++
	}
	isCounter := digits < len(text) && strings.ContainsRune("号楼层座栋幢期", text[digits])
	switch {
	case digits > width && isCounter:
		return digits + 1
	case digits > width && width > 0:
		return digits
	}
	return 0
}

// contains reports whether one of pieces has the role.
func contains(pieces []piece, role role) bool {
	return slices.ContainsFunc(pieces, func(piece piece) bool { return piece.role == role })
}
