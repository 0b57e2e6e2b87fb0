package config_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"aims/generator/config"
	"aims/generator/diagnostic"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// plain compares configurations by what they say, not by where it stands.
var plain = cmp.Options{
	cmpopts.IgnoreUnexported(config.Config{}),
	cmpopts.IgnoreUnexported(config.Kind{}, config.Field{}),
	cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() }),
}

func TestNoTextGivesTheDefaults(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "comments": "# title: x\n", "null": "---\n", "mark": "\uFEFF", "no values": "title:\nkeep:\n"} {
		c, diags := config.Parse([]byte(text))
		if diff := cmp.Diff(config.Default(), c, plain); diff != "" || len(diags) > 0 {
			t.Errorf("%s: %v (-default +got):\n%s", name, diags, diff)
		}
	}
}

// The example of the format's description is read to the letter.
func TestFormat(t *testing.T) {
	c, diags := config.Parse(read(t, "testdata/format.yaml"))
	want := config.Default()
	want.Organisation = "Example Organisation"
	want.URL = "https://manual.example.org/"
	want.Exclude = []string{"drafts/**"}
	want.Editions = &config.Editions{Tags: "v*", Require: "signed"}
	want.People = map[string]config.Person{
		"ada": {Name: "Ada Owner", Emails: []string{"ada@example.org", "ada@users.noreply.example.org"}},
		"ben": {Name: "Ben Deputy", Emails: []string{"ben@example.org"}},
	}
	want.Roles = map[string]config.Role{"ai-governance-lead": {
		Title: "AI governance lead", People: []string{"ada"}, Deputies: []string{"ben"}, Approves: []string{"policy", "soa"}, Needs: 1,
	}}
	want.Approval = config.Approval{Require: "recorded", Recorders: []string{"ci@example.org"}, Forges: []string{"noreply@github.com"}}
	want.Kinds = []config.Kind{{Name: "policy", Defaults: config.Defaults{Owner: "ai-governance-lead", ReviewEvery: config.Interval{Months: 12}}}}
	want.Keep = []string{"CNAME"}
	want.Links = config.Links{
		Edit:   "https://git.example.org/aims/edit/main/{path}",
		Source: "https://git.example.org/aims/blob/{commit}/{path}",
	}
	want.Checks = map[string]diagnostic.Severity{"review-overdue": diagnostic.Warning, "approval-missing": diagnostic.Error}
	if diff := cmp.Diff(want, c, plain); diff != "" || len(diags) > 0 {
		t.Errorf("%v (-want +got):\n%s", diags, diff)
	}
}

func TestValues(t *testing.T) {
	for text, want := range map[string]func(*config.Config){
		"title: 2.10":                 func(c *config.Config) { c.Title = "2.10" },
		"title: yes":                  func(c *config.Config) { c.Title = "yes" },
		"url: http://example.org/m":   func(c *config.Config) { c.URL = "http://example.org/m/" },
		"language: pt_br":             func(c *config.Config) { c.Language = "pt-BR" },
		"timezone: Pacific/Apia":      func(c *config.Config) { c.Timezone = zone("Pacific/Apia") },
		"content: docs/":              func(c *config.Config) { c.Content = "docs" },
		"{content: ., output: build}": func(c *config.Config) { c.Content, c.Output = ".", "build" },
		"approval: {allow-self: TRUE, by-merge: true, forges: []}": func(c *config.Config) {
			c.Approval = config.Approval{Require: "missing", AllowSelf: true, ByMerge: true, Forges: []string{}}
		},
		"approval: {recorders: ['41898282+github-actions[bot]@users.noreply.github.com']}": func(c *config.Config) {
			c.Approval.Recorders = []string{"41898282+github-actions[bot]@users.noreply.github.com"}
		},
		"editions: {tags: 'v*'}":  func(c *config.Config) { c.Editions = &config.Editions{Tags: "v*", Require: "missing"} },
		"review: {warn: P2W}":     func(c *config.Config) { c.Review.Warn = config.Interval{Days: 14} },
		"scales: {level: [1, 2]}": func(c *config.Config) { c.Scales["level"] = []string{"1", "2"} },
		"roles: {the-board: {}}": func(c *config.Config) {
			c.Roles["the-board"] = config.Role{Title: "the board", Needs: 1}
		},
	} {
		expected := config.Default()
		want(&expected)
		c, diags := config.Parse([]byte(text))
		if diff := cmp.Diff(expected, c, plain); diff != "" || len(diags) > 0 {
			t.Errorf("%s: %v (-want +got):\n%s", text, diags, diff)
		}
	}
}

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// Every file of testdata/faults is read, and what is said of it is compared.
func TestFaults(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, file := range files {
		c, diags := config.Parse(read(t, file))
		for _, d := range diags {
			if d.Rule != config.Rule || d.File != config.Name || d.Line == 0 || d.Column == 0 || d.Excerpt == "" {
				t.Errorf("%s: incomplete: %+v", file, d)
			}
		}
		if c.Timezone == nil || c.Content == "" || c.Output == "" || c.Language == "" || len(c.Standards) == 0 {
			t.Errorf("%s: a key lost its default: %+v", file, c)
		}
		golden(t, strings.TrimSuffix(file, ".yaml")+".txt", diags)
	}
}

func TestAt(t *testing.T) {
	c, _ := config.Parse(read(t, "testdata/format.yaml"))
	for path, want := range map[string]string{
		"checks/review-overdue":                 "aims.yaml:22:26 7",
		"roles/ai-governance-lead/approves":     "aims.yaml:15:93 0",
		"roles/ai-governance-lead/approves/soa": "aims.yaml:15:102 3",
		"roles/nobody/approves":                 "aims.yaml:15:3 0",
		"editions/tags":                         "aims.yaml:10:18 4",
	} {
		d := c.At(strings.Split(path, "/")...)
		if got := d.Position.String() + " " + string(rune('0'+d.Length)); got != want || d.Rule != config.Rule || d.Excerpt == "" {
			t.Errorf("At(%s) = %s, want %s", path, got, want)
		}
	}
	if got := config.Default().At("title").Position; got != (diagnostic.Position{File: config.Name}) {
		t.Errorf("without a file: %v", got)
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/faults/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(files, "testdata/format.yaml") {
		f.Add(read(f, file))
	}
	f.Add([]byte("a: &a [*a]"))
	f.Add([]byte("? {a: b}\n: c\n<<: [x]\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		c, diags := config.Parse(src)
		for _, d := range diags {
			if d.Message == "" || d.Line < 1 || d.Column < 1 || strings.Contains(d.Message, "yaml:") || strings.Contains(d.Message, "go-yaml") {
				t.Errorf("diagnostic %+v", d)
			}
		}
		if c.Timezone == nil || c.Title == "" || c.Content == "" || c.Output == "" {
			t.Errorf("a key without a value: %+v", c)
		}
		kinds, _ := config.MergeKinds(nil, c.Kinds)
		c.FitKinds(kinds)
		c.Excluded("content/a/b.md")
	})
}

func read(t testing.TB, name string) []byte {
	t.Helper()
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// golden compares diagnostics as people see them with a file.
func golden(t *testing.T, name string, diags []diagnostic.Diagnostic) {
	t.Helper()
	var b bytes.Buffer
	if err := diagnostic.Print(&b, diags, false); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(read(t, name)), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
