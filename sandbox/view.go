package sandbox

// messageView is a message as the bot gets it (Bot API, Message).
type messageView struct {
	ID              int64        `json:"message_id"`
	From            *Account     `json:"from,omitempty"`
	Chat            chatView     `json:"chat"`
	Date            int64        `json:"date"`
	EditDate        int64        `json:"edit_date,omitempty"`
	Origin          *origin      `json:"forward_origin,omitempty"`
	ReplyTo         *messageView `json:"reply_to_message,omitempty"`
	Via             *Account     `json:"via_bot,omitempty"`
	Album           string       `json:"media_group_id,omitempty"`
	Text            string       `json:"text,omitempty"`
	Entities        []Entity     `json:"entities,omitempty"`
	Photo           []fileView   `json:"photo,omitempty"`
	Document        *fileView    `json:"document,omitempty"`
	Video           *fileView    `json:"video,omitempty"`
	Audio           *fileView    `json:"audio,omitempty"`
	Voice           *fileView    `json:"voice,omitempty"`
	Animation       *fileView    `json:"animation,omitempty"`
	Poll            *Poll        `json:"poll,omitempty"`
	Location        *Location    `json:"location,omitempty"`
	Caption         string       `json:"caption,omitempty"`
	CaptionEntities []Entity     `json:"caption_entities,omitempty"`
	Markup          *inlineKeys  `json:"reply_markup,omitempty"`
	Protected       bool         `json:"has_protected_content,omitempty"`
	MigratedFrom    int64        `json:"migrate_from_chat_id,omitempty"`
	MigratedTo      int64        `json:"migrate_to_chat_id,omitempty"`
	SenderChat      *chatView    `json:"sender_chat,omitempty"`
	Thread          int64        `json:"message_thread_id,omitempty"`
	InTopic         bool         `json:"is_topic_message,omitempty"`
	TopicCreated    *topicView   `json:"forum_topic_created,omitempty"`
	TopicEdited     *topicView   `json:"forum_topic_edited,omitempty"`
	TopicClosed     *nothing     `json:"forum_topic_closed,omitempty"`
	TopicReopened   *nothing     `json:"forum_topic_reopened,omitempty"`
}

// chatView is a chat as the bot gets it (Bot API, Chat).
type chatView struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	FirstName string `json:"first_name,omitempty"`
	Forum     bool   `json:"is_forum,omitempty"`
}

// inlineKeys is an inline keyboard (Bot API, InlineKeyboardMarkup).
type inlineKeys struct {
	Rows [][]Key `json:"inline_keyboard"`
}

// fileView is a file as the bot gets it (Bot API, PhotoSize, Document, Video, Audio, Voice).
type fileView struct {
	FileID   string `json:"file_id"`
	Unique   string `json:"file_unique_id"`
	Size     int64  `json:"file_size,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Duration *int   `json:"duration,omitempty"`
	Name     string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
}

func (c *chat) view() chatView {
	view := chatView{ID: c.id, Type: c.kind, Title: c.title, Forum: c.forum}
	if c.user != nil {
		view.FirstName = c.user.FirstName
	}
	return view
}

// view is the message for the bot; the message it replies to is shown too, but not what that one replies to. What replies to none in
// a topic replies to the message that made it.
func (m *Message) view() *messageView {
	view := m.shallow()
	if replied := m.place.messages[m.ReplyTo]; replied != nil {
		view.ReplyTo = replied.shallow()
	} else if known := m.place.topics[m.Topic]; known != nil && known.made != m {
		view.ReplyTo = known.made.shallow()
	}
	return view
}

func (m *Message) shallow() *messageView {
	view := &messageView{
		ID: m.ID, From: m.sender, Chat: m.place.view(), Date: m.Date, EditDate: m.EditDate, Origin: m.origin, Via: m.Via, Album: m.Album,
		Text: m.Text, Entities: m.Entities, Caption: m.Caption, CaptionEntities: m.CaptionEntities, Poll: m.Poll, Location: m.Location,
		Protected: m.protected, MigratedFrom: m.migration[0], MigratedTo: m.migration[1],
	}
	view.tellTopic(m)
	if m.place.kind == "channel" && !m.Bot { // its posts are the channel's
		of := m.place.view()
		view.From, view.SenderChat = nil, &of
	}
	if len(m.Keyboard) > 0 {
		view.Markup = &inlineKeys{Rows: m.Keyboard}
	}
	if m.Media != nil {
		view.show(m.Media)
	}
	return view
}

func (view *messageView) show(media *Media) {
	file := &fileView{FileID: media.FileID, Unique: media.unique, Size: media.size, Width: media.Width, Height: media.Height}
	if media.Type == "photo" {
		view.Photo = []fileView{*file}
		return
	}
	file.Name, file.MIME = media.FileName, media.MIME
	if media.Type != "document" {
		file.Duration = new(int)
	}
	switch media.Type {
	case "document":
		view.Document = file
	case "video":
		view.Video = file
	case "audio":
		view.Audio = file
	case "voice":
		view.Voice = file
	case "animation":
		view.Animation = file
	}
}
