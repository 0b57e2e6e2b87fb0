package document

import (
	_ "embed"
	"sync"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/standard"
)

//go:embed kinds.yaml
var builtin []byte

// Kinds are the kinds of a manual, in the order in which pages list them.
type Kinds []*config.Kind

// AllKinds returns the built-in kinds together with those of aims.yaml, their
// choices those of the manual's scales. The clauses of a built-in kind carry the
// name of ISO/IEC 42001, so that they stay its own whatever standard is the first;
// those that aims.yaml adds are as typed.
func AllKinds(c config.Config) (Kinds, []diagnostic.Diagnostic) {
	all, diags := config.ParseKinds(builtin)
	if len(diags) > 0 {
		panic("kinds.yaml: " + diags[0].Message) // a test parses it
	}
	for _, k := range all {
		for i, id := range k.Clauses {
			k.Clauses[i] = standard.ISO42001 + ":" + id
		}
	}
	all, diags = config.MergeKinds(all, c.Kinds)
	all, unfit := c.FitKinds(all)
	kinds := make(Kinds, len(all))
	for i := range all {
		kinds[i] = &all[i]
	}
	return kinds, append(diags, unfit...)
}

// builtinRecords says of each built-in kind whether it is one of records, which
// aims.yaml can't change.
var builtinRecords = sync.OnceValue(func() map[string]bool {
	all, _ := config.ParseKinds(builtin)
	are := map[string]bool{}
	for _, k := range all {
		are[k.Name] = k.Record
	}
	return are
})

// builtinIs reports whether a name is that of a built-in kind that is one of
// records, or that is none.
func builtinIs(name string, record bool) bool {
	is, known := builtinRecords()[name]
	return known && is == record
}

// Find returns the kind with the name, or nil.
func (ks Kinds) Find(name string) *config.Kind {
	for _, k := range ks {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// Names returns the kinds' names in their order.
func (ks Kinds) Names() []string {
	names := make([]string, len(ks))
	for i, k := range ks {
		names[i] = k.Name
	}
	return names
}
