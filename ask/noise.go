package ask

// marks are the characters between words that mean something.
func marks() []row {
	return []row{
		{":", term{class: colon}},
		{"/", term{class: slash}},
		{"-|–|—|~|〜|--|——", term{class: dash | linking | joiner, tag: endMark}},
		{".", term{class: dot | joiner}},
		{",", term{class: comma}},
		{"'|&|+|#|_", term{class: joiner}},
		{"、", term{class: linking | noise}},
	}
}

// plainWords are here only so that no part of them is taken for something else.
func plainWords() []row {
	return []row{
		{"会议室|报告厅|讲座厅|会议厅|会议中心|培训中心|培训基地|实训基地|实训中心|培训楼|展示厅|示范区|示范基地|示范校|联盟校", term{class: plain}},
		{"meeting room|lecture hall|training base|training center|training centre|conference room|conference hall|open source", term{class: plain}},
		{"领导力|领导干部|协会|学会|工会|商会|委员会|社会|机会|专委会|教育会|会计|会展", term{class: plain}},
		{"日常|日语|日报|日本|日志|月报|月亮|周报|周刊|周年|周边|周期|年级|年轻|号楼|号会议室|号报告厅|号厂房|号车间|号教室|号馆|号线|上海|下沙|上市|上课|下课", term{class: plain}},
		{"签到|报到|迟到|达到|到位|到岗|学期|秋季学期|春季学期|中职|中专|中心|中等|中国|中学|中高职|中级|初级|初中|初步|初心|底层|末端|期末|期初|半导体|半自动|半成品|课时|学时|临时|及时|实时|同时|平时|随时|当时|分享|部分|分析|分类|分组|分校|前沿|前端|前景|后端|后勤|课后|学前|里程|今天气|开始于|目的|的确|国有|有色|有限|有效|有机|存在|自在|内容|内部|国内|市内|现场|起点|起重|起步|一起", term{class: plain}},
		{"一线|一流|一体化|一体|三教|三农|双师|双高|五金|十四五|十五五|七巧板|百强|万向|24/7|天气|天然|航天", term{class: plain}},
		{"见面会|说明会|展会|博览会|节日|就业|在线|看板|会员|会务|要素|要点|想象|给水|给排水|去毛刺|查新|办学|办公|都市|重要|主要|摘要|成就|成都|首都|那曲|我国", term{class: plain}},
	}
}

// noiseWords say nothing about what is wanted.
func noiseWords() []row {
	return []row{
		{"的|之", term{class: glue | noise}},
		{"of|the|on|t|for|at|during|around|about at|@|'s|'", term{class: glue | noise}},
		{"个", term{class: measure | glue | edge}},
		{"场|节|份|次|项", term{class: measure | glue}},
		{"到|至|直到", term{class: linking | edge, tag: endMark}},
		{"和|与|及|或|或者|或是|还是|以及|还有|跟|or|plus", term{class: linking | noise}},
		{"to", term{class: linking | noise, tag: endMark}},
		{"through|thru", term{class: linking | opening | noise, tag: boundUntil}},

		{"请问|请问一下|想问|想问一下|问一下|问下|我想问|我想知道|想知道|想了解|了解一下|我想了解|告诉我|帮我|帮我查|帮我看|帮我找|帮我看看|帮我看一下|帮我看下|帮我查查|帮我查一下|帮我查下|帮我找找|帮我找一下|帮我列|帮忙|帮忙看看|帮忙看|帮忙查|帮忙查查|帮忙找|麻烦|劳驾|请教|请告诉我", term{class: noise}},
		{"一下|看看|看一下|查一下|查查|查看|找一下|找找|看下|查下|列出|显示|列一下|给我|给我看|发我|说说|讲讲", term{class: noise}},
		{"怎么|一共|总共", term{class: noise}},
		{"有没有|有无|是否|是不是|会不会|能不能|能否|可以|可不可以|可否|需要|应该|知道|觉得|打算|准备|参加|报名|带学生|带学生去|带队|去看|去听|来看|来听|看看有|好玩|好玩的|有意思的|精彩的|没事|结束|举办|举行|召开|开展|组织|进行|主办|承办|举办的|主讲", term{class: noise}},
		{"一个", term{class: noise, rare: true}},
		{"全天|整天|一整天|all day|之间|前后|左右|上下|每|每个|每逢|每月|每年", term{class: noise}},
		{"一些|一场|一次|一节|那个|这些|那些|这里|那里|那边|这边|那儿|这儿|这场|所有|全部|全|任何|其他的|别的|还有别的|还有其他|还有没有其他|有其他|相关|相关的|方面|类的|类|关于的", term{class: noise}},
		{"小助手|助手|清单|列表|一览|具体|具体是|大概|交流学习|推荐|推荐一下|各位|各位领导|各位老师|各位专家|领导|当天|当日|当月|当周|期间|时候|从|自|我们|咱们|你们|我校|本校|大家|正在|干嘛|干什么|做什么|忙什么|干啥|主讲人|讲师|那天|这天|马上|早一点|晚一点|早点|晚点|有点|都有|都有什么|都有哪些", term{class: noise}},
		{"嗯", term{class: noise}},
		{"吗|吧|啊|呀|嘛|哦|噢|喔|啦|呗|哈|么|了|们|些", term{class: edge}},
		{"有|在|是|会|要|都|也|还|就|我|你|您", term{class: edge}},
		{"请|想|去|看|给|由|让|找|查|办|搞|把|被|其", term{class: lead}},

		{"有过|上过|开过|去过|办过|讲过|听过|搞过|来过|做过|学过|举办过|举行过|召开过|开展过|组织过|参加过|was|were|did|didn't|wasn't|weren't|happened|took place|attended|missed|went", term{class: noise, tag: pastTense}},
		{"had", term{class: noise, tag: pastTense}},
		{"is|are|be|been|being|will|would|can|could|shall|should|do|does|has|have|there|there's|here|isn't|aren't|i'm|i'd|i'll|let's", term{class: noise}},
		{"any|some|all|every|each|everything|something|nothing|much|many|more|most|other than|any other|any others|just|also|too|very|so|really|still|yet|else", term{class: noise}},
		{"i|me|ask|wonder|wondering|we|us|you|your|our|it|its|it's|he|she|they|them|their|that|that's|those|these|ones", term{class: noise}},
		{"with|into|about the|as|if|but|not|no|yes|up|out|over|off|between|'s|s|well|then|than|end|ends|ending|finish|finishes|last until|nearby|left|remaining", term{class: noise}},
		{
			"interesting|good|nice|worth|recommend|recommended|suggest|somewhere|anywhere|someone|somebody|anyone|anybody|everyone|everybody|go|goes|must|may|might|maybe|" +
				"perhaps|because|actually|currently|exactly|both|either|again|now|here|hey|dear|guys|folks|colleague|colleagues|friend|friends|sir|quick|quickly|possible|wat|r|u|ur",
			term{class: noise},
		},
		{"anytime|any time|got|sometime|sometimes|please|pls|plz|kindly|tell|tell me|show|show me|list|give|give me|get|know|want|wanna|like|need|see|look|looking|check|let|help me find|find me|help me to find", term{class: noise}},
		{"happen|happens|happening|scheduled|planned|planning|held|hold|taking place|take place|going|start|starts|begin|begins|attend|join|available|related|regarding|concerning|information|info|details|speaking|speaks|speak|speaker|speakers|give a talk|gives a talk|gives|giving|doing|bring|bringing|my students|our students|teach|teaches|come|comes|coming|talking|given|open to|free to", term{class: noise}},
	}
}
