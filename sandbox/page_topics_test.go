package sandbox_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/chromedp/chromedp"

	"alliancebot/sandbox"
)

// said waits for what a user says in a topic of the forum; topic 0 is the first one.
func (p *tab) said(text string, topic int64) incoming {
	p.Helper()
	said := p.next()
	if said.Message.Text != text || said.Message.Chat.ID != forumRoom || said.Message.Topic != topic {
		p.Fatalf("the bot got %+v", said)
	}
	return said
}

// chip is the CSS of a topic's chip.
func chip(topic int64) string { return fmt.Sprintf(`[data-key="topic/%d/%d"]`, forumRoom, topic) }

// seeMessages waits until the conversation shows these texts, separated by commas, and no other.
func (p *tab) seeMessages(texts string) {
	p.Helper()
	p.see(fmt.Sprintf(`[...document.querySelectorAll(".message .text")]
		.map((node) => node.textContent.replace(node.querySelector(".stamp").textContent, "")).join() === %q`, texts))
}

// The owner opens a topic of the forum and asks for the settings in it; they come there, and what is said in the first topic stays
// out of it and is counted.
func tellTopics(p *tab) {
	p.click(`[data-key="13/-1000000000079"]`)
	p.see(`document.querySelector("#topics [aria-current]").textContent === "常规话题"`)
	p.click("#topics .chip:last-child")
	p.do(chromedp.SendKeys(chromedp.CSS("dialog input"), "通知\r"))
	topic := p.next().Message.Topic
	p.seeText(chip(topic)+"[aria-current]", "通知")
	p.seeText(".service", "新话题：通知")
	p.write("/settings@page_bot")
	p.said("/settings@page_bot", topic)
	p.bot("sendMessage", "chat_id", "-1000000000079", "text", "大家好")
	p.bot("sendMessage", "chat_id", "-1000000000079", "message_thread_id", strconv.FormatInt(topic, 10), "text", "还没有订阅",
		"reply_markup", `{"inline_keyboard":[[{"text":"讲座","callback_data":"lectures"}]]}`)
	p.seeMessages("/settings@page_bot,还没有订阅")
	p.seeText(chip(0)+" .badge", "1")
	p.click(".keyboard .key")
	p.bot("answerCallbackQuery", "callback_query_id", p.next().Query.ID, "text", "已订阅")
	p.seeText(".toast", "已订阅")
	p.click(chip(0))
	p.seeMessages("大家好")
	p.see(fmt.Sprintf(`!document.querySelector('%s .badge')`, chip(0)))
	p.write("收到")
	p.said("收到", 0)
	tellTopicOfOthers(p, topic)
}

// Who is in the forum too has all of it to read, topic by topic, and opens none; offers and files go to the open topic.
func tellTopicOfOthers(p *tab, topic int64) {
	p.seeText(`[data-key="11/-1000000000079"] .badge`, "5")
	p.click(`[data-key="11/-1000000000079"]`)
	p.seeText(chip(topic)+" .badge", "3")
	p.see(`document.querySelectorAll("#topics .chip").length === 2`)
	p.typed("只在这里")
	p.click(chip(topic))
	p.see(`document.querySelector("#draft").value === ""`)
	p.see(`!document.querySelector('[data-key="11/-1000000000079"] .badge')`)
	p.typed("@page_bot 下周")
	p.offer(p.asked("下周", ""), "", 1, 1)
	p.click("#offers li")
	if chosen := p.chosen("1"); chosen.Message.Topic != topic {
		p.Fatalf("the bot got %+v", chosen)
	}
	path := filepath.Join(p.TempDir(), "安排.csv")
	if err := os.WriteFile(path, []byte("标题\n"), 0o600); err != nil {
		p.Fatal(err)
	}
	p.do(chromedp.SetUploadFiles(chromedp.CSS("#file"), []string{path}, chromedp.NodeReady))
	p.click("#send")
	p.said("", topic)
	p.seeText(".own .document .file-name", "安排.csv")
	p.do(chromedp.Reload())
	p.seeText(chip(topic)+"[aria-current]", "通知")
	p.seeText(".own .document .file-name", "安排.csv")
}

// On a phone the row of topics scrolls and the page does not; of a topic that is closed it says so, and where the open one is deleted
// the first one opens.
func tellTopicsPhone(p *tab) {
	p.do(chromedp.EmulateViewport(400, 844, chromedp.EmulateMobile))
	topics := []int64{}
	for n := range 8 {
		topics = append(topics, p.topic(sandbox.Topic{Action: "open", Name: "很长的话题名称 " + strconv.Itoa(n)}))
	}
	last := topics[len(topics)-1]
	p.topic(sandbox.Topic{Action: "close", Topic: last})
	p.click("#switch")
	p.click(`[data-key="11/-1000000000079"]`)
	p.seeText(chip(last)+" small", "已关闭")
	p.click(chip(last))
	p.seeText(".service", "话题已关闭：很长的话题名称 7")
	p.see(`document.documentElement.scrollWidth <= 400 && document.querySelector("#topics").scrollWidth > 400`)
	p.see(`document.querySelector("#topics [aria-current]").getBoundingClientRect().right <= 400`)
	p.topic(sandbox.Topic{Action: "delete", Topic: last})
	p.see(`document.querySelector("#topics [aria-current]").textContent === "常规话题"`)
	p.see(fmt.Sprintf(`!document.querySelector('%s')`, chip(last)))
	p.click("#switch")
	p.click(`[data-key="11/11"]`)
	p.see(`document.querySelector("#topics").hidden`)
}

// topic changes a topic of the forum and gives its number.
func (p *tab) topic(change sandbox.Topic) int64 {
	p.Helper()
	change.Chat = forumRoom
	id, err := sandbox.Client{Base: p.site}.ChangeTopic(p.ctx, change)
	if err != nil {
		p.Fatal(err)
	}
	return id
}
