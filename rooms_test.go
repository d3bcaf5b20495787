// Package alliancebot_test holds the code to the rules of the house that no linter knows: ARCHITECTURE.md says why they are.
package alliancebot_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/joho/godotenv"
)

const (
	module          = "alliancebot"
	telegramLibrary = "github.com/go-telegram/bot"
	configFile      = "cmd/alliancebot/config.go"
	keysFile        = "store/keys.go"

	functionLimit = 60 // lines
	fileLimit     = 400
)

// room says what the production code of a folder may import.
type room struct {
	ours   []string // rooms of ours
	others []string // modules of others; nil: any
}

// rooms are all there are; whatever is not named here is not allowed.
func rooms() map[string]room {
	standardOnly := []string{}
	return map[string]room{
		"alliance":       {others: standardOnly},
		"ask":            {ours: []string{"alliance"}},
		"bot":            {ours: []string{"alliance"}},
		"dispatch":       {ours: []string{"alliance", "render"}},
		"exchange":       {ours: []string{"alliance"}},
		"handlers":       {ours: []string{"alliance", "ask", "bot", "render"}},
		"render":         {ours: []string{"alliance"}},
		"sandbox":        {},
		"scheduler":      {ours: []string{"alliance", "dispatch"}},
		"search":         {ours: []string{"alliance"}},
		"store":          {ours: []string{"alliance", "bot", "dispatch"}},
		"store/embedded": {others: []string{"github.com/alicebob/miniredis/v2"}},
		"web":            {ours: []string{"alliance", "render"}},
		"cmd":            {ours: []string{"alliance", "ask", "bot", "dispatch", "exchange", "handlers", "render", "sandbox", "scheduler", "search", "store", "store/embedded", "web"}},
	}
}

// roomOf is the room of a folder: the folder itself, but all programs share one.
func roomOf(folder string) string {
	if strings.HasPrefix(folder, "cmd/") {
		return "cmd"
	}
	return folder
}

func TestRooms(t *testing.T) {
	inUse := map[string]bool{}
	for _, file := range goFiles(t) {
		if file.test {
			continue
		}
		name := roomOf(path.Dir(file.path))
		inUse[name] = true
		rules, known := rooms()[name]
		if !known {
			t.Errorf("%s: the room %s is not in the table", file.path, name)
			continue
		}
		for _, imported := range file.imports(t) {
			if problem := rules.objection(imported); problem != "" {
				t.Errorf("%s: %s %s", file.path, name, problem)
			}
		}
	}
	for name := range rooms() {
		if !inUse[name] {
			t.Errorf("the room %s has no code: take it out of the table", name)
		}
	}
}

// objection says why a room may not import a package, or is empty.
func (rules room) objection(imported string) string {
	first, _, _ := strings.Cut(imported, "/")
	if ours, found := strings.CutPrefix(imported, module+"/"); found {
		if !slices.Contains(rules.ours, ours) {
			return "may not import the room " + ours
		}
		return ""
	}
	standard := !strings.Contains(first, ".")
	among := func(allowed string) bool { return imported == allowed || strings.HasPrefix(imported, allowed+"/") }
	if !standard && rules.others != nil && !slices.ContainsFunc(rules.others, among) {
		return "may not import " + imported
	}
	return ""
}

// TestTelegramLibrary: only bot talks to Telegram; others may know the library's models. The benchmark compares us with it.
func TestTelegramLibrary(t *testing.T) {
	for _, file := range goFiles(t) {
		folder := path.Dir(file.path)
		if !file.test && folder != "bot" && folder != "cmd/bench" && slices.Contains(file.imports(t), telegramLibrary) {
			t.Errorf("%s imports %s, which only bot may", file.path, telegramLibrary)
		}
	}
}

// TestNoSleep: tests wait for a condition, or sleep on the clock of testing/synctest.
func TestNoSleep(t *testing.T) {
	for _, file := range goFiles(t) {
		if !file.test || slices.Contains(file.imports(t), "testing/synctest") {
			continue
		}
		for _, call := range file.calls() {
			if call.name == "time.Sleep" {
				t.Errorf("%s:%d sleeps", file.path, file.line(call.at))
			}
		}
	}
}

func TestSizes(t *testing.T) {
	for _, file := range goFiles(t) {
		if file.test {
			continue
		}
		for _, declaration := range file.tree.Decls {
			function, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if lines := file.line(function.End()) - file.line(function.Pos()) + 1; lines > functionLimit {
				t.Errorf("%s: function %s has %d lines, more than %d", file.path, function.Name.Name, lines, functionLimit)
			}
		}
	}
	for name := range sources(t, ".go", ".lua", ".tmpl", ".js", ".css", ".html") {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		if lines := strings.Count(read(t, name), "\n"); lines > fileLimit {
			t.Errorf("%s has %d lines, more than %d", name, lines, fileLimit)
		}
	}
}

