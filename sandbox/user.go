package sandbox

// User is somebody who can talk to the bot in the sandbox.
type User struct {
	ID           int64  `json:"id"`
	FirstName    string `json:"first_name"`
	LanguageCode string `json:"language_code"`
	Started      bool   `json:"started"` // has opened the conversation, so that the bot may write
	Blocked      bool   `json:"blocked"` // has blocked the bot
	Deactivated  bool   `json:"deactivated,omitempty"`
}

// Account is a user or a bot as the Bot API shows it (Bot API, User).
type Account struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	FirstName    string `json:"first_name"`
	Username     string `json:"username,omitempty"`
	LanguageCode string `json:"language_code,omitempty"`
}

func (u *User) account() *Account {
	return &Account{ID: u.ID, FirstName: u.FirstName, LanguageCode: u.LanguageCode}
}

// refuses says why the bot cannot write to the user, or nil.
func (u *User) refuses() error {
	switch {
	case u.Deactivated:
		return forbidden("user is deactivated")
	case u.Blocked:
		return forbidden("bot was blocked by the user")
	case !u.Started:
		return forbidden("bot can't initiate conversation with a user")
	}
	return nil
}

// Group is a chat of several users and the bot. Its type is "group", "supergroup" or "channel"; empty: one of the first two by the form
// of the id, as Telegram gives them.
type Group struct {
	ID      int64 // negative
	Title   string
	Type    string
	Forum   bool     // has topics
	Members []int64  // the first one is its creator
	Without bool     // the bot is not in it
	Joins   bool     // the bot is added as the world begins, and hears so
	Topics  []string // of a forum, opened as the world begins
}
