package sandbox

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Config says which world the sandbox emulates. The zero Config is a usable one without users.
type Config struct {
	Token    string // the bot's token, "<id>:<secret>"; every other one gets 401
	Username string // of the bot, without @
	Name     string // of the bot, as chats show it
	Zone     string // IANA name of the zone the users live in, in which their clients show times; empty: the browser's
	Users    []User
	Groups   []Group
	Limits   Limits
	RTT      time.Duration   // network time added to every request of the bot, half before and half after it is done
	Gallery  func() []Sample // what the gallery shows; nil: nothing
	Log      *slog.Logger    // nil: silent
}

// Server is the emulated Telegram with its chat page and its control API. Make one with New, end it with Close.
type Server struct {
	config Config
	mux    *http.ServeMux
	table  map[string]method
	done   chan struct{} // closed by Close
	close  sync.Once
	work   sync.WaitGroup

	mu          sync.Mutex // guards everything below, and all chats, messages and users
	bot         Account
	profile     profile
	users       map[int64]*User
	chats       map[int64]*chat
	files       files
	lastMessage int64
	gate        gate
	queue       queue
	poll        *poll
	hook        *webhook
	queries     map[string]*query
	lastQuery   int64
	faults      []*Fault
	lastFault   int64
	changes     changes
	stats       Stats
}

// New makes a server of this world.
func New(config Config) *Server {
	if config.Token == "" {
		config.Token = "1000001:SANDBOX"
	}
	if config.Username == "" {
		config.Username = "sandbox_bot"
	}
	if config.Name == "" {
		config.Name = "Sandbox"
	}
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	number, _, _ := strings.Cut(config.Token, ":")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		id = 1000001
	}
	s := &Server{
		config: config, done: make(chan struct{}), queue: queue{next: 100_000_001},
		bot:     Account{ID: id, IsBot: true, FirstName: config.Name, Username: config.Username},
		profile: newProfile(),
	}
	s.populate()
	s.table = s.methodTable()
	s.mux = s.routes()
	return s
}

// populate makes the world of the configuration, without any message but those that open topics.
func (s *Server) populate() {
	s.users, s.chats = map[int64]*User{}, map[int64]*chat{}
	s.files = files{byID: map[string]*file{}}
	s.queries, s.faults = map[string]*query{}, nil
	s.gate, s.stats = gate{}, Stats{Requests: map[string]int64{}}
	s.queue.waiting, s.queue.again, s.queue.confirmed = nil, nil, nil
	for _, user := range s.config.Users {
		s.addUser(user)
	}
	for _, group := range s.config.Groups {
		s.addGroup(group, time.Now())
	}
}

// addGroup adds a group; what is to happen to it as the world begins, the bot is told.
func (s *Server) addGroup(group Group, now time.Time) {
	place := groupChat(group)
	s.chats[group.ID] = place
	if status := place.status; group.Joins {
		place.status = "left"
		s.stand(place, status, s.creator(place), now)
	}
	for _, name := range group.Topics {
		s.tellTopic(place, &topic{name: name}, 0, topicServices["open"], now)
	}
}

// addUser adds a user with the private chat that goes with them, or changes the one who has the id.
func (s *Server) addUser(user User) {
	if user.FirstName == "" {
		user.FirstName = "User " + strconv.FormatInt(user.ID, 10)
	}
	if known := s.users[user.ID]; known != nil {
		*known = user
		return
	}
	s.users[user.ID] = &user
	s.chats[user.ID] = privateChat(&user)
}

// Handler is the server as an http.Handler.
func (s *Server) Handler() http.Handler { return s }

// ServeHTTP answers the Bot API, the control API and the pages.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Now().Add(time.Minute)) // unsupported by test recorders, which need none
	_ = control.SetWriteDeadline(time.Now().Add(waitLimit + writeTime))
	r.Body = http.MaxBytesReader(w, r.Body, bodyLimit)
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/bot"):
		s.serveBot(w, r, path[len("/bot"):])
	case strings.HasPrefix(path, "/file/bot"):
		s.serveDownload(w, path[len("/file/bot"):])
	default:
		s.mux.ServeHTTP(w, r)
	}
}

// Close ends long polls, waits and webhook deliveries, and waits for the goroutines of the server. It never fails.
func (s *Server) Close() error {
	s.close.Do(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		close(s.done)
		if s.hook != nil {
			s.hook.stop()
		}
	})
	s.work.Wait()
	return nil
}

// sleep waits, unless the client goes away or the server closes.
func (s *Server) sleep(ctx context.Context, span time.Duration) {
	if span <= 0 {
		return
	}
	timer := time.NewTimer(span)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	case <-s.done:
	}
}
