package ask

import (
	"strings"
	"sync"
)

// titles are said behind a name, or in front of it: 娄老师, 专家王刚.
const titles = "老师|专家|教授|副教授|校长|副校长|主任|副主任|班主任|书记|副书记|经理|总经理|副总|局长|副局长|院长|副院长|博士|师傅|处长|副处长|科长|部长|董事长|老总|厂长|" +
	"主席|会长|秘书长|导师|研究员|讲师|先生|女士|小姐|同志|组长|所长|厅长|市长|县长|工程师|高工|院士|大师|主管|助理|教练|主讲|主讲人|主讲老师|主讲专家|嘉宾|名师|教师|代表|总监|理事长"

// briefTitles are titles of one character, which stand for one only where none of the words goes on.
var briefTitles = map[rune]string{
	'总': "结部体共监是会裁数决理和之署局有要在归计",
	'工': "作程业艺具厂会人学资匠坊商种科期地序位",
	'董': "事",
	'导': "师致向入",
	'师': "",
}

// latinTitles are said behind a name in letters: "Lou laoshi".
const latinTitles = "laoshi|jiaoshou|teacher|professor|xiaozhang|zhuren|jingli"

// forms of address stand before an English name, and no other word does.
const address = "mr|mrs|ms|miss|madam|dr|doctor|prof|professor"

// roles stand before an English name, but before other words, too; so do the words that say whose something is.
const (
	roles   = "teacher|expert|experts|director|principal|president|headmaster|manager|secretary|engineer|lecturer|speaker|presenter|coach|trainer|chairman"
	sources = "by|with|from|of|and"
)

// introduction says how a word introduces a name.
type introduction struct {
	part    bool // it is a part of the name's match
	certain bool // what follows is a name even if it is an ordinary word
	whole   bool // it introduces whole names only
	region  bool // it introduces a unit or a venue
}

var titleIndex = sync.OnceValue(func() index[bool] {
	found := make(map[string]bool)
	for title := range strings.SplitSeq(titles, "|") {
		found[title] = true
	}
	for title := range strings.SplitSeq(latinTitles, "|") {
		found[title] = true
	}
	return indexOf(found)
})

var introductions = sync.OnceValue(func() index[introduction] {
	found := make(map[string]introduction)
	for words, how := range map[string]introduction{
		titles: {part: true, whole: true}, regionWords + "|" + regionFulls: {part: true, whole: true, region: true}, sources: {}, roles: {part: true}, address: {part: true, certain: true},
	} {
		for word := range strings.SplitSeq(words, "|") {
			if before, ok := found[word]; !ok || !before.certain {
				found[word] = how
			}
		}
	}
	return indexOf(found)
})

// titleWords keep the titles together: 语文老师 is no 文老师.
func titleWords() []row {
	return []row{{titles + "|" + address + "|teacher|teachers|director|principal|president|manager|secretary|engineer|lecturer", term{class: plain}}}
}

// titleEnd is the end of the title that follows a whole name or a given name at end, or end if none does.
func (search *search) titleEnd(end int) int {
	text := search.page.text
	at := search.page.skip(end)
	if at == len(text) {
		return end
	}
	titles := titleIndex()
	for title := range titles.beginnings(search.page.from(at)) {
		if after := search.page.end(at, len(title)); isBoundary(text, after) {
			return after
		}
	}
	return end
}

// briefTitleEnd is the same for a surname, which may also have a title of one character.
func (search *search) briefTitleEnd(end int) int {
	text := search.page.text
	if end < len(text) {
		if not, ok := briefTitles[text[end]]; ok && (end+1 == len(text) || !strings.ContainsRune(not, text[end+1])) {
			return end + 1
		}
	}
	return end
}

// surname looks for a surname that people stored in letters have, as it is written in Chinese, and a title behind it.
func (search *search) surname(i int) {
	text, sounds := search.page.text, spokenChinese()
	if i+2 <= len(text) {
		search.bearers(i, i+2, doubles()[[2]rune(text[i:])])
	}
	for _, reading := range sounds.ofSurname(text[i]) {
		search.bearers(i, i+1, sounds.letters[reading])
	}
}

// bearers takes all who have the surname that is written from text[i] to text[end], if a title follows.
func (search *search) bearers(i, end int, surname string) {
	group, ok := search.surnames[surname]
	if !ok {
		return
	}
	if after := search.titleEnd(end); after > end {
		search.take(i, after, namePrice, group)
	} else if after := search.briefTitleEnd(end); after > end {
		search.take(i, after, guessPrice, group)
	}
}

// introduced looks for a word at i that introduces a name: "Prof. Lou", "by Lou", 教授王刚.
func (search *search) introduced(i int) {
	words := introductions()
	for word, how := range words.beginnings(search.page.from(i)) {
		end := search.page.end(i, len(word))
		next := search.page.skip(end)
		if next == len(search.page.text) || !isBoundary(search.page.text, end) || !isBoundary(search.page.text, next) {
			continue
		}
		begin := next
		if how.part {
			begin = i
		}
		known := search.found[next]
		if known.term != nil && how.part && how.region == (len(search.groups[known.term.n].people) == 0) {
			search.take(begin, next+known.width, known.price, known.term.n)
		}
		if !how.whole && known.width == 0 {
			search.addressed(begin, next, *how)
		}
		return
	}
}

// addressed takes the surname or given name at next, which a word before it introduces.
func (search *search) addressed(begin, next int, how introduction) {
	if isHan(search.page.text[next]) {
		return
	}
	for spelling, mention := range search.spelt.beginnings(search.page.from(next)) {
		end := search.page.end(next, len(spelling))
		if !isBoundary(search.page.text, end) {
			continue
		}
		if group := max(mention.titled, mention.group); group > 0 && !mention.place && (how.certain || !search.isOrdinary(next, end)) {
			search.take(begin, end, namePrice, group)
		}
		return
	}
}

// isOwner reports whether 's follows the name in letters from text[i] to text[end], which is no ordinary word.
func (search *search) isOwner(i, end int) bool {
	text := search.page.text
	return end+1 < len(text) && text[end] == '\'' && text[end+1] == 's' && isBoundary(text, end+2) && !search.isOrdinary(i, end)
}
