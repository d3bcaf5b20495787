package alliance

import (
	"slices"
	"testing"
	"time"
)

func TestParseLanguage(t *testing.T) {
	for code, want := range map[string]Language{
		"zh": Chinese, "zh-hans": Chinese, "zh-Hant-TW": Chinese, "zh_CN": Chinese, "en": English, "en-GB": English, "en_US": English,
		"": "", "z": "", "zhx": "", "eng": "", "de": "", "fr-CA": "", "hans-zh": "", "中文": "",
	} {
		if got, ok := ParseLanguage(code); got != want || ok != (want != "") {
			t.Errorf("%q: got %q %v, want %q", code, got, ok, want)
		}
	}
}

func TestSpeaks(t *testing.T) {
	for _, c := range []struct {
		member Member
		want   Language
	}{
		{Member{}, English},
		{Member{Client: "zh-hans"}, Chinese},
		{Member{Client: "fr"}, English},
		{Member{Language: Chinese, Client: "en"}, Chinese},
	} {
		if got := c.member.Speaks(English); got != c.want {
			t.Errorf("%+v speaks %q", c.member, got)
		}
	}
}

func TestRoles(t *testing.T) {
	for at, role := range roles {
		for needs, required := range roles {
			if got := role.Allows(required); got != (at >= needs) {
				t.Errorf("%s allows %s: %v", role, required, got)
			}
		}
		if Role("").Allows(role) || Role("nonsense").Allows(role) {
			t.Errorf("no role allows %s", role)
		}
	}
}

func TestAudience(t *testing.T) {
	defaults := []time.Duration{24 * time.Hour, time.Hour}
	at := func(leads ...time.Duration) Audience {
		audience := Audience{Defaults: defaults, Added: []time.Duration{30 * time.Minute}}
		for _, lead := range leads {
			audience.Slots = append(audience.Slots, Slot{Lead: lead})
		}
		return audience
	}
	late := Quiet{From: 23 * time.Hour, To: 7 * time.Hour}
	mixed := Audience{Slots: []Slot{{Lead: time.Hour}, {Lead: 3 * time.Hour, Quiet: late.String()}}, Defaults: defaults}
	for _, c := range []struct {
		name     string
		audience Audience
		member   Member
		want     bool
	}{
		{"everybody", Audience{}, Member{}, true},
		{"a role", Audience{Roles: []Role{Organiser, Admin}}, Member{Role: Admin}, true},
		{"another role", Audience{Roles: []Role{Organiser, Admin}}, Member{Role: Ordinary}, false},
		{"a unit", Audience{Units: []string{"学校"}}, Member{Unit: "学校"}, true},
		{"no unit", Audience{Units: []string{"学校"}}, Member{}, false},
		{"the language chosen", Audience{Languages: []Language{English}}, Member{Language: English, Client: "zh"}, true},
		{"the client's language", Audience{Languages: []Language{English}}, Member{Client: "en"}, true},
		{"the default language", Audience{Languages: []Language{English}}, Member{}, false},
		{"a kind by default", Audience{Follows: Lecture}, Member{}, true},
		{"a kind not by default", Audience{Follows: Visit}, Member{}, false},
		{"a kind chosen", Audience{Follows: Visit}, Member{Kinds: []Kind{Visit}}, true},
		{"a kind not chosen", Audience{Follows: Lecture}, Member{Kinds: []Kind{Visit}}, false},
		{"no kind at all", Audience{Follows: Lecture}, Member{Kinds: []Kind{}}, false},
		{"a lead by default", at(time.Hour), Member{}, true},
		{"a lead not by default", at(3 * time.Hour), Member{}, false},
		{"one of several leads", at(3*time.Hour, time.Hour), Member{}, true},
		{"a lead chosen", at(3 * time.Hour), Member{Leads: []time.Duration{3 * time.Hour}}, true},
		{"a lead not chosen", at(time.Hour), Member{Leads: []time.Duration{3 * time.Hour}}, false},
		{"no lead at all", at(time.Hour), Member{Leads: []time.Duration{}}, false},
		{"a lead of the event", at(30 * time.Minute), Member{}, true},
		{"a lead of the event, beside one chosen", at(30 * time.Minute), Member{Leads: []time.Duration{3 * time.Hour}}, true},
		{"a lead of the event, of no lead at all", at(30 * time.Minute), Member{Leads: []time.Duration{}}, false},
		{"other quiet hours", at(time.Hour), Member{Quiet: &late}, false},
		{"a lead for others' quiet hours", mixed, Member{Leads: []time.Duration{3 * time.Hour}}, false},
		{"a lead for these quiet hours", mixed, Member{Leads: []time.Duration{3 * time.Hour}, Quiet: &late}, true},
		{"another one", mixed, Member{Quiet: &late}, false},
		{"all of it", Audience{Roles: []Role{Ordinary}, Units: []string{"学校"}, Follows: Lecture}, Member{Role: Ordinary, Unit: "学校"}, true},
		{"all but one", Audience{Roles: []Role{Ordinary}, Units: []string{"学校"}, Follows: Visit}, Member{Role: Ordinary, Unit: "学校"}, false},
	} {
		if got := c.audience.Includes(c.member, Chinese); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}

func TestLeadChoices(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	usual := []time.Duration{7 * day, 3 * day, day, 12 * hour, 3 * hour, hour, 30 * time.Minute, 15 * time.Minute}
	for _, c := range []struct{ defaults, want []time.Duration }{
		{nil, usual},
		{[]time.Duration{day, hour}, usual},
		{[]time.Duration{2 * day, time.Minute}, []time.Duration{7 * day, 3 * day, 2 * day, day, 12 * hour, 3 * hour, hour, 30 * time.Minute, 15 * time.Minute, time.Minute}},
	} {
		if got := LeadChoices(c.defaults); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.defaults, got, c.want)
		}
	}
}