// TestEnvironment: .env.example lists exactly the variables that the bot reads, each with its default, commented out, and a
// comment.
func TestEnvironment(t *testing.T) {
	wanted := map[string]string{}
	for _, file := range goFiles(t) {
		for _, call := range file.calls() {
			switch {
			case file.test || strings.HasPrefix(file.path, "cmd/bench/"):
			case file.path == configFile && call.name == "p.read" && len(call.texts) > 1:
				wanted[call.texts[0]] = call.texts[1]
			case file.path != configFile && (call.name == "os.Getenv" || call.name == "os.LookupEnv"):
				t.Errorf("%s:%d reads the environment; %s does that", file.path, file.line(call.at), configFile)
			}
		}
	}
	setting := regexp.MustCompile(`^#([A-Z][A-Z0-9_]*=.*)$`)
	var settings []string
	lines := strings.Split(read(t, ".env.example"), "\n")
	for i, line := range lines {
		match := setting.FindStringSubmatch(line)
		switch {
		case match == nil:
			if line != "" && !strings.HasPrefix(line, "# ") {
				t.Errorf(".env.example:%d is neither a comment nor a default that is commented out: %s", i+1, line)
			}
		case i == 0 || !strings.HasPrefix(lines[i-1], "# "):
			t.Errorf(".env.example:%d has no comment above it", i+1)
		}
		if match != nil {
			settings = append(settings, match[1])
		}
	}
	given, err := godotenv.Unmarshal(strings.Join(settings, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(wanted) == 0 || !maps.Equal(given, wanted) {
		t.Errorf(".env.example and %s differ:\n%s", configFile, difference(given, wanted))
	}
}

func difference(given, wanted map[string]string) string {
	var lines []string
	for name, value := range wanted {
		if other, found := given[name]; !found || other != value {
			lines = append(lines, fmt.Sprintf("  %s: default %q, in .env.example %q (there: %t)", name, value, other, found))
		}
	}
	for name := range given {
		if _, found := wanted[name]; !found {
			lines = append(lines, "  "+name+": nobody reads it")
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestKeys: every Redis key is made in one file.
func TestKeys(t *testing.T) {
	for name := range sources(t, ".go", ".lua") {
		if name != keysFile && !strings.HasSuffix(name, "_test.go") && strings.Contains(read(t, name), "{alliance}") {
			t.Errorf("%s makes a key of its own; %s makes them all", name, keysFile)
		}
	}
	if !strings.Contains(read(t, keysFile), `"{alliance}`) {
		t.Errorf("%s has no hash tag", keysFile)
	}
}

// TestScripts: each Lua script begins with what it does, takes and returns, and is used.
func TestScripts(t *testing.T) {
	loaded := read(t, "store/scripts.go")
	for name := range sources(t, ".lua") {
		comment := regexp.MustCompile(`\A(--[^\n]*\n)+`).FindString(read(t, name))
		for _, part := range []string{"-- KEYS: ", "-- ARGV: ", "-- Returns "} {
			if !strings.Contains(comment, part) {
				t.Errorf("%s: the comment at its head has no %q", name, part)
			}
		}
		if short := strings.TrimSuffix(path.Base(name), ".lua"); !strings.Contains(loaded, strconv.Quote(short)) {
			t.Errorf("%s is not used", name)
		}
	}
}

// goFile is one of ours, read.
type goFile struct {
	path  string
	test  bool
	tree  *ast.File
	files *token.FileSet
}

func goFiles(t *testing.T) []goFile {
	t.Helper()
	var found []goFile
	for name := range sources(t, ".go") {
		files := token.NewFileSet()
		tree, err := parser.ParseFile(files, filepath.FromSlash(name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, goFile{path: name, test: strings.HasSuffix(name, "_test.go"), tree: tree, files: files})
	}
	return found
}

func (file goFile) line(at token.Pos) int { return file.files.Position(at).Line }

func (file goFile) imports(t *testing.T) []string {
	t.Helper()
	var imported []string
	for _, spec := range file.tree.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		imported = append(imported, name)
	}
	return imported
}

// call is a call of the form a.b(…), with those of its arguments that are literal texts, up to the first that is not.
type call struct {
	name  string
	at    token.Pos
	texts []string
}

func (file goFile) calls() []call {
	var found []call
	ast.Inspect(file.tree, func(node ast.Node) bool {
		expression, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		function, ok := expression.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if of, ok := function.X.(*ast.Ident); ok {
			found = append(found, call{name: of.Name + "." + function.Sel.Name, at: function.Pos(), texts: texts(expression.Args)})
		}
		return true
	})
	return found
}

func texts(arguments []ast.Expr) []string {
	var found []string
	for _, argument := range arguments {
		literal, ok := argument.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			break
		}
		text, err := strconv.Unquote(literal.Value)
		if err != nil {
			break
		}
		found = append(found, text)
	}
	return found
}

// sources names every file of the project that ends so, with slashes; what is built, stored or only test data is left out.
func sources(t *testing.T, endings ...string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		left := name != "." && strings.HasPrefix(entry.Name(), ".") || slices.Contains([]string{"bin", "data", "testdata"}, entry.Name())
		if entry.IsDir() && left {
			return fs.SkipDir
		}
		if slices.Contains(endings, filepath.Ext(name)) && !entry.IsDir() {
			found[filepath.ToSlash(name)] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func read(t *testing.T, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
