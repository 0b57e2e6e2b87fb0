package generator_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"aims/generator"
)

// varied is a manual of n documents of about 900 words each, with links,
// tables, lists and code, in folders of twenty.
func varied(n int) files {
	fs := files{
		"aims.yaml":        "title: A large manual\nurl: https://manual.example.org/\nroles:\n  lead: {title: Lead, people: [ada]}\npeople:\n  ada: {name: Ada, emails: [ada@example.org]}\n",
		"content/index.md": "# Welcome\n\n[[POL-0000]]\n",
	}
	kinds := []string{"policy", "procedure", "guideline", "report", "plan"}
	for i := range n {
		var b strings.Builder
		fmt.Fprintf(&b, "---\nkind: %s\nid: POL-%04d\ntitle: Document number %d\nstatus: %s\nversion: \"1.%d\"\nowner: lead\naddresses: [\"5.2\", A.2.2]\ntags: [one, two]\naliases: [old/%d.html]\nsummary: What document %d is about.\n---\n",
			kinds[i%len(kinds)], i, i, []string{"draft", "review", "approved"}[i%3], i, i, i)
		for s := range 9 {
			fmt.Fprintf(&b, "## Section %d of %d\n\n%s\n\n", s, i, paragraph(i+s))
			switch s % 3 {
			case 0:
				fmt.Fprintf(&b, "See [[POL-%04d]], [[POL-%04d#section-%d-of-%d]] and [this](../%03d/POL-%04d.md).\n\n", (i*7+s)%n, (i*3+s)%n, s, (i*3+s)%n, (i+s)%n/20, (i+s)%n)
			case 1:
				b.WriteString("| Step | Who | When |\n| --- | :-: | --: |\n| Plan | lead | first |\n| Do | *everybody* | then |\n| Check | `audit` | later |\n\n")
			case 2:
				b.WriteString("```yaml\nkind: policy\nstatus: draft # not yet\n```\n\n- one\n- two with **weight**\n- [x] three\n\n")
			}
		}
		fs[fmt.Sprintf("content/%03d/POL-%04d.md", i/20, i)] = b.String()
	}
	return fs
}

// paragraph is about eighty words that differ by the seed.
func paragraph(seed int) string {
	words := strings.Fields("the organisation determines what each system is for and who answers for it before anything is put to use so that risks are known treated and looked at again whenever its data people or purpose change")
	var b strings.Builder
	for i := range 80 {
		b.WriteString(words[(seed*13+i*7)%len(words)])
		b.WriteByte(" .,"[(seed+i)%29/14])
		if b.String()[b.Len()-1] != ' ' {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// benchmark runs on manuals of a thousand and of ten thousand documents.
func benchmark(b *testing.B, run func(b *testing.B, dir string)) {
	for _, n := range []int{1000, 10_000} {
		b.Run(fmt.Sprintf("documents=%d", n), func(b *testing.B) {
			dir := folder(b, varied(n))
			b.ReportAllocs()
			run(b, dir)
		})
	}
}

// Read, link and check.
func BenchmarkLoad(b *testing.B) {
	benchmark(b, func(b *testing.B, dir string) {
		for b.Loop() {
			if _, err := generator.Load(context.Background(), generator.Options{Dir: dir}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// The pages of a manual that is loaded, to nowhere.
func BenchmarkRender(b *testing.B) {
	benchmark(b, func(b *testing.B, dir string) {
		l, err := generator.Load(context.Background(), generator.Options{Dir: dir})
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			_, n, err := generator.Render(context.Background(), l)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(n))
		}
	})
}

// Each build goes into a folder that isn't there yet.
func BenchmarkBuildFresh(b *testing.B) {
	benchmark(b, func(b *testing.B, dir string) {
		out := b.TempDir()
		for i := 0; b.Loop(); i++ {
			publish(b, generator.Options{Dir: dir, Output: filepath.Join(out, fmt.Sprint(i))})
		}
	})
}

// Each build finds the site as it is going to be.
func BenchmarkBuildUnchanged(b *testing.B) {
	benchmark(b, func(b *testing.B, dir string) {
		publish(b, generator.Options{Dir: dir})
		for b.Loop() {
			if r := publish(b, generator.Options{Dir: dir}); r.Site.Written > 0 {
				b.Fatalf("%d files were written", r.Site.Written)
			}
		}
	})
}
