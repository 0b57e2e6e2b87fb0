package export

import (
	"slices"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/standard"
	"aims/generator/trust"
)

// form is what values of one sort look like, wherever they stand. The tag is
// names it.
type form struct {
	name    string
	doc     string // where the key has no words of its own
	format  string
	pattern string
	minimum *int
	words   []any
}

var (
	zero, one = 0, 1
	forms     = []form{
		{name: "day", format: "date"},
		{name: "instant", format: "date-time"},
		{name: "commit", pattern: "^[0-9a-f]{40}$"},
		{name: "sha256", pattern: "^[0-9a-f]{64}$", doc: "SHA-256 of the bytes, hexadecimal"},
		{name: "number", minimum: &one},
		{name: "count", minimum: &zero},
		{name: "id", doc: "of the document or record, as it is typed"},
		{name: "role", doc: "id of a role under roles of aims.yaml; null for none"},
		{name: "path", doc: "of the file, from the manual's folder, with slashes"},
		{name: "url", doc: "of the page, relative to the root of the site, not escaped"},
		{name: "heading", doc: "words of the section; null for the whole document"},
		{name: "item", doc: "as references write it; that of a further standard as STANDARD:ID"},
		{name: "item title", doc: "the standard's"},
		{name: "item kind", words: words(standard.Clause, standard.Objective, standard.Control), doc: "an objective is a group of controls with the aim that they serve"},
		{name: "duty", words: words(standard.Maintain, standard.Retain), doc: "a document is maintained, so kept up to date; a record is retained, so kept as it was"},
		{name: "basis", words: words(standard.Bases...), doc: "who vouches for it: a crosswalk that a named body puts out, an open library, or this project alone"},
		{name: "status", words: words(choices("status")...)},
		{name: "classification", words: words(config.Classifications...), doc: "the most open first; null where none is known"},
		{name: "reader", words: words(evidence.InForce, evidence.InForceFrom, evidence.Draft, evidence.NotApproved, evidence.Superseded, evidence.Withdrawn), doc: "what readers are told: the word alone; null for a record without a status"},
		{name: "verdict", words: words(evidence.Signed, evidence.Recorded, evidence.Declared, evidence.Missing), doc: "how sure the approval is; null where nobody asks for one, or nothing is known of it"},
		{name: "how", words: words(evidence.Signed, evidence.Recorded, evidence.Declared), doc: "how sure the statement is; null where that wasn't judged"},
		{name: "meaning", words: words(evidence.Approval), doc: "other statements never approve and are left out"},
		{name: "carrier", words: words(evidence.Trailer, evidence.Tag, evidence.Commit, evidence.Merge), doc: "where the statement stands: Approved-by of the landing, a line of a tag or of a commit, or the merge itself"},
		{name: "change", words: words(history.Text, history.Status, history.Move, history.Format, history.None, history.Review, history.Before, history.Removed), doc: "what the landing did; text and status alone have a number"},
		{name: "reason", words: words(document.Reasons...), doc: "in the order of the alphabet"},
		{name: "state", words: words(document.States...), doc: "as the statement of applicability declares it; null where it doesn't"},
		{name: "signature", words: words(trust.Good, trust.Bad, trust.Unknown, trust.Expired, trust.NotYetValid, trust.Revoked, trust.Forbidden, trust.Unsupported, trust.Malformed), doc: "what the signature is worth; good alone is good"},
		{name: "signature kind", words: words("ssh", "openpgp", "x509"), doc: "null where it can't be told"},
	}
)

func words[T ~string](list ...T) (all []any) {
	for _, w := range list {
		all = append(all, string(w))
	}
	return all
}

// choices are the words of a key that documents have whatever their kind.
func choices(key string) []string {
	return document.Key(&config.Kind{}, key).Choices
}

func formOf(name string) form {
	i := slices.IndexFunc(forms, func(f form) bool { return f.name == name })
	if i < 0 {
		panic("no form is called " + name) // a test makes all schemas
	}
	return forms[i]
}

// shape gives a schema what values of the form look like; that of a list, what
// its entries do.
func (f form) shape(s *schema) {
	s.Description = f.doc
	if s.Items != nil {
		s = s.Items
	}
	s.Format, s.Pattern, s.Minimum = f.format, f.pattern, f.minimum
	if s.Enum = slices.Clone(f.words); s.Enum != nil {
		if types, several := s.Type.([]string); several && slices.Contains(types, "null") {
			s.Enum = append(s.Enum, nil)
		}
	}
}
