package sandbox_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"alliancebot/sandbox"
)

const (
	pageToken   = "4242:page"
	pagePatient = 15 * time.Second // for anything to show up on the page

	teacher, colleague, owner = 11, 12, 13
	staffRoom                 = -77
	forumRoom                 = -1000000000079
)

// browser starts a headless Chromium that ends with the test.
func browser(t *testing.T) context.Context {
	t.Helper()
	flags := append(
		chromedp.DefaultExecAllocatorOptions[:], // headless, no first run, no sync, no background networking, hidden tabs at full speed
		chromedp.ExecPath(chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-component-update", true),
	)
	allocator, stop := chromedp.NewExecAllocator(context.Background(), flags...)
	t.Cleanup(stop)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	t.Cleanup(closeBrowser)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("start browser: %v", err)
	}
	return ctx
}

// chromium finds the browser. Where there is none, the test is skipped, except in continuous integration.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const reason = "THE CHAT PAGE IS NOT TESTED: no chromium, chromium-browser or google-chrome in PATH"
	if os.Getenv("CI") != "" {
		t.Fatal(reason)
	}
	t.Skip(reason)
	return ""
}

func pageWorld() sandbox.Config {
	return sandbox.Config{
		Token: pageToken, Username: "page_bot",
		Users: []sandbox.User{
			{ID: teacher, FirstName: "Zhu Meifen", LanguageCode: "zh-hans", Started: true},
			{ID: colleague, FirstName: "Wang Gang", LanguageCode: "en", Started: true},
			{ID: owner, FirstName: "Li Lijin", LanguageCode: "zh-hans"},
		},
		Groups: []sandbox.Group{
			{ID: staffRoom, Title: "教研群", Members: []int64{owner, teacher, colleague}},
			{ID: forumRoom, Title: "教研论坛", Forum: true, Members: []int64{owner, teacher, colleague}},
		},
		Gallery: func() []sandbox.Sample {
			return []sandbox.Sample{
				{Section: "问候", Title: "start", Language: "zh", Text: "<b>您好</b>", Keyboard: [][]sandbox.Key{{{Text: "本周", Data: "week"}, {Text: "网站", URL: "https://example.com"}}}},
				{Section: "问候", Title: "start", Language: "en", Text: "<b>Hello</b>"},
				{Section: "出错", Title: "broken", Language: "zh", Text: "<b>没有合上"},
			}
		},
	}
}

// tab is one tab of the browser on a sandbox of its own, whose bot is the test.
type tab struct {
	*testing.T
	ctx    context.Context
	site   string // address of the sandbox
	offset int64  // of the bot's updates
}

func openTab(t *testing.T, window context.Context, path string) *tab {
	t.Helper()
	server := sandbox.New(pageWorld())
	site := httptest.NewServer(server)
	t.Cleanup(site.Close)
	t.Cleanup(func() { _ = server.Close() }) // first, so that no long poll keeps the site
	ctx, closeTab := chromedp.NewContext(window)
	t.Cleanup(closeTab)
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as the context of its first action
		t.Fatalf("open tab: %v", err)
	}
	opened := &tab{T: t, ctx: ctx, site: site.URL}
	opened.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(site.URL+path))
	return opened
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, pagePatient)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.Fatalf("drive page: %v", err)
	}
}

// see waits until a JavaScript expression is true on the page; while what it is about is not there yet, it may throw.
func (p *tab) see(expression string) {
	p.Helper()
	script := fmt.Sprintf(`new Promise((done) => {
		const last = Date.now() + %d;
		const holds = () => { try { return %s; } catch { return false; } };
		const look = () => holds() ? done("") : Date.now() > last ? done(document.body.innerText) : setTimeout(look, 15);
		look();
	})`, (pagePatient * 2 / 3).Milliseconds(), expression)
	ctx, cancel := context.WithTimeout(p.ctx, pagePatient)
	defer cancel()
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil || seen != "" {
		p.Fatalf("never saw %s: %v\nthe page shows:\n%s", expression, err, seen)
	}
}

// seeText waits until what css selects shows exactly this text.
func (p *tab) seeText(css, text string) {
	p.Helper()
	p.see(fmt.Sprintf(`[...document.querySelectorAll(%q)].some((node) => node.textContent === %q)`, css, text))
}

func (p *tab) click(css string) { p.Helper(); p.do(chromedp.Click(chromedp.CSS(css))) }

// write types a message and presses Enter.
func (p *tab) write(text string) {
	p.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS("#draft"), text+"\r"))
}

// bot makes a request of the Bot API; arguments are pairs of name and value.
func (p *tab) bot(method string, pairs ...string) json.RawMessage {
	p.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	ctx, cancel := context.WithTimeout(p.ctx, pagePatient)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, p.site+"/bot"+pageToken+"/"+method, strings.NewReader(form.Encode()))
	if err != nil {
		p.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		p.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var answer struct {
		OK          bool            `json:"ok"`
		Result      json.RawMessage `json:"result"`
		Description string          `json:"description"`
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || !answer.OK {
		p.Fatalf("%s: %v %s", method, err, answer.Description)
	}
	return answer.Result
}

// incoming is the part of an update that the stories look at.
type incoming struct {
	ID      int64 `json:"update_id"`
	Message struct {
		ID    int64                     `json:"message_id"`
		Chat  struct{ ID int64 }        `json:"chat"`
		Topic int64                     `json:"message_thread_id"`
		From  struct{ ID int64 }        `json:"from"`
		Via   struct{ Username string } `json:"via_bot"`
		Text  string                    `json:"text"`
		File  *struct{ Name string }    `json:"document"`
	} `json:"message"`
	Inline struct{ ID, Query, Offset string } `json:"inline_query"`
	Chosen struct {
		Result string `json:"result_id"`
	} `json:"chosen_inline_result"`
	Query struct {
		ID   string `json:"id"`
		Data string `json:"data"`
	} `json:"callback_query"`
}

// next waits for the next update of the bot.
func (p *tab) next() incoming {
	p.Helper()
	var updates []incoming
	raw := p.bot("getUpdates", "limit", "1", "timeout", "10", "offset", strconv.FormatInt(p.offset, 10))
	if err := json.Unmarshal(raw, &updates); err != nil || len(updates) == 0 {
		p.Fatalf("no update for the bot: %v %s", err, raw)
	}
	p.offset = updates[0].ID + 1
	return updates[0]
}

// lastTime is the time below the last message.
func (p *tab) lastTime() string {
	p.Helper()
	p.see(`document.querySelector(".message .stamp time")`)
	shown, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`[...document.querySelectorAll(".stamp time")].at(-1).textContent`))
	if err != nil {
		p.Fatal(err)
	}
	return shown
}
