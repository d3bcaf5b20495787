package ask

import (
	"fmt"
	"strings"
)

// englishNumbers are the numbers of English words, and the ordinals up to the days of a month.
func englishNumbers() []row {
	small := strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	places := strings.Fields("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth " +
		"sixteenth seventeenth eighteenth nineteenth")
	var rows []row
	for i := range small {
		rows = append(rows, row{small[i], term{class: number | noise, n: i + 1}})
		if i > 0 {
			rows = append(rows, row{places[i], term{class: nth | ordinal | noise, n: i + 1}})
		}
	}
	for i, ten := range []string{"twenty", "thirty", "forty", "fifty"} {
		rows = append(rows, row{ten, term{class: number | noise, n: 10 * (i + 2)}})
		for k := range 9 {
			spellings := fmt.Sprintf("%s %s|%s-%s", ten, small[k], ten, small[k])
			rows = append(rows, row{spellings, term{class: number | noise, n: 10*(i+2) + k + 1}})
			spellings = fmt.Sprintf("%s %s|%s-%s", ten, places[k], ten, places[k])
			rows = append(rows, row{spellings, term{class: nth | ordinal | noise, n: 10*(i+2) + k + 1}})
		}
	}
	return append(rows, row{"twentieth", term{class: nth | ordinal | noise, n: 20}}, row{"thirtieth", term{class: nth | ordinal | noise, n: 30}})
}
