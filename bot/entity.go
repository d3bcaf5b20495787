package bot

import (
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/go-telegram/bot/models"

	"alliancebot/alliance"
)

// formattings are the entities that somebody chose; the others Telegram finds in a text by itself.
var formattings = []models.MessageEntityType{
	models.MessageEntityTypeBold, models.MessageEntityTypeItalic, models.MessageEntityTypeUnderline, models.MessageEntityTypeStrikethrough,
	models.MessageEntityTypeSpoiler, models.MessageEntityTypeBlockquote, models.MessageEntityTypeExpandableBlockquote,
	models.MessageEntityTypeCode, models.MessageEntityTypePre, models.MessageEntityTypeTextLink, models.MessageEntityTypeTextMention,
	models.MessageEntityTypeCustomEmoji,
}

// formatting is what of the entities of whole is in its end, the text rest.
func formatting(whole, rest string, given []models.MessageEntity) []alliance.Entity {
	at := strings.LastIndex(whole, rest)
	if rest == "" || at < 0 {
		return nil
	}
	skipped, length := units(whole[:at]), units(rest)
	var kept []alliance.Entity
	for _, entity := range given {
		begin, end := max(entity.Offset-skipped, 0), min(entity.Offset-skipped+entity.Length, length)
		if begin >= end || !slices.Contains(formattings, entity.Type) {
			continue
		}
		copied := alliance.Entity{
			Type: string(entity.Type), Offset: begin, Length: end - begin, URL: entity.URL, Language: entity.Language, Emoji: entity.CustomEmojiID,
		}
		if entity.User != nil {
			copied.User = entity.User.ID
		}
		kept = append(kept, copied)
	}
	return kept
}

// units is how long a text is as Telegram counts.
func units(text string) int { return len(utf16.Encode([]rune(text))) }

// entities are the formatting of a message as Telegram takes it.
func entities(message alliance.Message) []models.MessageEntity {
	var given []models.MessageEntity
	for _, entity := range message.Entities {
		copied := models.MessageEntity{
			Type: models.MessageEntityType(entity.Type), Offset: entity.Offset, Length: entity.Length, URL: entity.URL, Language: entity.Language,
			CustomEmojiID: entity.Emoji,
		}
		if entity.User != 0 {
			copied.User = &models.User{ID: entity.User}
		}
		given = append(given, copied)
	}
	return given
}
