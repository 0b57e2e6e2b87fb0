package trust

import (
	"slices"
	"strings"
)

// Matches reports whether an address is one that an identity of a [Result] means.
// An identity is an address, or a list of patterns as in ssh_config(5) under
// PATTERNS: * stands for any characters, ? for one, and what follows a ! is left
// out ("*@example.org,!guest@example.org"). Upper and lower case of A to Z are
// equal. An empty address matches nothing.
func Matches(identity, address string) bool {
	return address != "" && listed(lower(identity), lower(address))
}

// listed reports whether s matches one of the patterns, which commas separate,
// and none of those that begin with "!".
func listed(patterns, s string) bool {
	found := false
	for p := range strings.SplitSeq(patterns, ",") {
		if p, negated := strings.CutPrefix(p, "!"); !negated {
			found = found || glob(p, s)
		} else if glob(p, s) {
			return false
		}
	}
	return found
}

// glob matches bytes, as ssh does. It goes back to the last * only, which is
// enough, and so takes no more than len(pattern)*len(s) steps.
func glob(pattern, s string) bool {
	p, i, star, from := 0, 0, -1, 0
	for i < len(s) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, i
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == s[i]):
			p++
			i++
		case star >= 0:
			from++
			p, i = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// lower changes A to Z alone: beyond them letters of other scripts become Latin
// ones, and an address would match that is not the same.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// wild are the characters that make a pattern of an identity.
const wild = "*?!,"

// identitiesOf turns the principals of a line into identities. One that is a
// pattern carries along what the line leaves out.
func identitiesOf(principals string) []string {
	var named, negated, out []string
	for p := range strings.SplitSeq(lower(principals), ",") {
		switch p = strings.TrimSpace(p); {
		case strings.HasPrefix(p, "!"):
			negated = append(negated, p)
		case p != "":
			named = append(named, p)
		}
	}
	for _, p := range named {
		pattern := strings.Join(append([]string{p}, negated...), ",")
		if strings.ContainsAny(p, wild) {
			out = append(out, pattern)
		} else if listed(pattern, p) {
			out = append(out, p)
		}
	}
	return tidy(out)
}

func tidy(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
