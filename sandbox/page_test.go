package sandbox_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"alliancebot/sandbox"
)

func TestPage(t *testing.T) {
	window := browser(t)
	stories := []struct {
		name string
		path string
		tell func(*tab)
	}{
		{"conversation", "/", tellConversation},
		{"button", "/", tellButton},
		{"group", "/", tellGroup},
		{"topics", "/", tellTopics},
		{"topics on a phone", "/", tellTopicsPhone},
		{"commands", "/", tellCommands},
		{"offers", "/", tellOffers},
		{"offers by mouse", "/", tellOffersByMouse},
		{"offers on a phone", "/", tellOffersPhone},
		{"file", "/", tellFile},
		{"faults", "/", tellFaults},
		{"hostile text", "/", tellHostile},
		{"phone", "/", tellPhone},
		{"gallery", "/gallery", tellGallery},
	}
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) { story.tell(openTab(t, window, story.path)) })
	}
}

// The teacher asks, the bot answers with entities, and the answer is edited and deleted.
func tellConversation(p *tab) {
	p.see(`document.querySelector("#chat-status").textContent.includes("Zhu Meifen")`)
	p.write("本周有什么活动？")
	asked := p.next()
	if asked.Message.Text != "本周有什么活动？" || asked.Message.From.ID != teacher {
		p.Fatalf("the bot got %+v", asked)
	}
	p.seeText(".own .text", "本周有什么活动？"+p.lastTime())
	p.see(`document.querySelector("#draft").value === ""`)
	p.bot("sendMessage", "chat_id", "11", "parse_mode", "HTML", "reply_parameters", fmt.Sprintf(`{"message_id":%d}`, asked.Message.ID),
		"text", `😀 <b>示范课<i>数控</i></b> <a href="https://example.com/a">详情</a> <code>A1</code><blockquote>请提前到场</blockquote><tg-time unix="1795500000" format="D">十一月</tg-time>`)
	p.seeText(".by-bot .text strong", "示范课数控")
	p.seeText(".by-bot .text strong em", "数控")
	p.seeText(".by-bot .text code", "A1")
	p.seeText(".by-bot .text blockquote", "请提前到场")
	p.see(`document.querySelector(".by-bot .text a").href === "https://example.com/a"`)
	p.see(`document.querySelector(".by-bot .text time.date").textContent === "2026年11月24日"`)
	p.seeText(".by-bot .quote span", "本周有什么活动？")
	id := strconv.FormatInt(asked.Message.ID+1, 10)
	p.bot("editMessageText", "chat_id", "11", "message_id", id, "text", "改期了")
	p.see(`document.querySelector(".by-bot .text").textContent.startsWith("改期了")`)
	p.see(`document.querySelector(".by-bot .edited")`)
	p.bot("sendChatAction", "chat_id", "11", "action", "typing")
	p.see(`document.querySelector("#chat-status.typing")`)
	p.bot("deleteMessage", "chat_id", "11", "message_id", id)
	p.see(`!document.querySelector(".by-bot")`)
}

// A pressed key brings a toast and an edit; a link key is a link; an alert wants to be confirmed.
func tellButton(p *tab) {
	p.bot("sendMessage", "chat_id", "11", "text", "示范课", "reply_markup",
		`{"inline_keyboard":[[{"text":"报名","callback_data":"join"},{"text":"提醒","callback_data":"remind"}],[{"text":"日历","url":"https://example.com/c.ics"}]]}`)
	p.see(`[...document.querySelectorAll(".keyboard .keys")].map((row) => row.children.length).join() === "2,1"`)
	p.see(`document.querySelector(".keyboard a.key").href === "https://example.com/c.ics"`)
	p.click(`.keyboard .keys:first-child .key:first-child`)
	pressed := p.next()
	if pressed.Query.Data != "join" {
		p.Fatalf("the bot got %+v", pressed)
	}
	p.see(`document.querySelector(".key[aria-busy]")`)
	p.bot("answerCallbackQuery", "callback_query_id", pressed.Query.ID, "text", "已报名")
	p.seeText(".toast", "已报名")
	p.see(`document.querySelectorAll(".toast").length === 1`)
	p.bot("editMessageText", "chat_id", "11", "message_id", "1", "text", "示范课（已报名）", "reply_markup",
		`{"inline_keyboard":[[{"text":"取消报名","callback_data":"leave"}]]}`)
	p.seeText(".key span", "取消报名")
	p.click(".keyboard .key")
	p.bot("answerCallbackQuery", "callback_query_id", p.next().Query.ID, "text", "确定吗？", "show_alert", "true")
	p.seeText("dialog p", "确定吗？")
	p.click("dialog .solid")
	p.see(`!document.querySelector("dialog")`)
}

