package document

import (
	"bytes"
	"crypto/sha256"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/config"
)

// Facts are what history needs of one text, whatever its age: whose it is, what
// it says of itself, and what of it is equal to another text. They are taken
// without the kinds and rules of today.
type Facts struct {
	Controlled bool   // the frontmatter has a kind and an id
	Readable   bool   // the frontmatter can be read; true where there is none
	Empty      bool   // there is no text at all
	Missing    bool   // the text isn't in the repository
	Kind       string // as typed
	ID         string
	Title      string
	Status     string // draft where none is typed, and the kind is not known to be one of records
	Stated     bool   // the status is typed
	Version    string
	Formerly   []string

	// What the rules of approval, coming into force and review hang on, as typed.
	Owner       string
	Approver    []string
	Effective   string
	Supersedes  []string
	Addresses   []string // of the frontmatter alone
	ReviewEvery string
	ReviewedOn  string
	Standard    string // that a statement of applicability is about

	Normal     Digest // of the whole text without byte order mark, carriage returns and trailing white space
	Body       Digest // of what follows the frontmatter, likewise
	Unreviewed Digest // of the frontmatter without reviewed-on, likewise

	Parts map[string]Digest // of a statement of applicability: its decisions by control; else nil
	Rows  map[string]Row    // the records that the file holds as rows, by id in lower case, those whose ids no document may have left out; nil for none
}

// Row is what a record says of itself that is a row of a file, as typed.
type Row struct {
	ID, Title  string
	Owner      string // its own, else that of its file
	Status     string // "" where it states none
	Supersedes []string
	Formerly   []string

	ReviewedOn  string
	ReviewEvery string // its own, else that of its file

	Digest Digest // of all that it says, with what it has of its file
	Own    Digest // of what it says itself, and its kind, without status and reviewed-on
}

// Digest is a SHA-256 of a text, for comparing.
type Digest [sha256.Size]byte

// FactsOf takes the facts of a text.
func FactsOf(src []byte) *Facts {
	f := &Facts{Empty: len(src) == 0}
	var text file
	if !text.load(src) {
		f.Normal, f.Body = normal(src, 0), normal(src, 0)
		return f
	}
	if !text.split() {
		f.Normal, f.Body = normal(text.src, 0), normal(text.src, 0)
		return f
	}
	f.Readable = true
	f.Normal, f.Body = normal(text.src, 0), normal(text.src[text.start:], 0)
	if text.front.form == "" {
		return f
	}
	root, readable := frontRoot(text.front)
	f.Readable = readable
	if root == nil {
		return f
	}
	f.Unreviewed = normal(text.front.data, reviewedOn(root, text.front.data))
	f.read(root)
	switch rows := find(root, "records"); {
	case f.Kind == "soa":
		f.Parts = decisionParts(root)
	case rows != nil && !f.OfDocument():
		f.Rows = rowsOf(rows, root)
	}
	return f
}

// OfDocument reports whether the kind is a built-in one that is none of records, so
// that the file can hold no rows. What kinds aims.yaml had is not known here.
func (f *Facts) OfDocument() bool { return builtinIs(f.Kind, false) }

// UnknownFacts stand for a text that isn't there. name tells it from others.
func UnknownFacts(name []byte) *Facts {
	d := Digest(sha256.Sum256(name))
	return &Facts{Missing: true, Normal: d, Body: d}
}

// frontRoot is the tree of the frontmatter, or nil where it holds no keys.
func frontRoot(front front) (root *yaml.Node, readable bool) {
	var faults []config.Fault
	if front.form == "toml" {
		root, faults = tomlNode(front.data)
	} else {
		root, faults = config.LoadNode(front.data)
	}
	switch {
	case root == nil:
		return nil, len(faults) == 0
	case root.Kind != yaml.MappingNode:
		return nil, false
	}
	return root, true
}

// read takes the values that history shows. Values that are no text are left
// out; what is wrong with them is said when the text is built.
func (f *Facts) read(root *yaml.Node) {
	for i := 0; i+1 < len(root.Content); i += 2 {
		value := root.Content[i+1]
		one, many := f.destination(root.Content[i].Value)
		switch {
		case one != nil && value.Kind == yaml.ScalarNode:
			*one = strings.TrimSpace(sourceText(value))
		case many != nil:
			for _, n := range append([]*yaml.Node{value}, value.Content...) {
				if n.Kind == yaml.ScalarNode && sourceText(n) != "" {
					*many = append(*many, strings.TrimSpace(n.Value))
				}
			}
		}
	}
	f.Controlled = f.Kind != "" && len(f.ID) <= maxID && idForm.MatchString(f.ID)
	f.Stated = f.Status != ""
	if f.Controlled && f.Status == "" && !builtinIs(f.Kind, true) {
		f.Status = "draft"
	}
}

// destination is where the value of a key goes: a text, a list of texts, or
// neither.
func (f *Facts) destination(key string) (one *string, many *[]string) {
	switch key {
	case "kind":
		return &f.Kind, nil
	case "id":
		return &f.ID, nil
	case "title":
		return &f.Title, nil
	case "status":
		return &f.Status, nil
	case "version":
		return &f.Version, nil
	case "owner":
		return &f.Owner, nil
	case "effective":
		return &f.Effective, nil
	case "review-every":
		return &f.ReviewEvery, nil
	case "reviewed-on":
		return &f.ReviewedOn, nil
	case "standard":
		return &f.Standard, nil
	case "formerly":
		return nil, &f.Formerly
	case "approver":
		return nil, &f.Approver
	case "supersedes":
		return nil, &f.Supersedes
	case "addresses":
		return nil, &f.Addresses
	}
	return nil, nil
}

// dateAlone is a line of frontmatter that says when the document was reviewed,
// and nothing else.
var dateAlone = regexp.MustCompile(`^\s*["']?reviewed-on["']?\s*[:=]\s*["']?[0-9-]*["']?\s*,?\s*$`)

// reviewedOn returns the line of the frontmatter, from 1, that holds the key, or
// 0 when there is none or more stands on the line.
func reviewedOn(root *yaml.Node, data []byte) int {
	for i := 0; i+1 < len(root.Content); i += 2 {
		if k := root.Content[i]; k.Value == "reviewed-on" {
			lines := bytes.SplitN(data, []byte("\n"), k.Line+1)
			if k.Line >= 1 && k.Line <= len(lines) && dateAlone.Match(lines[k.Line-1]) {
				return k.Line
			}
		}
	}
	return 0
}

// normal digests a text without trailing white space in its lines, and without
// the line to skip, from 1; 0 skips none. Blank lines at the end don't count.
func normal(text []byte, skip int) Digest {
	text = bytes.TrimRight(text, " \t\r\n")
	if skip == 0 && !bytes.ContainsRune(text, '\r') && !bytes.Contains(text, []byte(" \n")) && !bytes.Contains(text, []byte("\t\n")) {
		return sha256.Sum256(text)
	}
	kept := make([]byte, 0, len(text))
	n := 0
	for line := range bytes.Lines(text) {
		if n++; n != skip {
			kept = append(append(kept, bytes.TrimRight(line, " \t\r\n")...), '\n')
		}
	}
	return sha256.Sum256(bytes.TrimRight(kept, "\n"))
}
