package config

import (
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

// Kind is a kind of controlled file: what it is called, which fields its
// frontmatter has, how its register is laid out.
type Kind struct {
	Name     string   // lower-case words with hyphens, as `kind:` in frontmatter has it // required
	Label    string   // one of them in words: AI system
	Plural   string   // many of them in words: AI systems
	Prefix   string   // of new ids, without the hyphen: SYS
	Group    string   // heading under which its register is listed
	Record   bool     // has date and state instead of version and effective
	Fields   []Field  // besides the keys that every document has, in the order of display
	Columns  []string // of its register: fields and common keys
	Clauses  []string // ids of the clauses and controls that ask for it, as references write them
	Defaults Defaults

	origin origin
}

// Defaults are what a document has where its frontmatter says nothing.
type Defaults struct {
	Owner          string   // a role
	Approver       []string // roles, all of them
	ReviewEvery    Interval
	Classification string
}

// Field is a key that the frontmatter of a kind has of its own.
type Field struct {
	Name     string   // lower-case words with hyphens // required
	Label    string   // in words: Intended use
	Type     string   // one of FieldTypes // required
	List     bool     // a list of such values
	Choices  []string // of type choice: the words, those of the scale where there is one; none after a fault in aims.yaml
	Scale    string   // of type choice: the scale in aims.yaml that has the words
	Kind     string   // of type reference: where it leads; empty leads anywhere
	Required bool
	Help     string // one line, for who writes it

	origin origin
}

// FieldTypes are the types a field can have. role, person, reference, clause,
// control, annex-c (objectives and risk sources) and system hold ids; evidence
// an id or the keys location, sha256, date and review-every; measurements a list
// of date and value.
var FieldTypes = []string{
	"text", "date", "interval", "number", "choice", "role", "person", "reference",
	"clause", "control", "annex-c", "system", "evidence", "measurements",
}

// Classifications are the classes of a document, the most open first.
var Classifications = []string{"public", "internal", "confidential", "restricted"}

// commonKeys are the keys that documents or records have whatever their kind;
// no field can have the name of one.
var commonKeys = []string{
	"kind", "id", "title", "status", "version", "owner", "approver", "effective", "review-every", "reviewed-on",
	"addresses", "classification", "audience", "retention", "supersedes", "translates", "formerly", "aliases",
	"summary", "tags", "language", "date", "state", "records",
}

// columnKeys are the common keys that a register of the kind can show.
func columnKeys(k Kind) []string {
	never := []string{"kind", "records", "date", "state"}
	if k.Record {
		never = []string{"kind", "records", "version", "effective"}
	}
	return slices.DeleteFunc(slices.Clone(commonKeys), func(key string) bool { return slices.Contains(never, key) })
}

// decisionKeys are keys of a statement of applicability, which has no fields of
// these names but decisions.
var decisionKeys = []string{
	"standard", "controls", "control", "applicable", "reason", "risks", "impacts", "due", "implemented-by",
	"evidence", "justification", "except",
}

// ParseKinds reads the built-in kinds: a mapping of names to what `kinds:` in
// aims.yaml has below a name. Diagnostics stand in the file kinds.yaml.
func ParseKinds(src []byte) ([]Kind, []diagnostic.Diagnostic) {
	r := newReader("kinds.yaml", src)
	var kinds []Kind
	if root := r.load(); root != nil {
		r.kinds(&kinds)(root)
	}
	return kinds, diagnostic.Sort(r.found)
}

func (r *reader) kinds(to *[]Kind) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.entries(n, hyphenated, func(name, value *yaml.Node) {
			k := Kind{Name: name.Value, origin: r.origin(name, value)}
			if !isNull(value) {
				r.kind(&k, value)
			}
			*to = append(*to, k)
		})
	}
}

func (r *reader) kind(k *Kind, n *yaml.Node) {
	r.keys(n, []key{
		{"label", r.text(&k.Label, line)},
		{"plural", r.text(&k.Plural, line)},
		{"prefix", r.text(&k.Prefix, prefix)},
		{"group", r.text(&k.Group, line)},
		{"record", r.flag(&k.Record)},
		{"clauses", r.list(&k.Clauses, line)},
		{"fields", r.fields(k)},
		{"columns", r.list(&k.Columns, hyphenated)},
		{"defaults", r.defaults(&k.Defaults)},
	})
}

