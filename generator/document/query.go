package document

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"go.yaml.in/yaml/v4"

	"aims/generator/config"
	"aims/generator/diagnostic"
)

// attrQuery is the attribute under which a register fence of the tree keeps its
// index in Document.Queries.
const attrQuery = "aims-query"

// Query is a `register` fence: which records stand in its place.
type Query struct {
	Kind    *config.Kind
	Where   *Condition // nil for all records of the kind
	Typed   string     // Where as it is typed
	Columns []*config.Field
	Sort    *config.Field // nil for the order of ids
	Down    bool          // the greatest first
}

var queryKeys = []string{"kind", "where", "columns", "sort"}

// query reads a register fence of a controlled document. One with a fault stays
// the code that it is.
func (b *bodyReader) query(n *ast.FencedCodeBlock) {
	switch lang := language(n, b.src); {
	case b.plain:
		return
	case lang != "register":
		if meansRegister(lang, n.Lines().Value(b.src)) {
			b.faultf(RuleRegister, b.mark(n.Pos()), 0, "begin it with ```register, or with a language that is none like it", "a fence can't be %q, so no records stand in its place", lang)
		}
		return
	}
	before := len(b.diags)
	r := queryReader{b, n, newLines(n.Lines().Value(b.src)), Query{}}
	r.read()
	switch {
	case r.Kind == nil:
	case len(b.diags) == before:
		n.SetAttributeString(attrQuery, len(b.doc.Queries))
		b.doc.Queries = append(b.doc.Queries, r.Query)
	default:
		b.doc.Refused = append(b.doc.Refused, r.Query)
	}
}

var namesKind = regexp.MustCompile(`(?m)^[ \t]*kind:`)

// meansRegister reports whether a language is one letter or two away from
// `register`, and nothing else that is known, and the fence's text names a kind.
func meansRegister(lang string, text []byte) bool {
	lang = strings.ToLower(lang)
	return languages()[lang] == nil && diagnostic.Nearest(lang, []string{"register"}) != "" && namesKind.Match(text)
}

// queryReader reads the YAML of one fence.
type queryReader struct {
	*bodyReader
	fence *ast.FencedCodeBlock
	text  lines // of the fence
	Query
}

func (r *queryReader) read() {
	root, faults := config.LoadNodeAt(r.text.src, r.begins())
	for _, f := range faults {
		r.fault(RuleRegister, r.place(Mark{f.Line, f.Column}), 0, f.Message, "")
	}
	switch {
	case root == nil && len(faults) > 0:
		return
	case root == nil || root.Kind != yaml.MappingNode:
		r.fault(RuleRegister, r.mark(r.fence.Pos()), 0, "a register fence names the kind of its records", "write kind: risk, and where:, columns: and sort: if you like")
		return
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if name := root.Content[i]; !slices.Contains(queryKeys, name.Value) {
			r.wrong(name, nearestHint(name.Value, queryKeys), "a register fence has no key "+quoted(name.Value))
		}
	}
	if !r.kind(root) {
		return
	}
	r.columns(find(root, "columns"))
	r.sort(find(root, "sort"))
	r.where(find(root, "where"))
}

func (r *queryReader) kind(root *yaml.Node) bool {
	n := find(root, "kind")
	if n == nil {
		r.fault(RuleRegister, r.mark(r.fence.Pos()), 0, "a register fence names the kind of its records", "add kind: risk, say")
		return false
	}
	if !r.one(n, "kind", "one kind", "write kind: risk, say") {
		return false
	}
	if r.Kind = r.kinds.Find(n.Value); r.Kind == nil {
		r.wrong(n, nearestHint(n.Value, r.kinds.Names()), "there is no kind "+quoted(n.Value))
	}
	return r.Kind != nil
}

// one asks for a text at a key, in words what it is.
func (r *queryReader) one(n *yaml.Node, key, what, hint string) bool {
	switch {
	case n.Kind == yaml.SequenceNode:
		r.wrong(n, hint, key+" wants "+what+", not a list")
	case n.Kind == yaml.MappingNode:
		r.wrong(n, hint, key+" wants "+what+", not keys and values")
	case strings.TrimSpace(sourceText(n)) == "":
		r.wrong(n, hint+", or take it out", key+" is empty")
	default:
		return true
	}
	return false
}

