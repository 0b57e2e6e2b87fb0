package document

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"aims/generator/config"
)

// Condition is what `where:` of a register fence asks of a record:
//
//	level >= high and (due < 2027-01-01 or not state in [open, "in progress"])
//
// Choices are in the order of their list or scale, lowest first; dates and
// numbers in theirs. Of a key with several values one has to meet a test, and
// with != none may be equal. A record that says nothing meets only != and not.
type Condition struct {
	op          string        // and, or, not, in, =, !=, <, <=, >, >=
	left, right *Condition    // of and, or and, in left alone, not
	key         *config.Field // of a test
	values      []Text        // several of in
}

// Tests are the tests of the condition in their order: each key with the values
// that it is compared with.
func (c *Condition) Tests() iter.Seq2[*config.Field, []Text] {
	return func(yield func(*config.Field, []Text) bool) { c.tests(yield) }
}

func (c *Condition) tests(yield func(*config.Field, []Text) bool) bool {
	switch {
	case c == nil:
		return true
	case c.key != nil:
		return yield(c.key, c.values)
	}
	return c.left.tests(yield) && c.right.tests(yield)
}

// Holds reports whether a document meets the condition.
func (c *Condition) Holds(d *Document) bool {
	switch c.op {
	case "and":
		return c.left.Holds(d) && c.right.Holds(d)
	case "or":
		return c.left.Holds(d) || c.right.Holds(d)
	case "not":
		return !c.left.Holds(d)
	}
	meets := slices.ContainsFunc(d.Values(c.key.Name), func(v Value) bool { return c.meets(v.Value) })
	return meets != (c.op == "!=")
}

// meets tests one value; that of != is turned round by Holds.
func (c *Condition) meets(value string) bool {
	if c.op == "in" {
		return slices.ContainsFunc(c.values, func(v Text) bool { return v.Value == value })
	}
	order := compare(c.key, value, c.values[0].Value)
	switch c.op {
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	}
	return order == 0
}

// compare orders two values of a key.
func compare(key *config.Field, a, b string) int {
	switch {
	case key.Type == "choice" && key.Choices != nil:
		return cmp.Compare(slices.Index(key.Choices, a), slices.Index(key.Choices, b))
	case key.Type == "number":
		x, _ := strconv.ParseFloat(a, 64)
		y, _ := strconv.ParseFloat(b, 64)
		return cmp.Compare(x, y)
	}
	return strings.Compare(a, b)
}

// refused says why a condition can't be read, and where in it.
type refused struct {
	at            Mark
	length        int // in characters
	message, hint string
}

const (
	maxNesting   = 50   // of parentheses and words not in each other
	maxCondition = 2000 // bytes; a condition is asked of every record
)

// parseCondition reads the condition of a register fence about a kind. at says
// where a byte of it stands in the file.
func parseCondition(kind *config.Kind, text string, at func(offset int) Mark) (*Condition, *refused) {
	if len(text) > maxCondition {
		return nil, &refused{at: at(0), message: fmt.Sprintf("the condition has more than %d bytes", maxCondition), hint: "split the register"}
	}
	p := conditionParser{kind: kind, tokens: tokensOf(text), at: at}
	c := p.any(0)
	if t := p.tokens[0]; p.refused == nil && t.kind != endToken {
		p.refuse(t, "join tests with and, or", "%q can't stand here", t.text)
	}
	return c, p.refused
}

type conditionParser struct {
	kind   *config.Kind
	tokens []token // what is left; the last one is the end
	at     func(offset int) Mark
	*refused
}

func (p *conditionParser) next() token {
	t := p.tokens[0]
	if t.kind != endToken {
		p.tokens = p.tokens[1:]
	}
	return t
}

// takes goes over a word or sign if it comes next.
func (p *conditionParser) takes(text string) bool {
	if t := p.tokens[0]; t.kind == quotedToken || t.text != text {
		return false
	}
	p.next()
	return true
}

