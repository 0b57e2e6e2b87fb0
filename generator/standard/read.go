package standard

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"aims/generator/diagnostic"
)

// What a file of data may have at most.
const (
	largest     = 1 << 20 // bytes
	deepest     = 10      // lists and mappings in each other
	mostAliases = 20      // values that stand for others
)

// read loads a file and returns its nodes; nil when there is no such file, or it
// is empty or faulty.
func (p *parser) read(name string) *yaml.Node {
	src, err := fs.ReadFile(p.files, path.Join(p.dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err // without the machine's path
		}
		p.fault(p.at(name, nil), "let the user who runs aims read it", "the file can't be read: %s", err)
		return nil
	case len(src) > largest:
		p.fault(p.at(name, nil), "", "the file has more than %d MB", largest>>20)
		return nil
	}
	var doc yaml.Node
	loader, err := yaml.NewLoader(bytes.NewReader(src), yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(deepest))))
	if err == nil {
		err = loader.Load(&doc)
	}
	switch {
	case errors.Is(err, io.EOF), err == nil && len(doc.Content) == 0:
		return nil
	case err != nil:
		p.unreadable(name, err, nil)
		return nil
	}
	left := mostAliases
	if n := overAliased(doc.Content[0], &left); n != nil {
		p.fault(p.at(name, n), "write the values out", "more than %d aliases", mostAliases)
		return nil
	}
	p.once(name, doc.Content[0])
	return doc.Content[0]
}

// unread reports files of a folder that look like data and are none: in the
// folder crosswalk all are that end in .yaml.
func (p *parser) unread(folder string, known ...string) {
	entries, _ := fs.ReadDir(p.files, path.Join(p.dir, folder)) // a standard may have none
	for _, e := range entries {
		ext := strings.ToLower(path.Ext(e.Name()))
		if e.IsDir() || ext != ".yaml" && ext != ".yml" || slices.Contains(known, e.Name()) || known == nil && path.Ext(e.Name()) == ".yaml" {
			continue
		}
		hint := near(e.Name(), known)
		if known == nil {
			hint = "end its name in .yaml"
		}
		p.found = append(p.found, diagnostic.Diagnostic{
			Rule: Rule, Severity: diagnostic.Warning, Position: p.at(path.Join(folder, e.Name()), nil), Message: "nothing of this file is read",
			Hint: cmp.Or(hint, "the data of a standard are in "+strings.Join(known, ", ")),
		})
	}
}

// once reports keys that stand twice, and leaves the first of each.
func (p *parser) once(name string, n *yaml.Node) {
	var kept []*yaml.Node
	seen := map[string]*yaml.Node{}
	for key, value := range pairs(n) {
		if first := seen[key.Value]; first != nil && key.Kind == yaml.ScalarNode {
			p.fault(p.at(name, key), "", "key %q stands here and on line %d", key.Value, first.Line)
			continue
		}
		seen[key.Value] = key
		kept = append(kept, key, value)
	}
	if n.Kind == yaml.MappingNode {
		n.Content = kept
	}
	for _, c := range n.Content {
		p.once(name, c)
	}
}

// overAliased is the first alias beyond what is left of them.
func overAliased(n *yaml.Node, left *int) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		if *left--; *left < 0 {
			return n
		}
		return nil
	}
	for _, c := range n.Content {
		if over := overAliased(c, left); over != nil {
			return over
		}
	}
	return nil
}

// decode reads a node into to, as far as it can be read. It reports the rest, and
// returns the keys that are meant by it, which nobody needs to be told are missing.
func (p *parser) decode(name string, n *yaml.Node, to any) (slips []string) {
	err := n.Load(to, yaml.WithKnownFields())
	if err == nil {
		return nil
	}
	return p.unreadable(name, err, n)
}

// unreadable reports what the YAML parser says. It returns the keys below n that
// can't be read.
func (p *parser) unreadable(name string, err error, n *yaml.Node) (slips []string) {
	var all *yaml.LoadErrors // unwraps to its first, so it is asked before it
	var one *yaml.LoadError
	switch {
	case errors.As(err, &all):
	case errors.As(err, &one):
		all = &yaml.LoadErrors{Errors: []*yaml.LoadError{one}}
	default:
		p.fault(p.at(name, n), "", "%s", said(err.Error()))
		return nil
	}
	for _, e := range all.Errors {
		at := diagnostic.Position{File: p.file(name), Line: max(1, e.Mark.Line), Column: max(1, e.Mark.Column)}
		if key, of, unknown := unknownKey(e.Message); unknown {
			slips = append(slips, diagnostic.Nearest(key, of))
			p.fault(at, cmp.Or(near(key, of), "there are "+strings.Join(of, ", ")), "unknown key %q", key)
			continue
		}
		slips = append(slips, keyAt(n, at))
		p.fault(at, "", "%s", said(e.Message))
	}
	return slips
}

// keyAt is the key of a mapping below which a place lies.
func keyAt(n *yaml.Node, at diagnostic.Position) (key string) {
	for k := range pairs(n) {
		if k.Line < at.Line || k.Line == at.Line && k.Column <= at.Column {
			key = k.Value
		}
	}
	return key
}

var (
	notFound = regexp.MustCompile(`^field (\S+) not found in type standard\.(\w+)$`)
	forms    = []reflect.Type{
		reflect.TypeFor[header](), reflect.TypeFor[Annex](), reflect.TypeFor[entry](), reflect.TypeFor[Information](),
		reflect.TypeFor[rolesFile](), reflect.TypeFor[Role](), reflect.TypeFor[Stage](), reflect.TypeFor[crosswalkFile](),
	}
)

// unknownKey is the key that a message of the parser says is none, with those that
// can stand in its place.
func unknownKey(message string) (key string, known []string, ok bool) {
	m := notFound.FindStringSubmatch(message)
	if m == nil {
		return "", nil, false
	}
	for _, t := range forms {
		if t.Name() != m[2] {
			continue
		}
		for i := range t.NumField() {
			f := t.Field(i)
			known = append(known, cmp.Or(f.Tag.Get("yaml"), strings.ToLower(f.Name)))
		}
	}
	return m[1], known, true
}

// said is a message of the parser without what only a programmer would know.
func said(message string) string {
	message, _, _ = strings.Cut(strings.TrimPrefix(message, "yaml: "), " in type ")
	message, _, _ = strings.Cut(message, " into ")
	return "this can't be read: " + strings.NewReplacer("cannot construct ", "no place for ", "field ", "key ").Replace(message)
}

// child is the value of a key of a mapping, or nil.
func child(n *yaml.Node, key string) *yaml.Node {
	for k, v := range pairs(n) {
		if k.Value == key {
			return v
		}
	}
	return nil
}

// nth is an entry of a list, or other where there is no such list.
func nth(list *yaml.Node, i int, other *yaml.Node) *yaml.Node {
	if list = unaliased(list); list == nil || list.Kind != yaml.SequenceNode || i >= len(list.Content) {
		return other
	}
	return unaliased(list.Content[i])
}

// unaliased is the node that an alias stands for.
func unaliased(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// pairs runs through the keys and values of a mapping; nothing else has any.
func pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		if n == nil || n.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}
