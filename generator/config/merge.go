package config

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aims/generator/diagnostic"
)

// MergeKinds puts the manual's own kinds behind the built-in ones and its
// additions into them. To a built-in kind a manual may add fields and clauses,
// which come after the built-in ones; columns, each default, label, plural and
// prefix take the place of the built-in ones. What the kind is stays: whether it
// is one of record, its group, and the fields that it has. A kind of the manual's
// own that meets a built-in one is therefore a fault.
//
// Labels, plurals, groups and columns that nobody gave are filled in. A choice of
// a scale has the words of the default scale until [Config.FitKinds] gives it the
// manual's. Neither argument is changed.
func MergeKinds(builtin, own []Kind) ([]Kind, []diagnostic.Diagnostic) {
	var found []diagnostic.Diagnostic
	all := make([]Kind, 0, len(builtin)+len(own))
	for _, k := range builtin {
		k.Fields, k.Clauses = slices.Clone(k.Fields), slices.Clone(k.Clauses)
		all = append(all, k)
	}
	for _, k := range own {
		i := slices.IndexFunc(all, func(a Kind) bool { return a.Name == k.Name })
		if i >= 0 {
			found = append(found, add(&all[i], k)...)
			continue
		}
		if k.Prefix == "" {
			found = append(found, said(k.origin.at(), "add prefix: "+firstLetters(k.Name), "the kind %q needs a prefix for its ids", k.Name))
		}
		k.Fields = slices.Clone(k.Fields)
		all = append(all, k)
	}
	scales := Default().Scales
	for i := range all {
		fill(&all[i], scales)
	}
	for i, k := range all {
		found = append(found, judge(k, all[:i], all)...)
	}
	return all, diagnostic.Sort(found)
}

// said is a diagnostic at a known place.
func said(at diagnostic.Diagnostic, hint, format string, args ...any) diagnostic.Diagnostic {
	at.Message, at.Hint = fmt.Sprintf(format, args...), hint
	return at
}

// add puts what the manual says of a built-in kind into it. A kind that was meant
// as another one gives it no other name.
func add(to *Kind, own Kind) []diagnostic.Diagnostic {
	found := shadows(*to, own)
	if len(found) == 0 {
		replace(&to.Label, own.Label)
		replace(&to.Plural, own.Plural)
		replace(&to.Prefix, own.Prefix)
	}
	for _, f := range own.Fields {
		if slices.ContainsFunc(to.Fields, func(have Field) bool { return have.Name == f.Name }) {
			found = append(found, said(f.origin.at(), "choose another name, or use the field as it is", "the kind %q has a field %q already", to.Name, f.Name))
			continue
		}
		to.Fields = append(to.Fields, f)
	}
	for _, id := range own.Clauses {
		if !slices.Contains(to.Clauses, id) {
			to.Clauses = append(to.Clauses, id)
		}
	}
	replace(&to.Defaults.Owner, own.Defaults.Owner)
	replace(&to.Defaults.Classification, own.Defaults.Classification)
	if own.Columns != nil {
		to.Columns = own.Columns
	}
	if own.Defaults.Approver != nil {
		to.Defaults.Approver = own.Defaults.Approver
	}
	if !own.Defaults.ReviewEvery.IsZero() {
		to.Defaults.ReviewEvery = own.Defaults.ReviewEvery
	}
	to.origin = own.origin
	return found
}

// shadows reports what of a kind would make a built-in one of the same name
// another one.
func shadows(builtin, own Kind) (found []diagnostic.Diagnostic) {
	const hint = "take it out, or choose another name for a kind of your own"
	words := map[bool]string{false: "document", true: "record"}
	if own.origin.states("record") && own.Record != builtin.Record {
		found = append(found, said(own.origin.at("record"), hint, "%q is a built-in kind of %s and can't become one of %s", own.Name, words[builtin.Record], words[own.Record]))
	}
	if own.Group != "" && own.Group != builtin.Group {
		found = append(found, said(own.origin.at("group"), hint, "%q is a built-in kind and stays in the group %q", own.Name, builtin.Group))
	}
	return found
}

// replace sets a text where there is one to set it to.
func replace(to *string, by string) {
	if by != "" {
		*to = by
	}
}