func (r *reader) defaults(to *Defaults) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.keys(n, []key{
			{"owner", r.text(&to.Owner, line)},
			{"approver", func(n *yaml.Node) {
				if n.Kind != yaml.ScalarNode {
					r.list(&to.Approver, line)(n)
				} else if role, good := r.value(n, line); good {
					to.Approver = []string{role}
				}
			}},
			{"review-every", r.interval(&to.ReviewEvery, true)},
			{"classification", r.text(&to.Classification, oneOf(Classifications...))},
		})
	}
}

// choice is the type of a field that wants words.
const (
	choice   = "choice"
	wordless = "a choice needs words to choose from"
)

// fields reads the fields of a kind. A field is its type alone, or a mapping.
func (r *reader) fields(k *Kind) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.entries(n, fieldNameOf(k.Name), func(name, value *yaml.Node) {
			f := Field{Name: name.Value, origin: r.origin(name, value)}
			if value.Kind == yaml.ScalarNode && !isNull(value) {
				r.text(&f.Type, oneOf(FieldTypes...))(value)
				if f.Type == choice {
					r.add(value, "write {type: choice, choices: [one, another]}, or the scale: that has them", wordless)
				}
			} else if value.Kind == yaml.MappingNode {
				r.field(&f, value)
			}
			switch {
			case f.Type != "":
				k.Fields = append(k.Fields, f)
			case value.Kind == yaml.MappingNode && child(value, "type") == nil, value.Kind == yaml.SequenceNode, isNull(value):
				r.add(name, "write "+name.Value+": text", "the field %q has no type", name.Value)
			}
		})
	}
}

func (r *reader) field(f *Field, n *yaml.Node) {
	r.keys(n, []key{
		{"type", r.text(&f.Type, oneOf(FieldTypes...))},
		{"list", r.flag(&f.List)},
		{"choices", r.list(&f.Choices, line)},
		{"scale", r.text(&f.Scale, line)},
		{"kind", r.text(&f.Kind, hyphenated)},
		{"required", r.flag(&f.Required)},
		{"label", r.text(&f.Label, line)},
		{"help", r.text(&f.Help, line)},
	})
	for _, of := range []struct{ key, fieldType string }{{"choices", choice}, {"scale", choice}, {"kind", "reference"}} {
		if v := child(n, of.key); v != nil && f.Type != "" && f.Type != of.fieldType {
			r.add(v, "", "%q belongs to fields of type %s, and this one is of type %s", of.key, of.fieldType, f.Type)
		}
	}
	switch {
	case f.Type == choice && f.Scale == "" && len(f.Choices) == 0:
		r.add(child(n, "type"), "add choices: [one, another], or the scale: that has them", wordless)
	case f.Scale != "" && len(f.Choices) > 0:
		r.add(child(n, "choices"), "keep one of them", "the words come from the scale %q", f.Scale)
		f.Choices = nil
	}
}

var (
	hyphenWords = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	idPrefix    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{0,15}$`)
)

func hyphenated(text string) (string, *refusal) {
	if !hyphenWords.MatchString(text) {
		return refuse("write lower-case words with hyphens, such as model-card", "%q can't be the name of a kind or field", text)
	}
	return text, nil
}

func prefix(text string) (string, *refusal) {
	if !idPrefix.MatchString(text) {
		return refuse("write up to 16 letters and digits without the hyphen, such as POL", "%q can't begin an id", text)
	}
	return text, nil
}

// fieldNameOf takes what can be the name of a field of a kind.
func fieldNameOf(kind string) check {
	return func(name string) (string, *refusal) {
		switch {
		case slices.Contains(commonKeys, name), kind == "soa" && slices.Contains(decisionKeys, name):
			return refuse("choose another name", "%q is a key already, and can't be a field", name)
		case strings.HasPrefix(name, "x-"):
			return refuse("leave out the x-, or leave the key undeclared", "%q begins as keys without a declaration do", name)
		}
		return hyphenated(name)
	}
}
