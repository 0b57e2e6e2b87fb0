package document

import (
	"slices"

	"aims/generator/config"
)

// common are the keys that documents or records have whatever their kind, with
// the type that their values have. In a register they stand like fields.
var common = []config.Field{
	{Name: "id", Type: "text"},
	{Name: "title", Type: "text"},
	{Name: "status", Type: "choice", Choices: statuses},
	{Name: "version", Type: "text"},
	{Name: "owner", Type: "role"},
	{Name: "approver", Type: "role", List: true},
	{Name: "effective", Type: "date"},
	{Name: "review-every", Type: "interval"},
	{Name: "reviewed-on", Type: "date"},
	{Name: "date", Type: "date"},
	{Name: "state", Type: "text"},
	{Name: "addresses", Type: "clause", List: true},
	{Name: "classification", Type: "choice", Choices: config.Classifications},
	{Name: "audience", Type: "role", List: true},
	{Name: "retention", Type: "interval"},
	{Name: "supersedes", Type: "reference", List: true},
	{Name: "translates", Type: "reference"},
	{Name: "formerly", Type: "text", List: true},
	{Name: "aliases", Type: "text", List: true},
	{Name: "summary", Type: "text"},
	{Name: "tags", Type: "text", List: true},
	{Name: "language", Type: "text"},
}

// Keys are what a document of the kind can say: the common keys in the order of
// the format's table, each as a field with its type, then the kind's own.
func Keys(kind *config.Kind) []*config.Field {
	var all []*config.Field
	for i := range common {
		if _, fits := commonKey(kind, common[i].Name); fits {
			all = append(all, &common[i])
		}
	}
	for i := range kind.Fields {
		all = append(all, &kind.Fields[i])
	}
	return all
}

// Key finds one of Keys by its name, or returns nil.
func Key(kind *config.Kind, name string) *config.Field {
	all := Keys(kind)
	i := slices.IndexFunc(all, func(f *config.Field) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return all[i]
}

// Values is what the document says at one of its kind's Keys, with the kind's
// defaults; nothing where it says nothing.
func (d *Document) Values(name string) []Value {
	for _, f := range d.Fields {
		if f.Def.Name == name {
			return f.Values
		}
	}
	var values []Value
	for _, t := range d.common(name) {
		if t.Value != "" {
			values = append(values, Value{Text: t})
		}
	}
	return values
}

func (d *Document) common(name string) []Text {
	switch name {
	case "id":
		return []Text{d.ID}
	case "title":
		return []Text{d.Title}
	case "status":
		return []Text{d.Status}
	case "version":
		return []Text{d.Version}
	case "owner":
		return []Text{d.Owner}
	case "approver":
		return d.Approver
	case "effective":
		return []Text{d.Effective.text()}
	case "review-every":
		return []Text{d.ReviewEvery}
	case "reviewed-on":
		return []Text{d.ReviewedOn.text()}
	case "date":
		return []Text{d.Date.text()}
	case "state":
		return []Text{d.State}
	}
	return d.commonLess(name)
}

// commonLess are the values of the keys that registers seldom show.
func (d *Document) commonLess(name string) []Text {
	switch name {
	case "addresses":
		return d.Addresses
	case "classification":
		return []Text{d.Classification}
	case "audience":
		return d.Audience
	case "retention":
		return []Text{d.Retention}
	case "supersedes":
		return d.Supersedes
	case "translates":
		return []Text{d.Translates}
	case "formerly":
		return d.Formerly
	case "aliases":
		return d.Aliases
	case "summary":
		return []Text{d.Summary}
	case "tags":
		return d.Tags
	case "language":
		return []Text{d.Language}
	}
	return nil
}