// In the group, one speaks as the owner; the others have something to read.
func tellGroup(p *tab) {
	p.click(`[data-key="13/-77"]`)
	p.seeText("#chat-title", "教研群")
	p.write("各位老师好")
	if said := p.next(); said.Message.Chat.ID != staffRoom || said.Message.From.ID != owner {
		p.Fatalf("the bot got %+v", said)
	}
	p.seeText(`[data-key="11/-77"] .badge`, "1")
	p.bot("sendMessage", "chat_id", "-77", "text", "收到")
	p.seeText(`[data-key="11/-77"] .badge`, "2")
	p.seeText(".by-bot .author", "Sandbox")
	p.click(`[data-key="11/-77"]`)
	p.see(`!document.querySelector('[data-key="11/-77"] .badge')`)
	p.seeText(".message:not(.own) .author", "Li Lijin")
	p.click(`[data-key="13/13"]`)
	p.seeText("#start", "开始使用")
	p.click("#start")
	if said := p.next(); said.Message.Text != "/start" || said.Message.Chat.ID != owner {
		p.Fatalf("the bot got %+v", said)
	}
	p.see(`!document.querySelector("#composer").hidden`)
}

// "/" opens the menu of the user's language; a keyboard below the chat speaks for the user.
func tellCommands(p *tab) {
	p.bot("setMyCommands", "commands", `[{"command":"week","description":"This week"}]`)
	p.bot("setMyCommands", "language_code", "zh", "commands", `[{"command":"today","description":"今天的活动"},{"command":"week","description":"本周活动"}]`)
	p.see(`document.querySelector("#chat-title").textContent !== ""`)
	p.click("#menu")
	p.seeText("#commands li span", "本周活动")
	p.do(chromedp.SendKeys(chromedp.CSS("#draft"), "/w"))
	p.see(`document.querySelectorAll("#commands li").length === 1`)
	p.do(chromedp.SendKeys(chromedp.CSS("#draft"), "\r"))
	if said := p.next(); said.Message.Text != "/week" {
		p.Fatalf("the bot got %+v", said)
	}
	p.bot("sendMessage", "chat_id", "11", "text", "请选择", "reply_markup", `{"keyboard":[["今天",{"text":"本周"}]],"one_time_keyboard":true}`)
	p.click("#pad .key:last-child")
	if said := p.next(); said.Message.Text != "本周" {
		p.Fatalf("the bot got %+v", said)
	}
	p.see(`document.querySelector("#pad").hidden`)
}

// A file goes to the bot and stands as a row with its name in the conversation.
func tellFile(p *tab) {
	path := filepath.Join(p.TempDir(), "活动安排.csv")
	if err := os.WriteFile(path, []byte("标题,类型,开始\n"), 0o600); err != nil {
		p.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path}, chromedp.NodeReady))
	p.seeText("#attached .file-name", "活动安排.csv")
	p.write("请导入")
	p.next()
	p.seeText(".own .document .file-name", "活动安排.csv")
	p.see(`document.querySelector(".own .text").textContent.startsWith("请导入")`)
	p.see(`document.querySelector(".own .document").download === "活动安排.csv"`)
}

// The switches set faults and clear them; a user who has blocked the bot can take it back.
func tellFaults(p *tab) {
	p.see(`document.querySelector("#chat-title").textContent !== ""`)
	p.click("#faults-open")
	p.click("#fault-broken")
	p.click("#fault-slow")
	p.seeText("#faults-count", "3")
	p.click("#fault-broken")
	p.seeText("#faults-count", "1")
	p.see(`document.querySelector("#fault-slow").checked && !document.querySelector("#fault-broken").checked`)
	p.click(`[data-key="clear"]`)
	p.see(`document.querySelector("#faults-count").hidden`)
	p.click("#fault-blocking")
	p.seeText("#start", "解除屏蔽")
	p.click("#start")
	p.see(`document.querySelector("#start").hidden && !document.querySelector("#fault-blocking").checked`)
}

// What members and bot write is text and never markup, and only harmless addresses become links.
func tellHostile(p *tab) {
	hostile := `<img src=x onerror="window.broken=1"><script>window.broken=1</script>`
	p.write(hostile)
	p.next()
	p.see(fmt.Sprintf(`document.querySelector(".own .text").textContent.startsWith(%q)`, hostile))
	entities := `[{"type":"text_link","offset":0,"length":2,"url":"javascript:window.broken=1"},{"type":"bold","offset":1,"length":3},{"type":"italic","offset":2,"length":4}]`
	p.bot("sendMessage", "chat_id", "11", "text", "点我看看吧？", "entities", entities)
	p.see(`document.querySelector(".by-bot .text").textContent.startsWith("点我看看吧？")`)
	p.see(`!document.querySelector(".log img, .log script, .by-bot .text a") && !window.broken`)
	p.see(`[...document.querySelectorAll(".by-bot .text em")].map((node) => node.textContent).join("") === "看看吧？"`)
}

