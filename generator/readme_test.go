package generator_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the session in README.md")

// README.md holds a session and files of a manual, and they are what they say.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	session := fence(t, string(readme), "console")
	shell := newShell(t)
	got := shell.play(session)

	t.Run("session", func(t *testing.T) {
		if *update {
			text := strings.Replace(string(readme), session, got, 1)
			if err := os.WriteFile("../README.md", []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		if diff := cmp.Diff(session, got); diff != "" {
			t.Errorf("the session in README.md is another now; go test ./generator -run Readme -update writes it anew (-README +now):\n%s", diff)
		}
	})
	t.Run("examples", func(t *testing.T) {
		for _, e := range examples(t, string(readme)) {
			if e.name == "aims.yaml" {
				shell.replaceScales(t, e.text)
			} else {
				write(t, shell.dir, e.name, e.text)
			}
		}
		said := shell.run("aims check; echo $?")
		if strings.Contains(said, "warning: ") || strings.Contains(said, "error: ") || !strings.HasSuffix(said, "\n0\n") {
			t.Errorf("aims check says of the examples in README.md:\n%s", said)
		}
		shell.run("aims build")
		for page, want := range map[string]string{
			"documents/RSK-LIST.html": `href="RSK-001.html"`, "documents/OBJ-001.html": "after retraining", "registers/risk.csv": "OPS-12",
			"soa.html": "The sorter says how sure it is.",
		} {
			text, err := os.ReadFile(filepath.Join(shell.dir, "public", filepath.FromSlash(page)))
			if err != nil || !strings.Contains(string(text), want) {
				t.Errorf("%s lacks %s (%v)", page, want, err)
			}
		}
	})
	t.Run("commands", func(t *testing.T) {
		for _, m := range regexp.MustCompile("(?m)^\\| `aims (\\w+)").FindAllStringSubmatch(string(readme), -1) {
			if said := shell.run("aims " + m[1] + " --help; echo $?"); !strings.HasSuffix(said, "\n0\n") || !strings.Contains(said, "aims "+m[1]) {
				t.Errorf("aims %s --help:\n%s", m[1], said)
			}
		}
	})
}

// fence is the text of the only block of code in a language.
func fence(t *testing.T, text, language string) string {
	t.Helper()
	blocks := strings.Split(text, "```"+language+"\n")
	if len(blocks) != 2 {
		t.Fatalf("README.md has %d blocks in %s, want 1", len(blocks)-1, language)
	}
	block, _, _ := strings.Cut(blocks[1], "```\n")
	return block
}

// example is a file that README.md shows.
type example struct{ name, text string }

// examples are the blocks of Markdown and YAML, each with the last file that is
// named before it.
func examples(t *testing.T, text string) (list []example) {
	t.Helper()
	fences := regexp.MustCompile("(?ms)^````markdown\n(.*?)^````\n|^```(?:markdown|yaml)\n(.*?)^```\n")
	names := regexp.MustCompile("`(content/\\S+\\.md|aims\\.yaml)`")
	for _, m := range fences.FindAllStringSubmatchIndex(text, -1) {
		before := names.FindAllStringSubmatch(text[:m[0]], -1)
		start, end := max(m[2], m[4]), max(m[3], m[5])
		list = append(list, example{before[len(before)-1][1], text[start:end]})
	}
	if len(list) != 5 {
		t.Fatalf("README.md has %d examples, want 5", len(list))
	}
	return list
}

// replaceScales puts scales in the place of those that aims.yaml has.
func (s *shell) replaceScales(t *testing.T, scales string) {
	t.Helper()
	name := filepath.Join(s.dir, "aims.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, after, found := strings.Cut(string(text), "\nscales:\n")
	if !found {
		t.Fatal("the starter manual has no scales")
	}
	_, after, _ = strings.Cut(after, "\n\n")
	write(t, s.dir, "aims.yaml", before+"\n"+scales+"\n"+after)
}

// shell runs commands in a folder, with the aims of this repository.
type shell struct {
	t   *testing.T
	dir string
	env []string
}

func newShell(t *testing.T) *shell {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("NOT TESTED: README.md's session wants a POSIX shell")
	}
	programs := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", programs, "../cmd/aims").CombinedOutput(); err != nil {
		t.Fatalf("build aims: %v\n%s", err, out)
	}
	env := append(os.Environ(), "PATH="+programs+string(os.PathListSeparator)+os.Getenv("PATH"), "NO_COLOR=1")
	return &shell{t: t, dir: t.TempDir(), env: env}
}

// play runs what stands after "$ " in a session and returns the session as it
// is now.
func (s *shell) play(session string) string {
	var b bytes.Buffer
	for line := range strings.Lines(session) {
		command, ok := strings.CutPrefix(line, "$ ")
		if !ok {
			continue
		}
		fmt.Fprintf(&b, "$ %s%s", command, s.run(strings.TrimSpace(command)))
	}
	return b.String()
}

// run runs one command and returns all that it says.
func (s *shell) run(command string) string {
	if dir, ok := strings.CutPrefix(command, "cd "); ok {
		s.dir = filepath.Join(s.dir, dir)
		return ""
	}
	c := exec.Command("sh", "-c", command)
	c.Dir, c.Env = s.dir, s.env
	out, err := c.CombinedOutput()
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		s.t.Fatalf("%s: %v", command, err)
	}
	return string(out)
}
