package handlers_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"

	"alliancebot/alliance"
	"alliancebot/bot"
	"alliancebot/render"
)

// stage is a lecture of Wang Gang's with its speaker, two organisers of its unit and an admin.
type stage struct {
	*desk
	lecture alliance.Event
}

func newStage(t *testing.T) *stage {
	t.Helper()
	s := &stage{desk: newDesk(t)}
	s.lecture = s.event("speech", alliance.Lecture, 5, 14, "三教改革", func(event *alliance.Event) {
		event.Speakers, event.Units = []string{"Wang Gang", "Ye Jun"}, []string{"丽水市职业高级中学"}
	})
	s.put(s.lecture)
	for id, change := range map[int64]func(*alliance.Member){
		1: func(member *alliance.Member) { member.Expert = "Wang Gang" },
		2: func(member *alliance.Member) {
			member.Role, member.Unit = alliance.Organiser, "丽水市职业高级中学"
		},
		3: func(member *alliance.Member) {
			member.Role, member.Unit = alliance.Admin, "丽水市职业高级中学"
		},
		4: func(member *alliance.Member) { member.Role = alliance.Admin },
		5: func(member *alliance.Member) {
			member.Role, member.Unit, member.Unreachable = alliance.Organiser, "丽水市职业高级中学", "blocked"
		},
	} {
		_, err := s.store.ChangeMember(context.Background(), id, change)
		s.check(err)
	}
	return s
}

// answers presses a speaker's button, as a member who has this name as an expert, with an update of that number.
func (s *stage) answers(expert, comes string, update int64, change func(*bot.Request)) bot.Reply {
	s.Helper()
	request := s.request(alliance.Chinese, alliance.Ordinary)
	request.Member.ID, request.Member.Expert, request.Update = 1, expert, update
	if change != nil {
		change(&request)
	}
	data := alliance.ButtonData(render.AttendVerb, s.lecture.ID, strconv.FormatInt(s.lecture.Start.Unix(), 36), comes)
	reply, err := s.press(data, request)
	s.check(err)
	return reply
}

// told lists what organisers are being told.
func (s *stage) told() (answers []alliance.Dispatch) {
	s.Helper()
	ids, err := s.store.Active(context.Background())
	s.check(err)
	for _, id := range slices.Sorted(slices.Values(ids)) {
		found, err := s.store.Dispatch(context.Background(), id)
		s.check(err)
		if found.Purpose == alliance.ForAnswer {
			answers = append(answers, found)
		}
	}
	return answers
}

// TestAttend: a speaker's last answer counts and is shown; that something came up is told to those who organise the event, once, and that it
// is solved; that all is well only stands in the plan.
func TestAttend(t *testing.T) {
	s := newStage(t)
	if reply := s.answers("Wang Gang", render.On, 1, nil); reply.Edit == nil || !strings.Contains(reply.Edit.Text, "您已确认到场") || len(s.told()) != 0 {
		t.Errorf("of coming: %+v, told %+v", reply, s.told())
	}
	for _, update := range []int64{2, 2, 3} { // an update may be handled again, and a button pressed again
		if reply := s.answers("Wang Gang", render.Off, update, nil); reply.Edit == nil || !strings.Contains(reply.Edit.Text, "您已告知有变动") {
			t.Errorf("of not coming: %+v", reply)
		}
	}
	told := s.told()
	if len(told) != 1 || told[0].Answer.Comes || told[0].Answer.Expert != "Wang Gang" || !slices.Equal(told[0].Audience.Only, []int64{2, 3}) {
		t.Errorf("told %+v, want it told once to the organisers of the unit", told)
	}
	plan, err := s.press(alliance.ButtonData(render.PlanVerb, render.PlanShow, s.lecture.ID, "1"), s.request(alliance.Chinese, alliance.Organiser))
	s.check(err)
	for _, want := range []string{"1 位主讲人、2 位组织者", "Wang Gang：有变动", "Ye Jun：机器人联系不上，请另行通知"} {
		if plan.Edit == nil || !strings.Contains(plan.Edit.Text, want) {
			t.Errorf("the plan does not say %q: %+v", want, plan.Edit)
		}
	}
	s.answers("Wang Gang", render.On, 4, nil)
	if told := s.told(); len(told) != 2 || !told[1].Answer.Comes {
		t.Errorf("told %+v, want that it is solved", told)
	}
}

// TestAttendWithoutOrganisers: where nobody of the unit uses the bot, the admins hear of it.
func TestAttendWithoutOrganisers(t *testing.T) {
	s := newStage(t)
	s.lecture.Units = []string{"缙云县职业中等专业学校"}
	s.put(s.lecture)
	s.answers("Wang Gang", render.Off, 2, nil)
	if told := s.told(); len(told) != 1 || !slices.Equal(told[0].Audience.Only, []int64{3, 4}) {
		t.Errorf("told %+v, want the admins", told)
	}
}

// TestAttendRefused: nobody answers for another, nor for a time that holds no more; and it is said why.
func TestAttendRefused(t *testing.T) {
	s := newStage(t)
	for _, test := range []struct {
		expert, want string
		change       func(*bot.Request)
	}{
		{"Lou Haibin", "您不是这场活动的主讲人", nil},
		{"", "您不是这场活动的主讲人", nil},
		{"Wang Gang", "不用再回复了", func(request *bot.Request) { request.Now = s.lecture.End }},
	} {
		if reply := s.answers(test.expert, render.Off, 2, test.change); !reply.Alert || !strings.Contains(reply.Toast, test.want) {
			t.Errorf("%q: %+v, want %q", test.expert, reply, test.want)
		}
	}
	moved := s.lecture
	moved.Start = moved.Start.AddDate(0, 0, 1)
	s.put(moved)
	if reply := s.answers("Wang Gang", render.On, 2, nil); !reply.Alert || !strings.Contains(reply.Toast, "活动时间已经改变") {
		t.Errorf("of an event that has moved: %+v", reply)
	}
	answers, err := s.store.Answers(context.Background(), s.lecture.ID)
	s.check(err)
	if len(answers) != 0 || len(s.told()) != 0 {
		t.Errorf("kept %+v, told %+v", answers, s.told())
	}
	for _, data := range []string{"1:attend:" + s.lecture.ID, "1:attend:" + s.lecture.ID + ":!:on", "1:attend:" + s.lecture.ID + ":1:perhaps"} {
		if _, err := s.press(data, s.request(alliance.Chinese, alliance.Ordinary)); alliance.KindOf(err) != alliance.Invalid {
			t.Errorf("%s: %v", data, err)
		}
	}
}
