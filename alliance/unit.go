package alliance

// UnitPart is the part a unit has in the Community.
type UnitPart string

// The parts a unit can have.
const (
	Consultant UnitPart = "consultant"
	Lead       UnitPart = "lead"
	MemberUnit UnitPart = "member"
)

// Unit is a school, enterprise or institute of the Community.
type Unit struct {
	Name string   `json:"name"`
	Part UnitPart `json:"part"`
}

// Expert is a member of the Expert Steering Committee or another speaker.
type Expert struct {
	Name string `json:"name"`
	Unit string `json:"unit,omitempty"`
}
