package bot

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net/http"

	tg "github.com/go-telegram/bot"
)

// mostUpdate bounds what one delivery may hold; Telegram's largest updates are far smaller.
const mostUpdate = 2 << 20

// secretHeader carries the secret given to setWebhook (Bot API, setWebhook).
const secretHeader = "X-Telegram-Bot-Api-Secret-Token"

// Webhook takes the updates that Telegram delivers. It answers 200 only when an update is safe; 401 without the secret, 400 to
// what is no update, 413 to what is too long, and 503 while the store is away, so that Telegram delivers again.
type Webhook struct {
	Secret   string
	Intake   *Intake
	Handling context.Context //nolint:containedctx // what the handlers live under: longer than the delivery
}

func (webhook *Webhook) ServeHTTP(response http.ResponseWriter, request *http.Request) {
	if request.Method != http.MethodPost {
		response.Header().Set("Allow", http.MethodPost)
		http.Error(response, "POST only", http.StatusMethodNotAllowed)
		return
	}
	if !sameSecret(request.Header.Get(secretHeader), webhook.Secret) {
		http.Error(response, "wrong secret", http.StatusUnauthorized)
		return
	}
	payload, err := io.ReadAll(http.MaxBytesReader(response, request.Body, mostUpdate))
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		http.Error(response, "too long", http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(response, "unreadable", http.StatusBadRequest)
		return
	}
	update, err := ReadUpdate(payload)
	if err != nil {
		http.Error(response, "no update", http.StatusBadRequest)
		return
	}
	if err := webhook.Intake.Accept(request.Context(), webhook.Handling, []Update{update}); err != nil {
		http.Error(response, "store away", http.StatusServiceUnavailable)
		return
	}
	response.WriteHeader(http.StatusOK)
}

// sameSecret compares hashes, so that neither content nor length shows in the time it takes.
func sameSecret(given, secret string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(secret))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// SetWebhook tells Telegram where to deliver; an empty address takes the webhook away, so that polling works. Updates that
// wait are kept. While Telegram is in trouble it is tried again.
func SetWebhook(ctx context.Context, api *tg.Bot, address, secret string) error {
	call := func(ctx context.Context) error {
		_, err := api.SetWebhook(ctx, &tg.SetWebhookParams{URL: address, SecretToken: secret, AllowedUpdates: allowedUpdates})
		return err
	}
	if address == "" {
		call = func(ctx context.Context) error {
			info, err := api.GetWebhookInfo(ctx)
			if err == nil && info.URL != "" {
				_, err = api.DeleteWebhook(ctx, &tg.DeleteWebhookParams{})
			}
			return err
		}
	}
	if err := patiently(ctx, func(ctx context.Context) error { return inTime(ctx, call) }, untold); err != nil {
		return fmt.Errorf("set webhook: %w", err)
	}
	return nil
}
