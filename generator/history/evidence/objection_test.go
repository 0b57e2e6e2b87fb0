package evidence_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aims/generator/history"
	"aims/generator/history/evidence"
)

// trial lets everybody of a case that has ended approve the newest text of every
// document in a tag on HEAD. What Objection and Wants foretold of each has to be what
// is ruled then.
func (s *story) trial() {
	s.t.Helper()
	before, objections := s.evidence, map[string]string{}
	for _, trail := range s.trails.Documents {
		for name, p := range s.persons {
			objections[trail.ID+" "+name] = before.Objection(trail, history.Person(p))
		}
	}
	s.repo.Import(tags(s))
	trails, after := judge(s.t, s.repo.Dir, s.day)
	for _, trail := range trails.Documents {
		ruling := after.Rulings[trail.Last()]
		for name := range s.persons {
			at := slices.IndexFunc(ruling.Statements, func(st evidence.Statement) bool { return st.Tag == "trial/"+name })
			if at < 0 {
				s.t.Errorf("nothing is said of what %s states of %s", name, trail.ID)
				continue
			}
			st, said := ruling.Statements[at], objections[trail.ID+" "+name]
			if (said == "") != st.Counts || said != "" && said != st.Reason {
				s.t.Errorf("%s by %s: the objection was %q; it counts: %t, because: %s", trail.ID, name, said, st.Counts, st.Reason)
			}
		}
		then := s.trails.Document(trail.ID)
		wantsKept(s.t, before.Standings[then], before.Rulings[then.Last()], ruling)
	}
}

// tags are annotated tags of all people of a case, each of which names the newest
// text of every document, for git fast-import.
func tags(s *story) string {
	var lines, stream string
	for _, trail := range s.trails.Documents {
		for _, row := range trail.Rows {
			if !row.Blob.IsZero() {
				lines += fmt.Sprintf("Approved: %s@%s\n", trail.ID, row.Blob)
				break
			}
		}
	}
	message := "Approve all\n\n" + lines
	for name, p := range s.persons {
		stream += fmt.Sprintf("tag trial/%s\nfrom %s\ntagger %s <%s> %d +0000\ndata %d\n%s\n",
			name, s.trails.Head, p.Name, p.Email, s.repo.Now.Unix()+3600, len(message), message)
	}
	return stream
}

// wantsKept holds that those who were wanted are those whose trial counted and who
// had not approved before.
func wantsKept(t *testing.T, at *evidence.Standing, before, after *evidence.Ruling) {
	t.Helper()
	counted, already := map[string]bool{}, map[string]bool{}
	for _, st := range before.Approvals() {
		already[st.ID] = true
	}
	for _, st := range after.Approvals() {
		if strings.HasPrefix(st.Tag, "trial/") {
			counted[st.ID+" "+st.Role] = true
			counted[st.ID] = true
		}
	}
	for _, w := range at.Wants {
		for _, id := range w.People {
			if !counted[id] {
				t.Errorf("%s is wanted as %s, and their approval doesn't count", id, w.Role)
			}
			delete(counted, id+" "+w.Role)
		}
		for who := range counted {
			id, role, _ := strings.Cut(who, " ")
			if role == w.Role && !already[id] {
				t.Errorf("the approval of %s as %s counts, and they weren't wanted", id, role)
			}
		}
	}
}
