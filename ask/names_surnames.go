package ask

import (
	"iter"
	"strings"
	"sync"
)

// surnameCharacters are the usual surnames of one character. One that as a surname is read unlike elsewhere has its reading
// behind it. Only these are heard as the surname of somebody whose name is stored in letters, so that 也君 is nobody.
const surnameCharacters = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾zeng彭萧肖xiao蔡潘田董袁于余叶蒋杜苏魏程吕丁沈shen任ren姚卢傅钟姜崔谭" +
	"廖范汪陆金石shi戴贾jia韦夏邱方侯邹熊孟秦白江阎薛尹yin段雷黎史龙陶贺顾毛郝龚邵万wan钱严覃qin武洪汤tang孔桑楼娄季翁柳祝裘应ying阮麻蓝雷单shan解xie仇qiu" +
	"区ou查zha朴piao盖ge翟zhai纪ji葛ge华hua宁ning车che尉wei缪miao项俞yu虞卓zhuo温庄zhuang柯詹zhan施shi颜倪牟mou章鲁岳齐qi梅莫mo童涂聂焦管祁qi耿舒shu游安" +
	"乔赖庞樊fan兰殷yin文欧甘gan凌穆左鲍符池chi骆牛伍辛申冉ran卜bu滕银路谷gu关盛sheng闵闻褚chu郦厉竺吾占zhan支练廉吉刁巫蔺荣封储羊惠曲家芮靳糜井富乌焦巴弓牧山" +
	"车宫栾甄融冷訾辛阙简饶沙养鞠丰巢蒯荆红权逯桂晏柴瞿屠蒙桓苗喻奚湛蒲邰咸籍卞米贝臧伏谈茅费梁毕郁岑薛雍却璩濮寿扈燕yan冀郏浦尚农柴" +
	"常强佟佘商单敖战斯曲阳麦楚覃"

// doubleSurnames are those of two characters, with their letters.
const doubleSurnames = "欧阳ouyang司马sima诸葛zhuge上官shangguan司徒situ东方dongfang独孤dugu南宫nangong夏侯xiahou皇甫huangfu尉迟yuchi公孙gongsun" +
	"慕容murong令狐linghu轩辕xuanyuan长孙zhangsun宇文yuwen端木duanmu百里baili呼延huyan申屠shentu淳于chunyu钟离zhongli闻人wenren第五diwu"

// surnames maps the characters of surnameCharacters to the reading behind them, which may be empty.
var surnames = sync.OnceValue(func() map[rune]string {
	found := make(map[rune]string)
	for characters, letters := range glossed(surnameCharacters) {
		last := rune(0)
		for _, r := range characters {
			if _, ok := found[r]; !ok {
				found[r] = ""
			}
			last = r
		}
		found[last] = letters
	}
	return found
})

// doubles maps double surnames to their letters.
var doubles = sync.OnceValue(func() map[[2]rune]string {
	found := make(map[[2]rune]string)
	for characters, letters := range glossed(doubleSurnames) {
		found[[2]rune([]rune(characters))] = letters
	}
	return found
})

// glossed cuts a table into characters and the letters that stand behind them.
func glossed(table string) iter.Seq2[string, string] {
	return func(yield func(characters, letters string) bool) {
		for table != "" {
			letters := strings.IndexFunc(table, isLatin)
			if letters < 0 {
				yield(table, "")
				return
			}
			end := letters + len(table[letters:]) - len(strings.TrimLeftFunc(table[letters:], isLatin))
			if !yield(table[:letters], table[letters:end]) {
				return
			}
			table = table[end:]
		}
	}
}

// isDoubleSurname reports whether letters are those of a double surname.
func isDoubleSurname(letters string) bool {
	for _, known := range doubles() {
		if known == letters {
			return true
		}
	}
	return false
}
