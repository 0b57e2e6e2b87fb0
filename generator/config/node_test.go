package config_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"

	"aims/generator/config"
)

func TestLoadNodeSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"two keys twice", "a: 1\na: 2\nb: {c: 1, c: 2}\n", "2:1 key \"a\" stands here and on line 1\n3:11 key \"c\" stands here and on line 3"},
		{"three times", "a: 1\na: 2\na: 3\n", "2:1 key \"a\" stands here and on line 1\n3:1 key \"a\" stands here and on line 1"},
		{"tab", "a: 1\n\tb: 2\n", "2:1 a tab indents this line; YAML wants spaces"},
		{"tab in a block", "a: |\n\tb\n", "2:1 a tab indents this line; YAML wants spaces"},
		{"colon", "a: Zoë: b\n", "1:7 a colon can't stand here; put the text in quotes, or check the indentation"},
		{"at sign", "a: @b\n", "1:4 a value can't begin with this character; put the text in quotes"},
		{"open quotes", "a: 1\nb: \"x\nc: 2\n", "2:4 a quotation mark opens here and is never closed"},
		{"open list", "a: [1,2\nb: 3\n", "2:2 a comma or ] is missing before this"},
		{"dedent", "a:\n  - b\n c: d\n", "3:2 a key was expected here; check indentation and quotes"},
		{"no colon", "a: 1\nb\nc: 2\n", "3:1 a key without a colon stands before this"},
		{"escape", "a: \"C:\\docs\"\n", "1:7 a backslash in \"…\" begins an escape, and this one is unknown; write \\\\ for a backslash"},
		{"star", "a: *b\n", "1:4 the alias *b names no anchor above it; put the text in quotes if it is none"},
		{"documents", "a: 1\n---\nb: 2\n", "2:1 a second document begins here, and only one is read"},
		{"after the end", "[]\n[]\n", "2:1 text follows after the end of the value"},
		{"NUL", "a: é\x00", "1:5 the character U+0000 can't stand here; delete it"},
		{"Latin-1", "a: 1\nb: caf\xe9\n", "2:7 the text isn't UTF-8 from here on"},
		{"UTF-16", "\xff\xfea\x00", "1:1 the text isn't UTF-8 from here on"},
		{"old Mac", "a: 1\rb: 2\r", "1:5 a lone carriage return ends this line; save the file with LF or CRLF"},
		{"line separator", "a: 1\nb: x\u2028y\n", "2:5 the character U+2028 can't stand here; delete it"},
		{"tag", "a: !ruby/object x\n", "1:4 the tag \"!ruby/object\" means nothing here"},
		{"merge", "<<: {a: 1}\n", "1:1 merge keys (<<) are not read; write the keys out"},
		{"list as a key", "? [a]\n: b\n", "1:3 a key has to be a word"},
		{"alias of itself", "- &a [*a]\n", "1:7 the alias *a stands inside a value that has an anchor itself"},
		{"many aliases", "a: &a 1\nb: [" + strings.Repeat("*a,", 30) + "]\n", "2:65 more than 20 aliases"},
		{"deep", "a: " + strings.Repeat("[", 20000), "1:24 lists and mappings are nested deeper than 20 levels"},
		{"deep block", strings.Repeat("- ", 20000), "1:41 lists and mappings are nested deeper than 20 levels"},
		{"big", "a: " + strings.Repeat("x", config.MaxBytes), "1:1 the YAML is larger than 1 MB"},
		{"unknown to us", "%YAML 9.9\n---\na: 1\n", "1:1 not valid YAML: found incompatible YAML document"},
	} {
		_, faults := config.LoadNode([]byte(c.text))
		if diff := cmp.Diff(c.want, lines(faults)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// A text inside a file has the lines of the file, in what messages say too.
func TestLoadNodeAtCountsTheLinesOfTheFile(t *testing.T) {
	n, faults := config.LoadNodeAt([]byte("a: &x 1\na: [*x,\n 2]\n"), 40)
	if got, want := lines(faults), "41:1 key \"a\" stands here and on line 40"; got != want {
		t.Errorf("got %s", got)
	}
	list := n.Content[3]
	if list.Line != 41 || list.Content[0].Line != 40 || list.Content[1].Line != 42 {
		t.Errorf("a list on line %d, its entries on %d and %d", list.Line, list.Content[0].Line, list.Content[1].Line)
	}
	if _, faults := config.LoadNodeAt([]byte("a: 1\nb: [\n"), 40); lines(faults) != "42:1 a value is missing before this" {
		t.Errorf("got %s", lines(faults))
	}
	if _, faults := config.LoadNodeAt([]byte("a: 1\nb: \x00\n"), 40); lines(faults) != "41:4 the character U+0000 can't stand here; delete it" {
		t.Errorf("got %s", lines(faults))
	}
}

func lines(faults []config.Fault) string {
	all := make([]string, len(faults))
	for i, f := range faults {
		all[i] = fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Message)
	}
	return strings.Join(all, "\n")
}

func TestLoadNodeOfNothing(t *testing.T) {
	for _, text := range []string{"", "\n\n", "# only this\n", "---\n", "...\n", "~", "null", "\uFEFF"} {
		if n, faults := config.LoadNode([]byte(text)); n != nil || faults != nil {
			t.Errorf("%q gives %v, %v", text, n, faults)
		}
	}
}

func TestLoadNodeKeepsTextAndPlace(t *testing.T) {
	n, faults := config.LoadNode([]byte("\uFEFFversion: 2.10\r\nnumber: 007\r\nday: 2026-13-45\r\nü: {é: \"x\"}\r\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var got []string
	var walk func(*yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.ScalarNode {
			got = append(got, fmt.Sprintf("%d:%d %s", n.Line, n.Column, n.Value))
		}
		for _, c := range n.Content {
			walk(c)
		}
	}
	walk(n)
	want := []string{"1:1 version", "1:10 2.10", "2:1 number", "2:9 007", "3:1 day", "3:6 2026-13-45", "4:1 ü", "4:5 é", "4:8 x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLoadNodeReplacesAliases(t *testing.T) {
	n, faults := config.LoadNode([]byte("a: &x [1, 2]\nb: *x\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if b := n.Content[3]; b.Kind != yaml.SequenceNode || len(b.Content) != 2 {
		t.Errorf("b is %+v", b)
	}
}

// An alias bomb of twelve levels would have a thousand thousand million values.
func TestLoadNodeRefusesABomb(t *testing.T) {
	bomb := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := 1; i < 12; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d,", i-1), 10))
	}
	if n, faults := config.LoadNode([]byte(bomb)); n != nil || len(faults) == 0 {
		t.Errorf("taken: %v", faults)
	}
}

func TestFaultsOfDecoding(t *testing.T) {
	var to struct {
		A int               `yaml:"a"`
		B map[string]string `yaml:"b"`
		C string            `yaml:"c"`
	}
	err := yaml.Load([]byte("a: x\nb: y\nc: [z]\nd: 1\n"), &to, yaml.WithKnownFields())
	want := `1:4 "x" is not the kind of value that is wanted here
2:4 "y" is not the kind of value that is wanted here
3:4 a list or a mapping stands where a single value is wanted
4:1 unknown key "d"`
	if diff := cmp.Diff(want, lines(config.Faults(err))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	err = yaml.Load([]byte("b: {c: x, c: y}\n"), &to)
	if got := lines(config.Faults(err)); got != `1:11 key "c" stands here and on line 1` {
		t.Errorf("got %s", got)
	}
	if got := lines(config.Faults(errors.New("disk on fire"))); got != "1:1 not valid YAML: disk on fire" {
		t.Errorf("got %s", got)
	}
	if got := config.Faults(nil); got != nil {
		t.Errorf("of no error: %v", got)
	}
}

func FuzzLoadNode(f *testing.F) {
	for _, s := range []string{"a: 1\n", "a: [b, {c: d}]", "- &a b\n- *a", "? x\n: y", "a: |\n  b\n", "{\"a\": [1, null]}", "a: 'b'\n...\n", "%TAG ! x\n--- !y z"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		n, faults := config.LoadNode(src)
		for _, x := range faults {
			if x.Line < 1 || x.Column < 1 || x.Message == "" {
				t.Errorf("%q: %+v", src, x)
			}
		}
		if n != nil {
			bound(t, n, 0)
		}
	})
}

// bound fails where a tree is deeper than it may be or has an alias.
func bound(t *testing.T, n *yaml.Node, depth int) {
	if n.Kind == yaml.AliasNode || depth > 50 || n.Line < 1 {
		t.Fatalf("a node of kind %v at depth %d, line %d", n.Kind, depth, n.Line)
	}
	for _, c := range n.Content {
		bound(t, c, depth+1)
	}
}
