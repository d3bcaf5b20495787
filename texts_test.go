package alliancebot_test

import (
	"go/ast"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	textDefined  = regexp.MustCompile(`{{-?\s*define "([^"]+)"`)
	textIncluded = regexp.MustCompile(`template "([^"]+)"`)
	textWord     = regexp.MustCompile(`\bword "([^"]+)"`)
)

// namedTexts are families of texts of which the code names each one it uses; of the others, what the data says is used.
func namedTexts() []string { return []string{"button_", "command_", "staff_"} }

// TestTextsAreUsed finds texts that nobody says: a member will never see them, and a translator would care for them in vain.
func TestTextsAreUsed(t *testing.T) {
	said, families, defined := spokenInCode(t)
	for name := range sources(t, ".tmpl") {
		text, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range textDefined.FindAllStringSubmatch(string(text), -1) {
			defined[found[1]] = name
		}
		for _, found := range textIncluded.FindAllStringSubmatch(string(text), -1) {
			said[found[1]] = true
		}
		for _, found := range textWord.FindAllStringSubmatch(string(text), -1) {
			families[found[1]+"_"] = true
		}
	}
	for name, file := range defined {
		used := said[name]
		for family, is := range families {
			rest, member := strings.CutPrefix(name, family)
			used = used || is && member && (said[rest] || !slices.Contains(namedTexts(), family))
		}
		if !used {
			t.Errorf("%s: nobody says the text %q", file, name)
		}
	}
}

// spokenInCode collects the literal texts of the production code that may name a text, and the families: "error_", or the first
// argument of word and known. The samples only show what others say.
func spokenInCode(t *testing.T) (said, families map[string]bool, defined map[string]string) {
	t.Helper()
	said, families, defined = map[string]bool{}, map[string]bool{}, map[string]string{}
	for _, file := range goFiles(t) {
		if file.test || strings.HasPrefix(file.path, "sandbox/") || strings.HasPrefix(file.path, "cmd/") || strings.HasPrefix(file.path, "render/sample") {
			continue
		}
		ast.Inspect(file.tree, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.BasicLit:
				text, _ := strconv.Unquote(node.Value) // numbers are no texts
				said[text] = true
				families[text] = strings.HasSuffix(text, "_")
			case *ast.CallExpr:
				method, ok := node.Fun.(*ast.SelectorExpr)
				if given := texts(node.Args); ok && len(given) > 0 && (method.Sel.Name == "word" || method.Sel.Name == "known") {
					families[given[0]+"_"] = true
				}
			}
			return true
		})
	}
	return said, families, defined
}
