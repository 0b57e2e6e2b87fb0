package history

import (
	"slices"
	"strings"

	"aims/generator/git"
)

// Subject is the first paragraph of a message, as one line; runs of white space
// in it are one blank.
func Subject(message string) string {
	var words []string
	for line := range strings.Lines(message) {
		found := strings.Fields(line)
		if len(found) == 0 && len(words) > 0 {
			break
		}
		words = append(words, found...)
	}
	return strings.Join(words, " ")
}

// Authors are the authors of a revision: the git authors and co-authors of the
// commits inside the landing, and those of the landing when it is direct or its
// merge typed text; never a mere committer. Oldest commit first, each once, as
// they are to be shown.
func (t *Trails) Authors(r *Row) []Person {
	var list []Person
	seen := map[string]bool{}
	for _, p := range t.RawAuthors(r) {
		p = t.People.Shown(p)
		key := strings.ToLower(p.Email)
		if key == "" {
			key = p.Name
		}
		if !seen[key] {
			seen[key] = true
			list = append(list, p)
		}
	}
	return list
}

// RawAuthors are the authors of a revision as the commits name them, oldest commit
// first, each name and address once.
func (t *Trails) RawAuthors(r *Row) []Person {
	var list []Person
	seen := map[Person]bool{}
	add := func(p Person) {
		if !seen[p] {
			seen[p] = true
			list = append(list, p)
		}
	}
	for _, i := range slices.Backward(r.Commits) {
		c := t.Log.Commits[i]
		add(Person{c.Author.Name, c.Author.Email})
		for _, p := range coAuthors(c.Message) {
			add(p)
		}
	}
	return list
}

// coAuthors are those whom the trailers of a message name.
func coAuthors(message string) (list []Person) {
	if !strings.Contains(strings.ToLower(message), "co-authored-by") {
		return nil // most messages, which are not worth parting into trailers
	}
	for _, trailer := range Trailers(message) {
		if p, ok := trailer.Person(); ok && trailer.Is("Co-authored-by") {
			list = append(list, p)
		}
	}
	return list
}

// Recorder is who committed a landing, as they are to be shown.
func (t *Trails) Recorder(r *Row) Person {
	c := t.Commit(r)
	return t.People.Shown(Person{c.Committer.Name, c.Committer.Email})
}

// Commit is the landing itself.
func (t *Trails) Commit(r *Row) *git.LogCommit { return t.Log.Commits[r.Landing] }
