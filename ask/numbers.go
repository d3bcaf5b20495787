package ask

// readNumber reads the number at the beginning of text, or a width of 0: 13, 13th, 二十三, 二〇二六, 第三.
func readNumber(text []rune) (class class, n, width int) {
	if text[0] == '第' && len(text) > 1 && text[1] != '第' {
		if _, n, width = readNumber(text[1:]); width > 0 {
			return nth, n, width + 1
		}
	}
	if n, width = readDigits(text); width == 0 {
		n, width = readChineseNumber(text)
		return number, n, width
	}
	if end := min(width+2, len(text)); isOrdinal(text[width:end]) {
		return ordinal, n, end
	}
	return number, n, width
}

// longestNumber is how many digits a number may have; longer ones are telephone numbers and the like, except for a date
// written without marks, which has dateDigits.
const longestNumber, dateDigits = 4, 8

func readDigits(text []rune) (n, width int) {
	for width < len(text) && text[width] >= '0' && text[width] <= '9' {
		if width == dateDigits {
			return 0, 0
		}
		n = 10*n + int(text[width]-'0')
		width++
	}
	if width > longestNumber && width < dateDigits {
		return 0, 0
	}
	return n, width
}

func isOrdinal(suffix []rune) bool {
	switch string(suffix) {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}

// longestChineseNumber is how many characters a number in Chinese may have.
const longestChineseNumber = 7

// readChineseNumber reads a number up to 999 in words, or one of up to four digits written one by one.
func readChineseNumber(text []rune) (n, width int) {
	digit, digits := 0, 0
	for ; width < len(text); width++ {
		value, ok := chineseDigit(text[width])
		if !ok {
			break
		}
		if width == longestChineseNumber || digits == longestNumber {
			return 0, 0
		}
		if value < 10 {
			digit, digits = 10*digit+value, digits+1
			continue
		}
		n += max(digit, 1) * value
		digit, digits = 0, 0
	}
	return n + digit, width
}

// chineseDigit is the value of a digit, or of the words for ten and hundred.
func chineseDigit(r rune) (int, bool) {
	switch r {
	case '〇', '零':
		return 0, true
	case '一':
		return 1, true
	case '二', '两':
		return 2, true
	case '三':
		return 3, true
	case '四':
		return 4, true
	case '五':
		return 5, true
	case '六':
		return 6, true
	case '七':
		return 7, true
	case '八':
		return 8, true
	case '九':
		return 9, true
	case '十':
		return 10, true
	case '廿':
		return 20, true
	case '卅':
		return 30, true
	case '百':
		return 100, true
	}
	return 0, false
}