// fill gives a kind the words and columns that nobody gave it.
func fill(k *Kind, scales map[string][]string) {
	if k.Label == "" {
		k.Label = strings.ReplaceAll(k.Name, "-", " ")
	}
	if k.Plural == "" {
		k.Plural = k.Label + "s"
	}
	if k.Group == "" && k.Record {
		k.Group = "Other records"
	} else if k.Group == "" {
		k.Group = "Other documents"
	}
	if k.Columns == nil && k.Record {
		k.Columns = []string{"id", "title", "date", "state", "owner"}
	} else if k.Columns == nil {
		k.Columns = []string{"id", "title", "version", "status", "owner"}
	}
	for i := range k.Fields {
		f := &k.Fields[i]
		if f.Label == "" {
			words := strings.ReplaceAll(f.Name, "-", " ")
			first, size := utf8.DecodeRuneInString(words)
			f.Label = string(unicode.ToUpper(first)) + words[size:]
		}
		if f.Scale != "" {
			f.Choices = scales[f.Scale]
		}
	}
}

// judge reports what of a kind doesn't fit the kinds before it and all kinds.
func judge(k Kind, before, all []Kind) (found []diagnostic.Diagnostic) {
	columns := columnKeys(k)
	for _, f := range k.Fields {
		columns = append(columns, f.Name)
		known := func(other Kind) bool { return other.Name == f.Kind }
		if f.Kind != "" && !slices.ContainsFunc(all, known) {
			found = append(found, said(f.origin.at("kind"), suggest(f.Kind, kindNames(all)), "the field %q leads to the kind %q, which doesn't exist", f.Name, f.Kind))
		}
	}
	for _, c := range k.Columns {
		if !slices.Contains(columns, c) {
			found = append(found, said(k.origin.at("columns", c), suggest(c, columns), "the kind %q has a column %q and no such field", k.Name, c))
		}
	}
	for _, other := range before {
		if k.Prefix != "" && strings.EqualFold(k.Prefix, other.Prefix) {
			at := k.origin
			if at.file != Name || !at.says("prefix", k.Prefix) {
				at = other.origin // which came into the way of a built-in one
			}
			found = append(found, said(at.at("prefix"), "choose another prefix", "the kinds %q and %q have the same prefix", other.Name, k.Name))
		}
	}
	return found
}

func kindNames(kinds []Kind) []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.Name
	}
	return names
}

func firstLetters(name string) string {
	letters := strings.ToUpper(strings.ReplaceAll(name, "-", ""))
	return letters[:min(3, len(letters))]
}

// FitKinds gives merged kinds the words of the manual's scales, and reports
// roles, scales and kinds that the configuration names and doesn't have, and
// scales that no field uses. The argument is not changed.
func (c Config) FitKinds(kinds []Kind) ([]Kind, []diagnostic.Diagnostic) {
	var found []diagnostic.Diagnostic
	fitted := slices.Clone(kinds)
	for i := range fitted {
		k := &fitted[i]
		k.Fields = slices.Clone(k.Fields)
		for j := range k.Fields {
			f := &k.Fields[j]
			if f.Scale == "" {
				continue
			}
			if f.Choices = c.Scales[f.Scale]; f.Choices == nil {
				found = append(found, said(f.origin.at("scale"), suggest(f.Scale, sortedKeys(c.Scales)), "there is no scale %q", f.Scale))
			}
		}
		if owner := k.Defaults.Owner; owner != "" {
			found = append(found, c.knownRole(owner, "kinds", k.Name, "defaults", "owner")...)
		}
		for _, approver := range k.Defaults.Approver {
			found = append(found, c.knownRole(approver, "kinds", k.Name, "defaults", "approver", approver)...)
		}
	}
	found = append(found, c.unusedScales(fitted)...)
	for _, id := range sortedKeys(c.Roles) {
		for _, name := range c.Roles[id].Approves {
			if !slices.Contains(kindNames(kinds), name) {
				found = append(found, said(c.At("roles", id, "approves", name), suggest(name, kindNames(kinds)), "the role %q approves %q, which is no kind", id, name))
			}
		}
	}
	return fitted, diagnostic.Sort(found)
}

func (c Config) unusedScales(kinds []Kind) (found []diagnostic.Diagnostic) {
	used := map[string]bool{}
	for _, k := range kinds {
		for _, f := range k.Fields {
			if _, exists := c.Scales[f.Scale]; exists {
				used[f.Scale] = true
			}
		}
	}
	for _, name := range sortedKeys(c.Scales) {
		if at, stands := c.atName("scales", name); stands && !used[name] {
			found = append(found, said(at, suggest(name, sortedKeys(used)), "no field of any kind uses the scale %q", name))
		}
	}
	return found
}

func (c Config) knownRole(role string, path ...string) []diagnostic.Diagnostic {
	if _, ok := c.Roles[role]; ok {
		return nil
	}
	return []diagnostic.Diagnostic{said(c.At(path...), suggest(role, sortedKeys(c.Roles)), "there is no role %q", role)}
}
