package ask_test

import (
	"fmt"
	"testing"

	"alliancebot/ask"
)

// manyNames makes about as many names as asked for: half of them people, in letters or in characters, then units, then venues.
func manyNames(count int) (people, units, venues []string) {
	surnames := []string{"Chen", "Dai", "Huang", "Li", "Lou", "Sang", "Wang", "Ye", "Zhou", "Zhu", "王", "陈", "楼", "叶", "周", "徐"}
	first := []string{"Hai", "Mei", "Li", "Wen", "Zai", "Jian", "Xiao", "Guo", "Zhi", "Yu", "海", "美", "丽", "文", "建", "晓", "国", "志", "宇", "子"}
	second := []string{"xiang", "song", "jin", "bin", "yong", "rong", "fen", "jun", "gang", "ping", "祥", "松", "锦", "滨", "勇", "荣", "芬", "军", "刚", "平"}
	for i := 0; len(people) < count/2; i++ {
		surname, half := surnames[i%len(surnames)], 10*(i%len(surnames)/10)
		given := first[half+i/16%10] + second[half+i/160%10]
		if half == 0 {
			surname += " "
		}
		people = append(people, surname+given+[]string{"", "yi", "qi", "ning"}[i/1600%4*(1-half/10)])
	}
	characters := []rune("思博特宏泰华远精工联创恒力天成方正东海瑞安金龙新星普达科隆")
	ends := []string{"精密制造有限公司", "机械股份有限公司", "电子科技有限公司", "职业技术学校", "职业中等专业学校", "智能装备研究院"}
	for i := 0; len(units) < count*3/10; i++ {
		brand := string([]rune{characters[i%29], characters[i/29%29], characters[(i+7*(i/841))%29]})
		units = append(units, "丽水"+brand+ends[i%len(ends)])
	}
	for i := 0; len(venues) < count/5; i++ {
		venues = append(venues, fmt.Sprintf("%c%c楼 %d", characters[i%29], characters[i/29%29], 100+i))
	}
	return people, units, venues
}

func BenchmarkNewNames(b *testing.B) {
	people, units, venues := manyNames(5000)
	for b.Loop() {
		ask.NewNames(people, units, venues)
	}
}

// BenchmarkReadNames compares reading with 500 names to reading without any: the difference is what finding them costs.
func BenchmarkReadNames(b *testing.B) {
	for _, text := range []string{
		"明天有什么？", "请问下周五下午有没有楼老师的讲座或者培训呢？", "Is there any lecture by Lou Haibin next Friday afternoon, please?",
		"what lectures are there at Lishui Vocational Hihg School in December", "思博特的参观什么时候开始，在哪里集合？",
	} {
		for _, count := range []int{0, 500, 5000} {
			names := ask.NewNames(manyNames(count))
			b.Run(fmt.Sprintf("%.12s/%d", text, count), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					ask.Read(text, sunday, names)
				}
			})
		}
	}
}
