package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// Telegram is where the Bot API is and how to reach it.
type Telegram struct {
	Token string
	URL   string   // of the API server; empty: the public one
	Proxy *url.URL // http, https or socks5; nil: none
}

// API is the library's bot, used for calls only: it neither polls nor handles.
type API = tg.Bot

const publicServer = "https://api.telegram.org"

// connections is how many requests may be under way to Telegram with kept connections; the default transport keeps two.
const connections = 512

// callBuffer takes a list of events with its keyboard, and Telegram's answer, in one system call each.
const callBuffer = 16 << 10

// Client makes the HTTP client for all calls: connections are kept for as many requests as are ever in flight, and every step
// has a deadline.
func (telegram Telegram) Client() *http.Client {
	transport := &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		MaxIdleConns:        connections,
		MaxIdleConnsPerHost: connections,
		IdleConnTimeout:     90 * time.Second,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
		ReadBufferSize:      callBuffer,
		WriteBufferSize:     callBuffer,
	}
	if telegram.Proxy != nil {
		transport.Proxy = http.ProxyURL(telegram.Proxy)
	}
	return &http.Client{Transport: transport}
}

func (telegram Telegram) server() string {
	if telegram.URL == "" {
		return publicServer
	}
	return telegram.URL
}

// API opens the library's bot.
func (telegram Telegram) API(client *http.Client) (*tg.Bot, error) {
	api, err := tg.New(telegram.Token, tg.WithSkipGetMe(), tg.WithServerURL(telegram.server()), tg.WithHTTPClient(time.Minute, brevity{client}))
	if err != nil {
		return nil, fmt.Errorf("open telegram library: %w", err)
	}
	return api, nil
}

// ErrToken says that Telegram does not know the token.
var ErrToken = errors.New("telegram does not accept TELEGRAM_BOT_TOKEN: ask @BotFather for the current one (/mybots → API Token)")

// Me asks Telegram who the bot is, as often as it takes; failed hears of every failure. A refused token is ErrToken.
func Me(ctx context.Context, api *tg.Bot, failed func(error, time.Duration)) (*models.User, error) {
	var me *models.User
	err := patiently(ctx, func(ctx context.Context) error {
		return inTime(ctx, func(ctx context.Context) (err error) {
			me, err = api.GetMe(ctx)
			return err
		})
	}, failed)
	var failure *alliance.Failure
	if errors.As(err, &failure) && failure.Class == alliance.Unconfirmed {
		return nil, ErrToken
	}
	return me, err
}
