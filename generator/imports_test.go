package generator_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// ranks is the architecture: a package imports only packages of a lower rank.
// A package inside another has the other's rank unless it is listed itself, and
// may import the other.
var ranks = map[string]int{
	"aims/cmd":                  8,
	"aims/generator":            7,
	"aims/generator/demo":       6,
	"aims/generator/verify":     6,
	"aims/generator/preview":    6,
	"aims/generator/export":     5,
	"aims/generator/render":     5,
	"aims/generator/check":      5,
	"aims/generator/manual":     4,
	"aims/generator/redline":    3,
	"aims/generator/history":    3,
	"aims/generator/document":   2,
	"aims/generator/source":     1,
	"aims/generator/config":     1,
	"aims/generator/standard":   1,
	"aims/generator/trust":      1,
	"aims/generator/git":        0,
	"aims/generator/site":       0,
	"aims/generator/diagnostic": 0,
	"aims/templates":            0,
	"aims/themes":               0,
	"aims/content":              0,
}

// users names the only packages that may import others' modules, by the
// beginning of their paths. Tests may import what they like.
var users = []struct {
	imports string
	by      []string
}{
	{"github.com/go-git/", []string{"aims/generator/git", "aims/generator/demo"}},
	{"github.com/yuin/goldmark", []string{"aims/generator/document"}},
	{"go.yaml.in/yaml/", []string{"aims/generator/config", "aims/generator/document", "aims/generator/standard"}},
	{"github.com/fsnotify/", []string{"aims/generator/preview"}},
	{"github.com/ProtonMail/", []string{"aims/generator/trust"}},
	{"github.com/hiddeco/sshsig", []string{"aims/generator/trust"}},
	{"github.com/aymanbagabas/go-udiff", []string{"aims/generator", "aims/cmd"}},
	{"github.com/spf13/cobra", []string{"aims/cmd"}},
}

// clock is what asks the machine for the time.
var clock = []string{"Now", "Since", "Until"}

// leastComment is how many bytes a package comment has at least.
const leastComment = 120

func TestArchitecture(t *testing.T) {
	found, packages := inspect(t, os.DirFS(".."))
	for _, f := range found {
		t.Error(f)
	}
	if packages < 14 {
		t.Errorf("%d packages were looked at, and there are more", packages)
	}
}

// The test finds what it is there to find.
func TestArchitectureIsInspected(t *testing.T) {
	const comment = "// Package %s is here to break a rule of the architecture, and it says so at the length that a comment\n// of a package should have at least.\npackage %s\n"
	text := func(name, rest string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(fmt.Sprintf(comment, name, name) + rest)}
	}
	tree := fstest.MapFS{
		"generator/site/a.go":        text("site", `import _ "aims/generator/manual"`),
		"generator/check/a.go":       text("check", `import _ "aims/generator/render"`),
		"generator/render/a.go":      text("render", "import (\n\t_ \"github.com/yuin/goldmark/ast\"\n\t_ \"go.yaml.in/yaml/v4\"\n)"),
		"generator/render/a_test.go": {Data: []byte("package render\nimport _ \"go.yaml.in/yaml/v4\"\nimport _ \"aims/generator\"\n")},
		"generator/manual/a.go":      text("manual", "import clock \"time\"\nvar x = clock.Now\n"),
		"generator/source/a.go":      text("source", "import \"time\"\ntype now struct{ Now int }\nvar x = now{}.Now\nvar y time.Time\n"),
		"generator/git/gittest/a.go": text("gittest", "import _ \"aims/generator/git\"\nimport _ \"aims/generator/config\"\n"),
		"generator/config/a.go":      {Data: []byte("// Package config is short.\npackage config\n")},
		"generator/util/a.go":        text("util", ""),
		"cmd/aims/main.go":           text("main", "import \"time\"\nimport _ \"aims/generator\"\nvar x = time.Now\n"),
	}
	found, _ := inspect(t, tree)
	want := []string{
		`aims/generator/check imports aims/generator/render, which has no lower rank`,
		`aims/generator/config: the package comment has 25 bytes, want 120`,
		`aims/generator/git/gittest imports aims/generator/config, which has no lower rank`,
		`aims/generator/render imports github.com/yuin/goldmark/ast, which only [aims/generator/document] may`,
		`aims/generator/render imports go.yaml.in/yaml/v4, which only [aims/generator/config aims/generator/document aims/generator/standard] may`,
		`aims/generator/site imports aims/generator/manual, which has no lower rank`,
		`aims/generator/util has no rank`,
		`generator/manual/a.go:5:9: clock.Now outside cmd/aims`,
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// inspect says, sorted, where the Go files of a tree break the architecture.
func inspect(t *testing.T, tree fs.FS) (found []string, packages int) {
	t.Helper()
	comments := map[string]string{}
	err := fs.WalkDir(tree, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && p != "." || d.Name() == "testdata" || p == "public"):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go"):
			return nil
		}
		src, err := fs.ReadFile(tree, p)
		if err != nil {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, p, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		pkg := "aims/" + path.Dir(p)
		comments[pkg] += file.Doc.Text()
		found = append(found, imports(pkg, file)...)
		if !within(pkg, "aims/cmd/aims") {
			found = append(found, clockReadings(files, file)...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg, comment := range comments {
		if _, ranked := rankOf(pkg); !ranked {
			found = append(found, pkg+" has no rank")
		}
		if len(comment) < leastComment {
			found = append(found, fmt.Sprintf("%s: the package comment has %d bytes, want %d", pkg, len(comment), leastComment))
		}
	}
	slices.Sort(found)
	return slices.Compact(found), len(comments)
}

// imports says which of a file's imports the package may not have.
func imports(pkg string, file *ast.File) []string {
	var found []string
	rank, _ := rankOf(pkg)
	for _, spec := range file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		if other, ours := rankOf(name); ours && other >= rank && !within(pkg, name) {
			found = append(found, fmt.Sprintf("%s imports %s, which has no lower rank", pkg, name))
		}
		for _, u := range users {
			allowed := slices.ContainsFunc(u.by, func(by string) bool { return within(pkg, by) })
			if strings.HasPrefix(name, u.imports) && !allowed {
				found = append(found, fmt.Sprintf("%s imports %s, which only %v may", pkg, name, u.by))
			}
		}
	}
	return found
}

// rankOf is the rank of a package, or of the nearest one that it lies in.
func rankOf(pkg string) (int, bool) {
	if pkg == "aims/cmd" || strings.HasPrefix(pkg, "aims/cmd/") {
		return ranks["aims/cmd"], true
	}
	for p := pkg; p != "aims/generator" && p != "."; p = path.Dir(p) {
		if rank, ok := ranks[p]; ok {
			return rank, true
		}
	}
	rank, ok := ranks[pkg]
	return rank, ok
}

func within(pkg, parent string) bool { return pkg == parent || strings.HasPrefix(pkg, parent+"/") }

// clockReadings says where a file asks for the time, under whatever name it
// imports the package.
func clockReadings(files *token.FileSet, file *ast.File) []string {
	names := map[string]bool{}
	for _, spec := range file.Imports {
		if spec.Path.Value != `"time"` {
			continue
		}
		name := "time"
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = true
	}
	var found []string
	ast.Inspect(file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && names[x.Name] && slices.Contains(clock, sel.Sel.Name) {
			found = append(found, fmt.Sprintf("%s: %s.%s outside cmd/aims", files.Position(sel.Pos()), x.Name, sel.Sel.Name))
		}
		return true
	})
	return found
}
