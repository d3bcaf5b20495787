package alliance

// Content is what a broadcast says: messages copied as they are, or a text; below it, buttons that open addresses.
type Content struct {
	Sources []Source `json:"sources,omitempty"` // one message, or those of an album in order
	Media   bool     `json:"media,omitempty"`   // the sources are something other than text, so that what can be edited is a caption
	Text    string   `json:"text,omitempty"`    // plain, where there are no sources
	Brief   string   `json:"brief,omitempty"`   // the first words of the sources, by which people know them again
	Links   []Link   `json:"links,omitempty"`
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

// Empty reports whether there is nothing to say.
func (content Content) Empty() bool { return len(content.Sources) == 0 && content.Text == "" }
