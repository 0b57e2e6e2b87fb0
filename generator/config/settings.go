package config

import (
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // zones are known on machines that have no list of them

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"aims/generator/diagnostic"
)

// siteAddress takes the absolute address of a site and ends it with a slash.
func siteAddress(text string) (string, *refusal) {
	u, err := url.Parse(text)
	const hint = "write it in full: https://manual.example.org/"
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "":
		return refuse(hint, "%q is not the address of a site", text)
	case u.User != nil:
		return refuse(hint, "the address of a site can't hold a user or password")
	case u.RawQuery != "" || u.Fragment != "" || u.ForceQuery || strings.HasSuffix(text, "#"):
		return refuse(hint, "the address of a site can't hold ? or #")
	}
	return strings.TrimRight(u.String(), "/") + "/", nil
}

// languageTag takes a tag of BCP 47 and returns its canonical form.
func languageTag(text string) (string, *refusal) {
	tag, err := language.Parse(text)
	if err != nil || tag == language.Und {
		return refuse(`write a code such as "en", "en-GB" or "de"`, "%q is not a language", text)
	}
	return tag.String(), nil
}

func (r *reader) timezone(to **time.Location) func(*yaml.Node) {
	return func(n *yaml.Node) {
		name, good := r.value(n, line)
		if !good {
			return
		}
		zone, err := time.LoadLocation(name)
		if err != nil || name == "Local" { // Local is another zone on each machine
			r.add(n, `write a name such as "UTC" or "Europe/Berlin"`, "%q is not a time zone", name)
			return
		}
		*to = zone
	}
}

var standardID = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func (r *reader) standards(to *[]string) func(*yaml.Node) {
	return func(n *yaml.Node) {
		var ids []string
		before := len(r.found)
		r.list(&ids, func(text string) (string, *refusal) {
			if !standardID.MatchString(text) {
				return refuse("write iso-42001", "%q can't be the name of a standard", text)
			}
			return text, nil
		})(n)
		switch {
		case len(ids) > 0:
			*to = ids
		case len(r.found) == before:
			r.add(n, "leave the key out to have iso-42001", "a manual answers to one standard at least")
		}
	}
}

func (r *reader) editions(to **Editions) func(*yaml.Node) {
	return func(n *yaml.Node) {
		e := Editions{Require: "missing"}
		r.keys(n, []key{
			{"tags", r.text(&e.Tags, tagPattern)},
			{"require", r.text(&e.Require, oneOf("missing", "signed"))},
		})
		if e.Tags != "" {
			*to = &e
		} else if n.Kind == yaml.MappingNode && child(n, "tags") == nil {
			r.add(n, `write {tags: "v*"}, or leave the key out`, "editions need a pattern of tags")
		}
	}
}

func tagPattern(text string) (string, *refusal) {
	if _, err := path.Match(text, ""); err != nil || strings.TrimSpace(text) != text || text == "" {
		return refuse(`write a pattern such as "v*"`, "%q is not a pattern of tags", text)
	}
	return text, nil
}

func (r *reader) review(to *Review) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.keys(n, []key{{"warn", r.interval(&to.Warn, false)}})
	}
}

// interval reads an interval; with date, it may also be the day of its end.
func (r *reader) interval(to *Interval, date bool) func(*yaml.Node) {
	return func(n *yaml.Node) {
		text, good := r.value(n, line)
		if !good {
			return
		}
		i, err := ParseInterval(text)
		switch {
		case err != nil:
			r.add(n, "", "%s", err)
		case !date && !i.Until.IsZero():
			r.add(n, "write 30 days", "a length of time is wanted here, not a day")
		default:
			*to = i
		}
	}
}

func (r *reader) scales(c *Config) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.entries(n, identifier, func(name, value *yaml.Node) {
			var words []string
			r.list(&words, line)(value)
			if value.Kind == yaml.SequenceNode && len(value.Content) < 2 {
				r.add(name, "write its words, the lowest first", "the scale %q needs two words at least", name.Value)
			} else if len(words) > 0 {
				c.Scales[name.Value] = words
			}
		})
	}
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

func (r *reader) links(to *Links) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.keys(n, []key{{"edit", r.text(&to.Edit, linkTemplate)}, {"source", r.text(&to.Source, linkTemplate)}})
	}
}

// linkTemplate takes an address with the placeholders {path} and {commit}.
func linkTemplate(text string) (string, *refusal) {
	known := []string{"{path}", "{commit}"}
	for _, p := range placeholder.FindAllString(text, -1) {
		if !slices.Contains(known, p) {
			return refuse(suggest(p, known), "unknown placeholder %s", p)
		}
	}
	filled := placeholder.ReplaceAllString(text, "x")
	u, err := url.Parse(filled)
	switch {
	case err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" || strings.ContainsAny(filled, "{} "):
		return refuse("write it in full: https://git.example.org/aims/edit/main/{path}", "%q is not the address of a page", text)
	case !strings.Contains(text, known[0]):
		return refuse("say where {path} goes", "the address is the same for every file")
	}
	return text, nil
}

// checks reads the severities of rules. Which rules there are is known to the
// package that holds them; At finds the place of a name.
func (r *reader) checks(c *Config) func(*yaml.Node) {
	return func(n *yaml.Node) {
		r.entries(n, identifier, func(name, value *yaml.Node) {
			var word string
			r.text(&word, oneOf("error", "warning", "note", "off"))(value)
			if s, err := diagnostic.ParseSeverity(word); err == nil {
				c.Checks[name.Value] = s
			}
		})
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
