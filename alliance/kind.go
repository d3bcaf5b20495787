package alliance

import "slices"

// Kind says what sort of event it is. Its value is the English name of the import table, and it is stored as such.
type Kind string

// The kinds of event the Community holds, in the order in which menus list them.
const (
	Lecture            Kind = "lecture"
	Seminar            Kind = "seminar"
	DemonstrationClass Kind = "demonstration class"
	AllianceActivity   Kind = "alliance activity"
	Visit              Kind = "visit"
	Ceremony           Kind = "ceremony"
	Training           Kind = "training"
	Competition        Kind = "competition"
	Meeting            Kind = "meeting"
	Other              Kind = "other"
)

// Kinds lists every kind once, in menu order.
func Kinds() []Kind {
	return []Kind{Lecture, Seminar, DemonstrationClass, AllianceActivity, Visit, Ceremony, Training, Competition, Meeting, Other}
}

// DefaultKinds are followed by a member who has not chosen any.
func DefaultKinds() []Kind { return []Kind{Lecture, Seminar, AllianceActivity} }

// kindNames are the names accepted in tables and questions, in both languages; the first Chinese one is the kind's own.
var kindNames = map[Kind][]string{
	Lecture:            {"讲座", "报告会", "lecture", "talk"},
	Seminar:            {"研讨会", "座谈会", "沙龙", "seminar", "symposium"},
	DemonstrationClass: {"示范课", "公开课", "展示课", "demonstration class", "demonstration", "demo class", "open class"},
	AllianceActivity:   {"联盟活动", "教研活动", "alliance activity"},
	Visit:              {"参观", "考察", "走访", "visit"},
	Ceremony:           {"仪式", "ceremony"},
	Training:           {"培训", "研修", "training"},
	Competition:        {"技能大赛", "竞赛", "大赛", "比赛", "competition", "contest"},
	Meeting:            {"会议", "例会", "meeting"},
	Other:              {"其他", "其它", "other"},
}

// KindNames lists the names under which kind is known, Chinese first. The slice is the caller's own.
func KindNames(kind Kind) []string { return append([]string(nil), kindNames[kind]...) }

// ParseKind finds the kind with exactly this name, in either language and any case, or reports false.
func ParseKind(name string) (Kind, bool) {
	name = FoldName(name)
	for _, kind := range Kinds() {
		if slices.Contains(kindNames[kind], name) {
			return kind, true
		}
	}
	return "", false
}

// Known reports whether kind is one of Kinds.
func (kind Kind) Known() bool { return len(kindNames[kind]) > 0 }
