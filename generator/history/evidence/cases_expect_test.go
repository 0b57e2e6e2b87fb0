package evidence_test

import (
	"fmt"
	"strconv"
	"strings"

	"aims/generator/history"
	"aims/generator/history/evidence"
)

// expect WHAT: part of what is said. The forms:
//
//	expect ID rN VERDICT                       the ruling, and part of its reason
//	expect ID rN counts WHO CARRIER HOW [as|for ROLE]  a statement that counts, a deputy's with "for"
//	expect ID rN refuses WHO                   an approval that doesn't
//	expect ID rN shows WHO MEANING             what never approves
//	expect ID rN lists NOBODY                  no statement at all
//	expect ID reads WORD… [since|on DATE] [rN] what readers are told, of which revision
//	expect ID newer rN WORD… [on DATE]         the newer text
//	expect ID ended WORD by IDS or WHO on DATE entitled|unentitled
//	expect ID wants ROLE NEEDS PEOPLE…
//	expect ID review DATE WHO KIND counts|refused [as ROLE]
//	expect ID next DATE [due soon|overdue]     the next review; DATE may be never
//	expect root FILE                           a declared root of the rules
//	expect doubt CHECK [ID]                    and part of its message
//	expect stray                               part of its reason
//
// WHO is an id of people, or the address of somebody who has none.
func (s *story) expect(args []string, text string) {
	s.t.Helper()
	if s.evidence == nil {
		s.trails, s.evidence = judge(s.t, s.repo.Dir, s.day)
	}
	s.expected++
	switch args[0] {
	case "doubt":
		s.expectDoubt(args[1:], text)
	case "stray":
		s.expectStray(text)
	case "root":
		s.expectRoot(args[1])
	default:
		trail := s.trails.Document(args[0])
		if trail == nil {
			s.fail("no trail of %s", args[0])
		}
		if number, found := strings.CutPrefix(args[1], "r"); found && len(number) == 1 {
			n, _ := strconv.Atoi(number)
			s.expectRuling(trail.Revision(n), args[2:], text)
			return
		}
		s.expectStanding(s.evidence.Standings[trail], args[1], args[2:], text)
	}
}

func (s *story) expectRuling(row *history.Row, args []string, text string) {
	s.t.Helper()
	ruling := s.evidence.Rulings[row]
	if row == nil || ruling == nil {
		s.fail("there is no ruling of the revision")
	}
	switch verb := args[0]; verb {
	case "counts", "refuses", "shows":
		var near []string
		for _, st := range ruling.Statements {
			said := statementWords(verb, st)
			if strings.Join(args[1:], " ") == strings.Join(said[:min(len(said), len(args)-1)], " ") && verb == kindOf(st) && contains(st.Reason, text) {
				return
			}
			near = append(near, fmt.Sprintf("%s %s: %s", kindOf(st), strings.Join(statementWords(kindOf(st), st), " "), st.Reason))
		}
		s.wrong("there is no such statement, but\n\t%s", strings.Join(near, "\n\t"))
	case "lists":
		if len(ruling.Statements) > 0 {
			s.wrong("there are %d statements, the first %+v", len(ruling.Statements), ruling.Statements[0])
		}
	default:
		got := string(ruling.Verdict)
		if got == "" {
			got = "none"
		}
		if got != verb || !contains(ruling.Reason, text) {
			s.wrong("%s: %s%s", got, ruling.Reason, listed(ruling))
		}
	}
}

func kindOf(st evidence.Statement) string {
	switch {
	case st.Meaning != evidence.Approval:
		return "shows"
	case st.Counts:
		return "counts"
	}
	return "refuses"
}

// statementWords are who made it, and what is told of a statement of that kind.
func statementWords(verb string, st evidence.Statement) []string {
	who := st.ID
	if who == "" {
		who = st.Person.Email
	}
	if verb == "shows" {
		return []string{who, string(st.Meaning)}
	}
	words := []string{who, string(st.Carrier), string(st.How)}
	switch {
	case st.For != "":
		words = append(words, "for", st.Role)
	case st.Role != "":
		words = append(words, "as", st.Role)
	}
	return words
}

func listed(r *evidence.Ruling) (list string) {
	for _, st := range r.Statements {
		list += fmt.Sprintf("\n\t%s %s: %s", kindOf(st), strings.Join(statementWords(kindOf(st), st), " "), st.Reason)
		if st.Seal != nil {
			list += fmt.Sprintf(" (signature: %s, %s)", st.Seal.Then.State, st.Seal.Then.Reason)
		}
	}
	return list
}

