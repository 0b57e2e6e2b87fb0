package generator_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"aims/generator"
	"aims/generator/git/gittest"
)

// With a Memory the texts of the history are read once, and again when there is
// a new commit: an old text that has gone missing shows it.
func TestMemory(t *testing.T) {
	text := func(body string) string { return "---\nkind: policy\nid: POL-001\ntitle: Policy\n---\n" + body + "\n" }
	r := gittest.New(t)
	r.Commit("First", "content/POL-001.md", text("one"))
	blob := r.Git("rev-parse", "HEAD:content/POL-001.md")
	r.Commit("Second", "content/POL-001.md", text("two"))
	preview := func(m *generator.Memory) (trail []byte, err error) {
		list, _, err := generator.Preview(context.Background(), generator.Options{Dir: r.Dir, Memory: m})
		for _, f := range list {
			if f.Path == "history/POL-001.html" {
				trail = f.Content
			}
		}
		return trail, err
	}
	var memory generator.Memory
	first, err := preview(&memory)
	if err != nil || !bytes.Contains(first, []byte("Second")) {
		t.Fatalf("%v\n%s", err, first)
	}
	object := filepath.Join(r.Dir, ".git", "objects", blob[:2], blob[2:])
	if err := os.Rename(object, object+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := preview(nil); err == nil {
		t.Error("without a memory the missing text isn't met")
	}
	if again, err := preview(&memory); err != nil || !bytes.Equal(first, again) {
		t.Errorf("with a memory: %v", err)
	}
	if err := os.Rename(object+".away", object); err != nil {
		t.Fatal(err)
	}
	r.Commit("Third", "content/POL-001.md", text("three"))
	if third, err := preview(&memory); err != nil || !bytes.Contains(third, []byte("Third")) {
		t.Errorf("after a commit: %v\n%s", err, third)
	}
}
