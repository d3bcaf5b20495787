package ask

import "sync"

// scripts are the characters of the tables, and those frequent in titles, that differ between the two scripts: pairs of
// the traditional and the simplified form.
const scripts = "" +
	"講讲報报會会議议週周禮礼個个這这裡里裏里後后來来幾几兩两號号萬万華华園园場场館馆廳厅廠厂學学習习師师課课題题開开關关閉闭啟启動动實实訓训練练業业產产製制機机電电" +
	"氣气腦脑網网絡络數数據据資资訊讯競竞賽赛參参觀观訪访談谈論论壇坛儀仪簽签約约頒颁獎奖聯联專专傳传達达單单員员問问請请謝谢嗎吗麼么誰谁時时間间麗丽縣县區区處处務务" +
	"從从進进階阶級级結结終终點点鐘钟預预當当還还沒没過过導导覽览體体驗验評评選选優优質质創创營营銷销術术語语設设計计劃划項项負负責责總总長长書书記记領领團团隊队護护" +
	"衛卫醫医療疗養养農农糧粮漁渔環环節节車车鋼钢鐵铁銲焊鉗钳鑽钻銑铣鏽锈針针縫缝紉纫紡纺織织線线綫线纜缆軟软驅驱馬马變变頻频齒齿輪轮軸轴應应該该讓让將将對对於于與与" +
	"為为無无現现統统續续職职稱称試试證证標标準准規规範范廣广東东灣湾國国際际歷历縱纵橫横紹绍興兴龍龙雲云慶庆縉缙畬畲寧宁僑侨鄉乡鎮镇億亿噸吨圖图畫画藝艺樂乐戲戏劇剧" +
	"買买賣卖費费價价錢钱銀银財财稅税審审檢检測测檔档適适腳脚晝昼鍾钟歲岁陽阳陰阴舊旧頭头顯显聽听說说讀读寫写譯译調调詢询認认識识視视雙双臺台隻只種种類类別别條条們们" +
	"鬧闹歡欢願愿貴贵幫帮給给紙纸筆笔綵彩協协樓楼門门簡简歸归態态屬属複复須须擇择幹干輔辅輸输溫温濕湿壓压滾滚轉转運运遠远連连鑑鉴塗涂狀状險险義义聞闻閱阅歐欧亞亚韓韩" +
	"勞劳輯辑邏逻軌轨衝冲橋桥築筑塊块層层樣样殘残夠够麵面莊庄蔥葱貨货購购載载較较輕轻囉啰纔才併并佈布" +
	"內内婦妇兒儿軍军聖圣誕诞紀纪權权齡龄豐丰奧奥劍剑獨独愛爱歷历曆历尋寻聽听晝昼獻献穀谷闊阔際际賀贺禮礼儘尽盡尽緊紧鄰邻遲迟遷迁較较暫暂響响據据處处"

// simplifiedOf is scripts in the form in which it is looked up.
var simplifiedOf = sync.OnceValue(func() map[rune]rune {
	pairs := []rune(scripts)
	simplified := make(map[rune]rune, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		simplified[pairs[i]] = pairs[i+1]
	}
	return simplified
})

// simplify gives the simplified form of a traditional character the table knows, else the character itself.
func simplify(r rune) rune {
	if simple, ok := simplifiedOf()[r]; ok {
		return simple
	}
	return r
}