func (s *story) expectStanding(at *evidence.Standing, verb string, args []string, text string) {
	s.t.Helper()
	if at == nil {
		s.fail("the document has no standing")
	}
	got := ""
	switch verb {
	case "reads":
		got = standing(at.Word, at.From.String(), at.Row, args)
	case "newer":
		got = strings.TrimSpace(fmt.Sprintf("%s %s %s", number(at.Newer), at.NewerWord, at.NewerFrom))
	case "ended":
		got = ended(at.Ended)
	case "wants":
		for _, w := range at.Wants {
			got = strings.TrimSpace(got + " " + w.Role + " " + strconv.Itoa(w.Needs) + " " + strings.Join(w.People, " "))
		}
	case "next":
		got = strings.TrimSpace(strings.TrimPrefix(at.NextReview.String()+" "+string(at.Due), " "))
		if at.NextReview.IsZero() {
			got = "never"
		}
	case "review":
		s.expectReview(at, strings.Join(args, " "), text)
		return
	default:
		s.fail("there is no expectation %q", verb)
	}
	if want := strings.Join(args, " "); got != want {
		s.wrong("%s, not %s", got, want)
	}
}

// standing is a word with its day, and the revision where it is asked for.
func standing(word evidence.Word, from string, row *history.Row, args []string) string {
	got := string(word)
	switch {
	case got == "":
		got = "nothing"
	case word == evidence.InForce:
		got += " since " + from
	case from != "":
		got += " " + from
	}
	if last := args[len(args)-1]; len(last) == 2 && last[0] == 'r' {
		got += " " + number(row)
	}
	return got
}

func number(row *history.Row) string {
	if row == nil {
		return "none"
	}
	return "r" + strconv.Itoa(row.Number)
}

func ended(e *evidence.End) string {
	if e == nil {
		return "not"
	}
	by, entitled := strings.Join(e.By, " "), "unentitled"
	if by == "" {
		by = e.Person.Email
	}
	if e.Entitled {
		entitled = "entitled"
	}
	if e.Removed {
		by += " removed"
	}
	return fmt.Sprintf("%s by %s on %s %s", e.Cause, by, e.Day, entitled)
}

func (s *story) expectReview(at *evidence.Standing, want, text string) {
	s.t.Helper()
	got := ""
	for _, r := range at.Reviews {
		who, counts := r.ID, "refused"
		if who == "" {
			who = r.Person.Email
		}
		if r.Counts {
			counts = "counts"
		}
		line := fmt.Sprintf("%s %s %s %s", r.Day, who, r.How, counts)
		if r.Role != "" && strings.Contains(want, " as ") {
			line += " as " + r.Role
		}
		if line == want && contains(r.Reason, text) {
			return
		}
		got += "\n\t" + line + ": " + r.Reason
	}
	s.wrong("there is no such review, but%s", got)
}

func (s *story) expectRoot(file string) {
	s.t.Helper()
	for _, r := range s.evidence.Rules {
		for _, f := range r.Files {
			if r.Root && f == file {
				return
			}
		}
	}
	s.wrong("%s has no declared root in %+v", file, s.evidence.Rules)
}

func (s *story) expectDoubt(args []string, text string) {
	s.t.Helper()
	for _, d := range s.evidence.Doubts {
		if d.Check == args[0] && (len(args) == 1 || d.Trail != nil && d.Trail.ID == args[1]) && contains(d.Message, text) {
			s.named[doubtName(d)] = true
			return
		}
	}
	s.wrong("there is no such doubt, but %s", s.doubts())
}

func doubtName(d evidence.Doubt) string { return d.Check + ": " + d.Message }

func (s *story) doubts() (list string) {
	for _, d := range s.evidence.Doubts {
		list += "\n\t" + doubtName(d)
	}
	return list
}

func (s *story) expectStray(text string) {
	s.t.Helper()
	for _, x := range s.evidence.Strays {
		if contains(x.Reason, text) || contains(x.Text, text) {
			s.named["stray: "+x.Text] = true
			return
		}
	}
	s.wrong("there is no such stray statement, but %+v", s.evidence.Strays)
}

// end fails a case that expects nothing, and one that leaves a doubt or a stray
// statement unnamed.
func (s *story) end() {
	s.t.Helper()
	if s.expected == 0 || s.evidence == nil {
		s.fail("the case ends without an expectation")
	}
	for _, d := range s.evidence.Doubts {
		if !s.named[doubtName(d)] {
			s.t.Errorf("a doubt that the case doesn't name: %s", doubtName(d))
		}
	}
	for _, x := range s.evidence.Strays {
		if !s.named["stray: "+x.Text] {
			s.t.Errorf("a stray statement that the case doesn't name: %s: %s", x.Text, x.Reason)
		}
	}
}

// wrong reports an expectation that isn't met, and goes on.
func (s *story) wrong(format string, args ...any) {
	s.t.Helper()
	s.t.Errorf("line %d: %s", s.line, fmt.Sprintf(format, args...))
}

// contains reports whether a sentence has a part, in any case.
func contains(sentence, part string) bool {
	return strings.Contains(strings.ToLower(sentence), strings.ToLower(part))
}