// key finds a key of the kind, or reports that it has none.
func (r *queryReader) key(n *yaml.Node, name string) *config.Field {
	f := Key(r.Kind, name)
	if f == nil {
		r.wrong(n, nearestHint(name, keyNames(r.Kind)), "the kind "+quoted(r.Kind.Name)+" has no key "+quoted(name))
	}
	return f
}

func (r *queryReader) columns(n *yaml.Node) {
	names := r.Kind.Columns
	const hint = "write columns: [id, title]"
	switch {
	case n == nil:
	case n.Kind == yaml.MappingNode:
		r.wrong(n, hint, "columns wants a list of keys, not keys and values")
		return
	case isEmpty(n):
		r.wrong(n, hint+", or take it out", "columns is empty")
		return
	default:
		names = nil
		for _, item := range entries(n) {
			if r.one(item, "an entry of columns", "one key", hint) && r.key(item, item.Value) != nil {
				names = append(names, item.Value)
			}
		}
	}
	for _, name := range names {
		if f := Key(r.Kind, name); f != nil && name != "id" && name != "title" { // each row begins with them
			r.Columns = append(r.Columns, f)
		}
	}
}

func (r *queryReader) sort(n *yaml.Node) {
	if n == nil || !r.one(n, "sort", "one key", "write sort: level, or sort: -level for the greatest first") {
		return
	}
	name, down := strings.CutPrefix(strings.TrimSpace(n.Value), "-")
	r.Sort, r.Down = r.key(n, name), down
}

func (r *queryReader) where(n *yaml.Node) {
	if n == nil || !r.one(n, "where", "a condition", "write where: level >= high, say") {
		return
	}
	r.Typed = strings.TrimSpace(n.Value)
	source := *n
	source.Line -= r.begins() - 1
	in := placesOf(&r.text, &source)
	at := func(offset int) Mark {
		m := in(offset)
		return r.place(Mark{m.Line + r.begins() - 1, m.Column})
	}
	c, refused := parseCondition(r.Kind, strings.TrimRight(n.Value, whiteSpace), at)
	if refused == nil {
		r.Where = c
		return
	}
	r.fault(RuleRegister, refused.at, refused.length, "where: "+refused.message, refused.hint)
}

// wrong reports a fault at a node of the fence.
func (r *queryReader) wrong(n *yaml.Node, hint, message string) {
	r.fault(RuleRegister, r.place(at(n)), characters(n.Value), message, hint)
}

// begins is the line of the file in which the fence's text begins.
func (r *queryReader) begins() int {
	if lines := r.fence.Lines(); lines.Len() > 0 {
		return r.mark(lines.At(0).Start).Line
	}
	return r.mark(r.fence.Pos()).Line
}

// place is a place of the fence's text, whose lines are the file's, in the file.
func (r *queryReader) place(m Mark) Mark {
	lines := r.fence.Lines()
	if lines.Len() == 0 {
		return r.mark(r.fence.Pos())
	}
	line := lines.At(max(0, min(m.Line-r.begins(), lines.Len()-1)))
	start := r.mark(line.Start)
	return Mark{start.Line, max(1, start.Column+m.Column-1-line.Padding)}
}

func keyNames(kind *config.Kind) []string {
	var names []string
	for _, f := range Keys(kind) {
		names = append(names, f.Name)
	}
	return names
}

// Select returns what of a list meets the query, in its order; of says which
// document an item is.
func Select[T any](q Query, list []T, of func(T) *Document) []T {
	var found []T
	for _, x := range list {
		if q.Where == nil || q.Where.Holds(of(x)) {
			found = append(found, x)
		}
	}
	if q.Sort == nil {
		return found
	}
	slices.SortStableFunc(found, func(x, y T) int {
		a, b := of(x).Values(q.Sort.Name), of(y).Values(q.Sort.Name)
		switch {
		case len(a) == 0 || len(b) == 0:
			return min(len(b), 1) - min(len(a), 1) // without a value last
		case q.Down:
			return compare(q.Sort, b[0].Value, a[0].Value)
		}
		return compare(q.Sort, a[0].Value, b[0].Value)
	})
	return found
}

func quoted(s string) string { return `"` + diagnostic.Visible(s) + `"` }
