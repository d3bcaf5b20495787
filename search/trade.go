package search

// trade is the vocabulary of industry and education, a row for what means the same in both languages.
const trade = `
智能制造|intelligent manufacturing|smart manufacturing
先进制造|advanced manufacturing
装备制造|equipment manufacturing
制造业|manufacturing industry
制造|manufacturing
机器人|robot|robotics
工业机器人|industrial robot
协作机器人|cobot|collaborative robot
焊接|welding|weld
焊工|welder
激光焊接|laser welding
激光加工|laser processing
激光切割|laser cutting
激光|laser
数控|CNC|numerical control
数控机床|CNC machine|CNC machine tool
机床|machine tool
加工中心|machining center|machining centre
机械加工|machining
五轴|five axis|5 axis
车床|lathe
车削|turning
铣床|milling machine
铣削|milling
磨削|grinding
钻孔|drilling
钳工|fitter|bench work
铸造|casting
锻造|forging
冲压|stamping
注塑|injection molding|injection moulding
热处理|heat treatment
钣金|sheet metal
表面处理|surface treatment
装配|assembly
刀具|cutting tool
夹具|fixture
模具|mould|mold|die
3D打印|三维打印|3D printing
增材制造|additive manufacturing
逆向工程|reverse engineering
机械|machinery|mechanical
机械设计|mechanical design
机械制图|mechanical drawing|engineering drawing
机电一体化|mechatronics
液压|hydraulics|hydraulic
气动|pneumatics|pneumatic
轴承|bearing
齿轮|gear
阀门|valve
滚动功能部件|rolling component
精密制造|precision manufacturing
精密测量|precision measurement
测量|measurement|metrology
质量管理|quality management
质量检测|quality inspection
自动化|automation
自动化生产线|automated production line
生产线|production line
电气|electrical
电气控制|electrical control
电工|electrician
电子|electronics
电机|motor
传感器|sensor
可编程控制器|PLC|programmable logic controller
变频器|frequency converter|inverter
编程|programming
单片机|microcontroller
嵌入式|embedded system
机器视觉|machine vision
视觉检测|visual inspection
人工智能|AI|artificial intelligence
大模型|large language model|LLM
大数据|big data
云计算|cloud computing
物联网|IoT|internet of things
工业互联网|industrial internet
数字化|digitalization|digitization|digitalisation
数字化转型|digital transformation
数字孪生|digital twin
虚拟仿真|virtual simulation
虚拟现实|VR|virtual reality
增强现实|AR|augmented reality
仿真|simulation
网络安全|cybersecurity|network security
信息技术|information technology
电子商务|电商|e-commerce
直播|live streaming
物流|logistics
无人机|drone|UAV
低空经济|low-altitude economy
新能源|new energy
新能源汽车|new energy vehicle|NEV
电动汽车|electric vehicle
汽车|automobile|automotive
汽车维修|汽修|car repair|automotive repair
电池|battery
光伏|photovoltaic|solar power
储能|energy storage
绿色制造|green manufacturing
节能|energy saving
环保|environmental protection
缝纫机|sewing machine
纺织|textile
服装|garment|clothing
安全|safety
安全生产|work safety|production safety
消防|fire safety
急救|first aid
职业健康|occupational health
课程|curriculum|course
课程建设|curriculum development|course development
课程思政|ideological and political education
精品课程|quality course
教材|textbook
活页式教材|loose-leaf textbook
教法|teaching method|pedagogy
教学设计|instructional design|lesson planning
教学能力|teaching ability|teaching competence
教学改革|teaching reform
教学资源|teaching resource
教学|teaching
在线课程|online course
微课|micro lecture
翻转课堂|flipped classroom
项目化教学|project-based learning|project-based teaching
三教改革|three education reform|reform of teachers, textbooks and teaching methods
师资|teaching staff|faculty
教师发展|teacher development
双师型|dual-qualified teacher
班主任|head teacher|form teacher
师德|teacher ethics
校企合作|school-enterprise cooperation|school-enterprise collaboration
产教融合|integration of industry and education|integration of production and education|industry-education integration
共同体|community
学徒制|apprenticeship
现代学徒制|modern apprenticeship
工匠精神|craftsmanship
工匠|craftsman
劳模|model worker
劳动教育|labor education|labour education
职业教育|vocational education
中职|secondary vocational school
高职|higher vocational college
职教高考|vocational college entrance examination
技能大赛|skills competition
决赛|final|finals
技能竞赛|skills contest
技能等级|skill level
职业技能|vocational skill
职业资格|vocational qualification
证书|certificate
1+X证书|1+X certificate
实训|practical training|hands-on training
实训基地|training base
实习|internship
顶岗实习|post internship
就业|employment
招聘|recruitment|job fair
创业|entrepreneurship
创新|innovation
职业规划|career planning
心理健康|mental health
德育|moral education
专业建设|programme development|program development
人才培养|talent training|talent cultivation
科研|scientific research
专利|patent
标准|standard
国际合作|international cooperation
工业设计|industrial design
计算机辅助设计|CAD
计算机辅助制造|CAM
企业参访|company visit|factory tour
技术改造|technical upgrading
设备维护|equipment maintenance
维修|maintenance|repair
`
