package alliance

import "testing"

func TestStandings(t *testing.T) {
	all := []SignUp{"", SignedUp, Waits, Attended, Declined}
	for standing, want := range map[Standing]string{
		StandingSignedUp: "01010", StandingWaiting: "00100", StandingAttended: "00010", StandingUnanswered: "10000", "nonsense": "00000",
	} {
		got := ""
		for _, signUp := range all {
			if standing.Has(signUp) {
				got += "1"
			} else {
				got += "0"
			}
		}
		if got != want {
			t.Errorf("%s: got %s, want %s of %q", standing, got, want, all)
		}
	}
}
