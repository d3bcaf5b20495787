package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Client drives a sandbox in another process over its control API; its methods are those of Server.
type Client struct {
	Base string       // address of the sandbox, "http://127.0.0.1:8081"
	HTTP *http.Client // nil: http.DefaultClient
}

// State gives the world.
func (c Client) State(ctx context.Context) (state State, err error) {
	err = c.get(ctx, "state", nil, &state)
	return state, err
}

// Messages gives the last messages of a chat, oldest first; limit 0 is 200.
func (c Client) Messages(ctx context.Context, chat int64, limit int) (messages []Message, err error) {
	err = c.get(ctx, "messages", map[string]int64{"chat": chat, "limit": int64(limit)}, &messages)
	return messages, err
}

// Changes waits, at most so long, for something newer than since, and gives all of it.
func (c Client) Changes(ctx context.Context, since int64, wait time.Duration) (changes Changes, err error) {
	err = c.get(ctx, "changes", map[string]int64{"since": since, "wait_ms": wait.Milliseconds()}, &changes)
	return changes, err
}

// Wait waits until enough messages of the bot are there. Running out of time is no error.
func (c Client) Wait(ctx context.Context, awaited Awaited) (arrived Arrived, err error) {
	numbers := map[string]int64{
		"chat": awaited.Chat, "count": int64(awaited.Count), "after_ns": awaited.AfterNS, "timeout_ms": awaited.Timeout.Milliseconds(),
	}
	if awaited.Edits {
		numbers["edits"] = 1
	}
	err = c.get(ctx, "wait?contains="+url.QueryEscape(awaited.Contains), numbers, &arrived)
	return arrived, err
}

// Stats gives the counts.
func (c Client) Stats(ctx context.Context) (stats Stats, err error) {
	err = c.get(ctx, "stats", nil, &stats)
	return stats, err
}

// Gallery shows the samples of the configuration.
func (c Client) Gallery(ctx context.Context) (exhibits []Exhibit, err error) {
	err = c.get(ctx, "gallery", nil, &exhibits)
	return exhibits, err
}

// Send puts a user's message into a chat.
func (c Client) Send(ctx context.Context, post Post) (posted Posted, err error) {
	err = c.post(ctx, "send", post, &posted)
	return posted, err
}

// Press presses a button and waits for the answer as long as asked.
func (c Client) Press(ctx context.Context, press Press) (pressed Pressed, err error) {
	err = c.post(ctx, "press", press, &pressed)
	return pressed, err
}

// Ask sends an inline query and waits for the answer as long as asked.
func (c Client) Ask(ctx context.Context, inline InlineQuery) (answer InlineAnswer, err error) {
	err = c.post(ctx, "inline", inline, &answer)
	return answer, err
}

// Choose posts what an inline query was offered into a chat.
func (c Client) Choose(ctx context.Context, choice Choice) (posted Posted, err error) {
	err = c.post(ctx, "choose", choice, &posted)
	return posted, err
}

// Load runs a load and answers when all is answered, or ten seconds after the last update.
func (c Client) Load(ctx context.Context, load Load) (loaded Loaded, err error) {
	err = c.post(ctx, "load", load, &loaded)
	return loaded, err
}

// Block makes a user block the bot, or take that back.
func (c Client) Block(ctx context.Context, user int64, blocked bool) error {
	return c.post(ctx, "block", blocking{user, blocked}, nil)
}

// Deactivate deletes a user's account, as the bot sees it.
func (c Client) Deactivate(ctx context.Context, user int64) error {
	return c.post(ctx, "deactivate", onUser{user}, nil)
}

// Migrate upgrades a basic group to a supergroup of another id.
func (c Client) Migrate(ctx context.Context, from, to int64) error {
	return c.post(ctx, "migrate", migration{from, to}, nil)
}

// Stand gives the bot a standing in a group or channel.
func (c Client) Stand(ctx context.Context, standing Standing) error {
	return c.post(ctx, "standing", standing, nil)
}

// ChangeTopic makes or changes a topic of a forum and gives its id.
func (c Client) ChangeTopic(ctx context.Context, topic Topic) (int64, error) {
	err := c.post(ctx, "topic", topic, &topic)
	return topic.Topic, err
}

// AddUsers adds users with their private chats.
func (c Client) AddUsers(ctx context.Context, users NewUsers) error {
	return c.post(ctx, "users", users, nil)
}

// Redeliver delivers the last n confirmed updates once more.
func (c Client) Redeliver(ctx context.Context, last int) error {
	return c.post(ctx, "redeliver", redelivery{last}, nil)
}

// Reset brings the world back to what the configuration says.
func (c Client) Reset(ctx context.Context) error { return c.post(ctx, "reset", nothing{}, nil) }

// AddFault adds a fault behind the others and gives its id.
func (c Client) AddFault(ctx context.Context, fault Fault) (int64, error) {
	var added faultNumber
	err := c.post(ctx, "faults", fault, &added)
	return added.ID, err
}

// Faults lists the faults.
func (c Client) Faults(ctx context.Context) (faults []Fault, err error) {
	err = c.get(ctx, "faults", nil, &faults)
	return faults, err
}

// ClearFaults ends all faults.
func (c Client) ClearFaults(ctx context.Context) error {
	return c.do(ctx, http.MethodDelete, "faults", nil, nil)
}

func (c Client) get(ctx context.Context, path string, numbers map[string]int64, answer any) error {
	address, err := url.Parse(path)
	if err != nil {
		return fmt.Errorf("call sandbox: %w", err)
	}
	query := address.Query()
	for name, number := range numbers {
		query.Set(name, strconv.FormatInt(number, 10))
	}
	address.RawQuery = query.Encode()
	return c.do(ctx, http.MethodGet, address.String(), nil, answer)
}

func (c Client) post(ctx context.Context, path string, body, answer any) error {
	encoded, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("call sandbox %s: %w", path, err)
	}
	return c.do(ctx, http.MethodPost, path, encoded, answer)
}

func (c Client) do(ctx context.Context, method, path string, body []byte, answer any) error {
	request, err := http.NewRequestWithContext(ctx, method, c.Base+"/api/"+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("call sandbox %s: %w", path, err)
	}
	request.Header.Set("Content-Type", "application/json")
	client := c.HTTP
	if client == nil {
		client = http.DefaultClient
	}
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("call sandbox %s: %w", path, err)
	}
	defer func() { _ = response.Body.Close() }()
	decoder := json.NewDecoder(response.Body)
	if response.StatusCode != http.StatusOK {
		var refused struct {
			Error string `json:"error"`
		}
		_ = decoder.Decode(&refused) // the status says enough where there is no text
		return fmt.Errorf("call sandbox %s: %s: %s", path, response.Status, refused.Error)
	}
	if answer == nil {
		return nil
	}
	if err := decoder.Decode(answer); err != nil {
		return fmt.Errorf("call sandbox %s: %w", path, err)
	}
	return nil
}
