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

// README.md holds a session and a document, and both are what they say.
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
	t.Run("document", func(t *testing.T) {
		name := regexp.MustCompile("`(content/\\S+\\.md)`").FindStringSubmatch(string(readme))[1]
		write(t, shell.dir, name, fence(t, string(readme), "markdown"))
		if said, want := shell.run("aims check"), "nothing is wrong\n"; said != want {
			t.Errorf("aims check says of the document in README.md:\n%s", said)
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
