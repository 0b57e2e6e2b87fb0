package config

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"aims/generator/diagnostic"
)

// origin is a key of the text with its value, for what is judged later. Its zero
// value stands nowhere.
type origin struct {
	file        string
	src         []byte
	name, value *yaml.Node
}

func (r *reader) origin(name, value *yaml.Node) origin { return origin{r.file, r.src, name, value} }

// at returns a diagnostic that stands at a value below the key, as [Config.At]
// does; at the key where there is no such value.
func (o origin) at(path ...string) diagnostic.Diagnostic {
	r := reader{file: o.file, src: o.src}
	if n := below(o.value, path); n != o.value {
		return r.at(n)
	}
	return r.at(o.name)
}

// states reports whether the key has a key of its own with a value.
func (o origin) states(key string) bool {
	v := child(o.value, key)
	return v != nil && !isNull(v)
}

// says reports whether the key has a key of its own with this text, whatever its
// case.
func (o origin) says(key, text string) bool {
	v := child(o.value, key)
	return v != nil && strings.EqualFold(v.Value, text)
}

// below is the value that a path of keys and entries leads to, or the last one
// on the way.
func below(n *yaml.Node, path []string) *yaml.Node {
	for _, name := range path {
		next := child(n, name)
		if next == nil {
			break
		}
		n = next
	}
	return n
}