// On a phone there is one column, no sideways scrolling, and a header that leads to the list.
func tellPhone(p *tab) {
	p.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	p.bot("sendMessage", "chat_id", "11", "text", strings.Repeat("LongWordWithoutAnyBreak", 20), "reply_markup",
		`{"inline_keyboard":[[{"text":"一个很长很长很长很长的按钮文字","callback_data":"a"},{"text":"另一个很长很长很长的按钮文字","callback_data":"b"}]]}`)
	p.see(`document.querySelector(".by-bot .keyboard")`)
	narrow := `document.documentElement.scrollWidth <= 390 && document.querySelector("#log").scrollWidth <= 390`
	p.see(narrow)
	p.see(`!document.querySelector("#side").checkVisibility()`)
	p.click("#switch")
	p.see(`document.querySelector("#side").checkVisibility() && !document.querySelector("#talk").checkVisibility()`)
	p.see(narrow)
	p.click(`[data-key="12/-77"]`)
	p.see(`document.querySelector("#talk").checkVisibility()`)
	p.seeText("#chat-title", "教研群")
}

// The gallery shows both languages side by side and marks what would be refused or is missing.
func tellGallery(p *tab) {
	p.seeText(`.exhibit[lang="zh"] strong`, "您好")
	p.seeText(`.exhibit[lang="en"] strong`, "Hello")
	p.see(`document.querySelectorAll(".exhibit.refused").length === 1 && document.querySelector(".refusal").textContent.length > 8`)
	p.see(`document.querySelectorAll(".missing").length === 1`)
	p.see(`[...document.querySelectorAll("#index a span")].map((node) => node.textContent).join() === "问候,出错"`)
	p.see(`document.querySelector(".keyboard a.key").href === "https://example.com/"`)
	p.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	p.see(`document.documentElement.scrollWidth <= 390`)
}

// gateway is an address at which a sandbox can come and go; while there is none, every request breaks off.
type gateway struct {
	behind atomic.Pointer[sandbox.Server]
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	server := g.behind.Load()
	if server == nil {
		panic(http.ErrAbortHandler)
	}
	server.ServeHTTP(w, r)
}

// TestPageReconnects takes the sandbox away, which breaks off what is under way, and puts another in its place.
func TestPageReconnects(t *testing.T) {
	window := browser(t)
	first, second, gate := sandbox.New(pageWorld()), sandbox.New(pageWorld()), &gateway{}
	gate.behind.Store(first)
	site := httptest.NewServer(gate)
	t.Cleanup(site.Close)
	t.Cleanup(func() { _, _ = first.Close(), second.Close() }) // before it, so that no long poll keeps the site
	p := &tab{T: t, ctx: window, site: site.URL}
	p.do(chromedp.Navigate(site.URL))
	p.bot("sendMessage", "chat_id", "11", "text", "之前")
	p.see(`document.querySelector(".by-bot")`)
	gate.behind.Store(nil)
	_ = first.Close()
	site.CloseClientConnections()
	p.see(`!document.querySelector("#offline").hidden`)

	gate.behind.Store(second)
	p.see(`document.querySelector("#offline").hidden && !document.querySelector(".by-bot")`)
	p.bot("sendMessage", "chat_id", "11", "text", "之后")
	p.see(`document.querySelector(".by-bot .text").textContent.startsWith("之后")`)
}

// TestPageKeepsEarlyTyping: what is typed before the page knows the world is still there afterwards.
func TestPageKeepsEarlyTyping(t *testing.T) {
	window := browser(t)
	server, known := sandbox.New(pageWorld()), make(chan struct{})
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/api/state" {
			<-known
		}
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(site.Close)
	t.Cleanup(func() { _ = server.Close() })
	p := &tab{T: t, ctx: window, site: site.URL}
	p.do(chromedp.Navigate(site.URL))
	p.typed("早上好")
	close(known)
	p.see(`document.querySelector("#chat-title").textContent !== ""`)
	p.see(`document.querySelector("#draft").value === "早上好"`)
}

var (
	wordDefined = regexp.MustCompile(`(?m)^\s+(\w+): \["[^"]+", "[^"]+"\],$`)
	wordUsed    = regexp.MustCompile(`\b(?:word|otherWord)\("(\w+)"|data-word(?:-\w+)?="(\w+)"`)
)

// TestPageSources holds the sources to their rules: no markup from data, nothing from outside, every word in both languages.
func TestPageSources(t *testing.T) {
	paths, err := filepath.Glob("page/*")
	if err != nil || len(paths) == 0 {
		t.Fatal("no sources", err)
	}
	defined, used := map[string]bool{}, map[string]string{}
	for _, path := range paths {
		source, err := os.ReadFile(path) //nolint:gosec // a file of this repository
		if err != nil {
			t.Fatal(err)
		}
		for _, banned := range []string{"innerHTML", "insertAdjacentHTML", "document.write", "eval(", `src="http`, `href="http`, "@import", "url(http"} {
			if bytes.Contains(source, []byte(banned)) {
				t.Errorf("%s contains %s", path, banned)
			}
		}
		for _, found := range wordDefined.FindAllSubmatch(source, -1) {
			defined[string(found[1])] = true
		}
		for _, found := range wordUsed.FindAllSubmatch(source, -1) {
			used[string(found[1])+string(found[2])] = path
		}
	}
	for key, path := range used {
		if !defined[key] {
			t.Errorf("%s uses the word %q, which is not there in both languages", path, key)
		}
	}
}