func (p *conditionParser) refuse(t token, hint, format string, args ...any) *Condition {
	if p.refused == nil {
		p.refused = &refused{p.at(t.at), characters(t.text), fmt.Sprintf(format, args...), hint}
		if t.kind == endToken {
			p.message, p.refused.length = "the condition ends too soon", 0
		}
	}
	return nil
}

func (p *conditionParser) any(depth int) *Condition {
	c := p.all(depth)
	for p.refused == nil && p.takes("or") {
		c = &Condition{op: "or", left: c, right: p.all(depth)}
	}
	return c
}

func (p *conditionParser) all(depth int) *Condition {
	c := p.one(depth)
	for p.refused == nil && p.takes("and") {
		c = &Condition{op: "and", left: c, right: p.one(depth)}
	}
	return c
}

func (p *conditionParser) one(depth int) *Condition {
	switch t := p.tokens[0]; {
	case depth > maxNesting:
		return p.refuse(t, "", "the condition has more than %d parentheses or words not in each other", maxNesting)
	case p.takes("not"):
		return &Condition{op: "not", left: p.one(depth + 1)}
	case p.takes("("):
		c := p.any(depth + 1)
		if p.refused == nil && !p.takes(")") {
			return p.refuse(p.tokens[0], "close it with )", "a parenthesis is open")
		}
		return c
	}
	return p.test()
}

var (
	comparisons = []string{"=", "!=", "<", "<=", ">", ">=", "in"}

	// slips are signs that other languages have, with those that are meant.
	slips = map[string]string{"=>": ">=", "=<": "<=", "<>": "!=", "!": "!="}
)

func (p *conditionParser) test() *Condition {
	name := p.next()
	c := &Condition{key: Key(p.kind, name.text)}
	if name.kind != wordToken || c.key == nil {
		return p.refuse(name, nearestHint(name.text, keyNames(p.kind)), "the kind %q has no key %q", p.kind.Name, name.text)
	}
	op := p.next()
	c.op = op.text
	switch {
	case op.kind == signToken && slips[op.text] != "":
		return p.refuse(op, "write "+slips[op.text], "%q compares nothing", op.text)
	case !slices.Contains(comparisons, op.text) || op.kind == quotedToken:
		return p.refuse(op, "write =, !=, <, <=, >, >= or in", "%q compares nothing", op.text)
	case strings.ContainsAny(op.text, "<>") && !slices.Contains([]string{"choice", "date", "number"}, c.key.Type):
		return p.refuse(op, "ask for =, != or in", "%s has no order: it is of type %s", c.key.Name, c.key.Type)
	case op.text != "in":
		c.values = p.value(c.key, nil)
		return c
	case !p.takes("["):
		return p.refuse(p.tokens[0], "write in [one, another]", "in wants a list")
	case p.tokens[0].kind != quotedToken && p.tokens[0].text == "]":
		return p.refuse(p.tokens[0], "write in [one, another]", "the list is empty")
	}
	for p.refused == nil && !p.takes("]") {
		if c.values = p.value(c.key, c.values); p.refused == nil && !p.takes(",") && p.tokens[0].text != "]" {
			return p.refuse(p.tokens[0], "close it with ]", "the list is open")
		}
	}
	return c
}

// value reads what a key is compared with.
func (p *conditionParser) value(key *config.Field, list []Text) []Text {
	t := p.next()
	if t.kind == signToken || t.kind == endToken {
		p.refuse(t, "write a value, in quotes where it has blanks", "%q is no value", t.text)
		return list
	}
	switch key.Type {
	case "choice":
		if key.Choices != nil && !slices.Contains(key.Choices, t.text) {
			p.refuse(t, nearestHint(t.text, key.Choices), "%q is none of %s", t.text, strings.Join(key.Choices, ", "))
		}
	case "date":
		if _, err := config.ParseDate(t.text); err != nil {
			p.refuse(t, "", "%v", err)
		}
	case "number":
		if !numberForm.MatchString(t.text) {
			p.refuse(t, "", "%q is not a number", t.text)
		}
	}
	return append(list, Text{t.text, p.at(t.at)})
}
