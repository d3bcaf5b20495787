package alliance

// Content is what a broadcast says: messages copied as they are, or a text; below it, buttons that open addresses.
type Content struct {
	Sources  []Source `json:"sources,omitempty"` // one message, or those of an album in order
	Media    bool     `json:"media,omitempty"`   // the sources are something other than text, so that what can be edited is a caption
	Text     string   `json:"text,omitempty"`    // plain, with Entities: the text where there are no sources, else instead of their caption
	Entities []Entity `json:"entities,omitempty"`
	Brief    string   `json:"brief,omitempty"` // the first words of the sources, by which people know them again
	Links    []Link   `json:"links,omitempty"`
}

// Source is a message to be copied to the recipients as it is (Bot API, copyMessage and copyMessages).
type Source struct {
	Chat    int64 `json:"chat"`
	Message int64 `json:"message"`
}

// Link is a button that opens an address.
type Link struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Amended is the content as an edit leaves it, which says by: a text is replaced, of media the caption, and the links of either.
func (content Content) Amended(by Content) Content {
	amended := Content{Text: by.Text, Entities: by.Entities, Links: by.Links}
	if content.Media || len(content.Sources) > 1 {
		amended.Sources, amended.Media, amended.Brief = content.Sources, true, content.Brief
	}
	return amended
}

// Empty reports whether there is nothing to say.
func (content Content) Empty() bool { return len(content.Sources) == 0 && content.Text == "" }
