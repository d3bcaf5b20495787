package sandbox_test

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// typed types into the message box and leaves it there.
func (p *tab) typed(text string) {
	p.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS("#draft"), text))
}

// asked waits until the bot is asked inline for exactly this; while somebody types it may be asked for less before.
func (p *tab) asked(query, offset string) incoming {
	p.Helper()
	for {
		if update := p.next(); update.Inline.ID == "" {
			p.Fatalf("the bot got %+v", update)
		} else if update.Inline.Query == query && update.Inline.Offset == offset {
			return update
		}
	}
}

// offer answers an inline query with cards of these numbers, each with a link into the chat with the bot.
func (p *tab) offer(query incoming, next string, from, to int) {
	p.Helper()
	results := []map[string]any{}
	for n := from; n <= to; n++ {
		id := strconv.Itoa(n)
		results = append(results, map[string]any{
			"type": "article", "id": id, "title": "讲座 " + id, "description": "12月1日（周二）14:00，产教融合基地报告厅，" + id,
			"input_message_content": map[string]any{"message_text": "<b>卡片 " + id + "</b>", "parse_mode": "HTML"},
			"reply_markup":          map[string]any{"inline_keyboard": [][]map[string]string{{{"text": "在私聊中查看", "url": "https://t.me/page_bot?start=event-" + id}}}},
		})
	}
	encoded, err := json.Marshal(results)
	if err != nil {
		p.Fatal(err)
	}
	p.bot("answerInlineQuery", "inline_query_id", query.Inline.ID, "results", string(encoded), "next_offset", next)
}

// chosen waits for the card of this number, which somebody has chosen and posted.
func (p *tab) chosen(number string) incoming {
	p.Helper()
	said := p.next()
	if said.Message.Text != "卡片 "+number || said.Message.Via.Username != "page_bot" {
		p.Fatalf("the bot got %+v", said)
	}
	if chosen := p.next().Chosen.Result; chosen != number {
		p.Fatalf("the bot heard that %q was chosen", chosen)
	}
	return said
}

func (p *tab) seeOffers(n int) {
	p.Helper()
	p.see(fmt.Sprintf(`document.querySelectorAll("#offers [role=option]").length === %d`, n))
}

// In the group the teacher types the bot's name and a question, goes through the offers by keyboard beyond the first page, and
// posts one; its link leads into the chat with the bot.
func tellOffers(p *tab) {
	p.click(`[data-key="11/-77"]`)
	p.typed("@Page_bot 下周")
	p.offer(p.asked("下周", ""), "2", 1, 20)
	p.seeOffers(20)
	p.see(`document.querySelector("#offers").scrollHeight > document.querySelector("#offers").clientHeight`)
	p.typed(kb.ArrowUp) // to the last one, which brings the next page
	p.offer(p.asked("下周", "2"), "", 21, 21)
	p.seeOffers(21)
	p.typed(kb.ArrowDown + "\r")
	if said := p.chosen("21"); said.Message.Chat.ID != staffRoom || said.Message.From.ID != teacher {
		p.Fatalf("the bot got %+v", said)
	}
	p.seeText(".own .via", "通过 @page_bot")
	p.seeText(".own .text strong", "卡片 21")
	p.see(`document.querySelector("#offers").hidden && document.querySelector("#draft").value === ""`)
	p.click(".own a.key")
	if said := p.next(); said.Message.Text != "/start event-21" || said.Message.Chat.ID != teacher {
		p.Fatalf("the bot got %+v", said)
	}
	p.seeText("#chat-title", "Sandbox")
	p.click(`[data-key="12/-77"]`)
	p.seeText(".message:not(.own) .author", "Zhu Meifen 通过 @page_bot")
}

// The mouse picks too, also what is asked for with nothing typed; where nothing is found the page says so, and what was typed
// can still be sent as it is.
func tellOffersByMouse(p *tab) {
	p.see(`document.querySelector("#chat-title").textContent !== ""`)
	p.typed("@page_bot 没有")
	p.offer(p.asked("没有", ""), "", 1, 0)
	p.seeText("#offers .none", "没有找到可发送的内容")
	p.typed(kb.Escape)
	p.see(`document.querySelector("#offers").hidden`)
	p.typed("\r")
	if said := p.next(); said.Message.Text != "@page_bot 没有" || said.Message.Via.Username != "" {
		p.Fatalf("the bot got %+v", said)
	}
	p.typed("@page_bot ")
	p.offer(p.asked("", ""), "", 1, 2)
	p.click("#offers li:last-child")
	if said := p.chosen("2"); said.Message.Chat.ID != teacher {
		p.Fatalf("the bot got %+v", said)
	}
	p.click(".own .via") // as in a client, the name asks again
	p.see(`document.querySelector("#draft").value === "@page_bot "`)
	p.offer(p.asked("", ""), "", 1, 1)
	p.seeOffers(1)
	p.click(`[data-key="12/12"]`)
	p.see(`document.querySelector("#offers").hidden`)
}

// On a phone the offers are as wide as the column and no wider.
func tellOffersPhone(p *tab) {
	p.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile))
	p.see(`document.querySelector("#chat-title").textContent !== ""`)
	p.typed("@page_bot 下周")
	p.offer(p.asked("下周", ""), "", 1, 20)
	p.seeOffers(20)
	p.see(`document.documentElement.scrollWidth <= 390 && document.querySelector("#offers").scrollWidth <= 390`)
	p.see(`document.querySelector("#offers").getBoundingClientRect().top >= 0`)
	p.click("#offers li")
	p.chosen("1")
	p.seeText(".own .via", "通过 @page_bot")
}
