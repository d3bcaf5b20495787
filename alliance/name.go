package alliance

import "strings"

// FoldName is a name in the form in which names are compared: neither case nor the width of spaces counts.
func FoldName(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
