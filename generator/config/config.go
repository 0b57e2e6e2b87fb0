// Package config reads aims.yaml, the configuration of a manual.
//
// In comes the text of the file, or no text where there is none. Out go a
// [Config], in which every key has a value, and diagnostics of the rule
// "config" for everything in the file that isn't right: unknown keys, wrong
// types, and values that could never work. A key with a fault keeps its
// default, so that the rest of a run can still report its own faults.
//
// The package also holds what frontmatter has in common with aims.yaml: YAML
// with positions ([LoadNode], [Faults]), days and intervals ([Date],
// [Interval]), and kinds of documents with their fields ([Kind]).
//
// Nothing here opens a file of the manual, asks for the time or the machine's
// zone, or panics, whatever the text.
package config

import (
	"time"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

// Name is the configuration's file name, at the root of the manual.
const Name = "aims.yaml"

// Rule is the rule of the diagnostics that this package makes.
const Rule = "config"

// Config is a manual's configuration. [Default] and [Parse] make one.
type Config struct {
	Title        string // of the manual
	Organisation string // whose manual it is; may be empty
	URL          string // where the site will stand, ending with a slash; may be empty
	Language     string // BCP 47, in canonical form
	Timezone     *time.Location
	Content      string    // folder of the documents, slash-separated; "." is the whole repository
	Output       string    // folder of the site, slash-separated
	Exclude      []string  // patterns, see Excluded
	Standards    []string  // ids; bare clause and control ids belong to the first
	Editions     *Editions // nil: documents come into force one by one
	People       map[string]Person
	Roles        map[string]Role
	Approval     Approval
	Kinds        []Kind // the manual's own kinds and additions, in order; see MergeKinds
	Review       Review
	Scales       map[string][]string // the words of each scale, lowest first
	Keep         []string            // files in Output that stay, relative to it
	Links        Links
	Checks       map[string]diagnostic.Severity // by rule, where it is not the rule's own

	file string
	src  []byte
	root *yaml.Node
}

// Editions says which tags are editions of the whole manual.
type Editions struct {
	Tags    string // pattern of tag names, as path.Match reads it // required
	Require string // "missing": every tag; "signed": only tags with a valid signature
}

// Person is somebody who can hold a role.
type Person struct {
	Name   string   // required
	Emails []string // as git, SSH principals or OpenPGP user ids have them // required
}

// Role is a function in the management system.
type Role struct {
	Title    string   // the id in words where none is given
	People   []string // ids of those who hold it
	Deputies []string // ids of those who act for them
	Approves []string // names of kinds
	Needs    int      // how many people it takes to approve, at least 1
}

// Approval says what makes an approval count.
type Approval struct {
	Require   string   // the least verdict that brings a text into force: missing, declared, recorded or signed
	AllowSelf bool     // authors may approve their own revision
	ByMerge   bool     // a merge approves what it lands
	Recorders []string // addresses of accounts that write down what others approved
	Forges    []string // addresses under which forges commit
}

// Review says how periodic reviews are announced.
type Review struct {
	Warn Interval // how long before its day a review counts as due; never a date
}

// Links are addresses outside the site; {path} (from the top of the repository) and {commit} stand for those of
// the file that is linked. Empty: no such link.
type Links struct {
	Edit   string // where the file is edited
	Source string // where its text is shown
}

// Default returns the configuration of a manual that has no aims.yaml.
func Default() Config {
	return Config{
		Title:     "AIMS manual",
		Language:  "en",
		Timezone:  time.UTC,
		Content:   "content",
		Output:    "public",
		Standards: []string{"iso-42001"},
		People:    map[string]Person{},
		Roles:     map[string]Role{},
		Approval:  Approval{Require: "missing", Forges: []string{"noreply@github.com"}},
		Review:    Review{Warn: Interval{Days: 30}},
		Scales: map[string][]string{
			"likelihood": {"rare", "unlikely", "possible", "likely"},
			"impact":     {"low", "medium", "high", "severe"},
			"level":      {"low", "medium", "high", "severe"},
		},
		Checks: map[string]diagnostic.Severity{},
		file:   Name,
	}
}

// Parse reads the text of aims.yaml. It reports everything that is wrong with
// it, sorted by position; a key that is wrong keeps its default.
func Parse(src []byte) (Config, []diagnostic.Diagnostic) {
	c := Default()
	r := newReader(Name, src)
	c.src = r.src
	c.root = r.load()
	if c.root != nil {
		r.config(&c, c.root)
	}
	return c, diagnostic.Sort(r.found)
}

// config reads the keys in this order, whatever their order in the file:
// some are judged by what others said.
func (r *reader) config(c *Config, root *yaml.Node) {
	r.keys(root, []key{
		{"title", r.text(&c.Title, line)},
		{"organisation", r.text(&c.Organisation, line)},
		{"url", r.text(&c.URL, siteAddress)},
		{"language", r.text(&c.Language, languageTag)},
		{"timezone", r.timezone(&c.Timezone)},
		{"content", r.text(&c.Content, relativePath)},
		{"output", r.text(&c.Output, outputFolder)},
		{"exclude", r.list(&c.Exclude, pattern)},
		{"standards", r.standards(&c.Standards)},
		{"editions", r.editions(&c.Editions)},
		{"people", r.people(c)},
		{"roles", r.roles(c)},
		{"approval", r.approval(&c.Approval)},
		{"kinds", r.kinds(&c.Kinds)},
		{"review", r.review(&c.Review)},
		{"scales", r.scales(c)},
		{"keep", r.list(&c.Keep, keptFile)},
		{"links", r.links(&c.Links)},
		{"checks", r.checks(c)},
	})
	r.apart(c, root)
}

// At returns a diagnostic of the rule "config" that stands at the value of a
// key or at an entry of a list: At("roles", "lead", "approves", "policy"). Where
// the file has no such place it stands at the nearest one above it. The caller
// fills in message and hint.
func (c Config) At(path ...string) diagnostic.Diagnostic {
	r := reader{file: c.file, src: c.src}
	return r.at(below(c.root, path))
}

// atName returns a diagnostic that stands at a name that the author chose, and
// whether it stands in the file.
func (c Config) atName(mapping, name string) (diagnostic.Diagnostic, bool) {
	r := reader{file: c.file, src: c.src}
	n := child(c.root, mapping)
	if n == nil || n.Kind != yaml.MappingNode {
		return diagnostic.Diagnostic{}, false
	}
	for key := range pairs(n) {
		if key.Value == name {
			return r.at(key), true
		}
	}
	return diagnostic.Diagnostic{}, false
}
