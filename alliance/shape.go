package alliance

// Shape is what of a message that was sent can be replaced (Bot API, "Updating messages").
type Shape int

// The shapes, in the order in which they are tried on a message of which nothing is known.
const (
	Worded    Shape = iota // a text
	Pictured               // a picture, a video or a single file, which a picture can replace; with its caption
	Filed                  // a part of an album of files, which a file can replace; with its caption
	Captioned              // a voice message or a part of an album of sounds: the caption only
	Fixed                  // a poll, a place, a sticker: nothing but the buttons
)

// Stays reports whether something of the content stays, whatever is replaced.
func (shape Shape) Stays() bool { return shape == Captioned || shape == Fixed }
