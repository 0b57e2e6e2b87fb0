package main

import (
	"fmt"
	"path"
	"slices"

	"aims/generator"
	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// nothingWaiting says that no approval waits.
func (a *app) nothingWaiting() {
	fmt.Fprintln(a.stderr, "nothing waits for an approval")
}

// nothingDue says that nothing is due.
func (a *app) nothingDue(day config.Date) {
	fmt.Fprintf(a.stderr, "nothing is due as of %s\n", day)
}

// nothingWaits refuses a tag that would approve nothing.
func nothingWaits(p approval) error {
	message := "there is no text left to approve"
	if p.all {
		message = "nothing waits for your approval"
	}
	return &generator.Refusal{Message: message, HintText: "aims history ID tells who approved what; name ids to approve a text once more"}
}

// nothingToPrint says that there is no text to approve.
func (a *app) nothingToPrint() {
	fmt.Fprintln(a.stderr, "there is no text left to approve, so there is no message")
}

// leftOut tells why a document is not among those that are to be approved, and
// whether it is not.
func (a *app) leftOut(c generator.Candidate, why string) bool {
	if why != "" {
		fmt.Fprintf(a.stderr, "left out: %s %s\n", c.Trail.ID, why)
	}
	return why != ""
}

// wontCount tells what speaks against an approval that somebody else records.
func (a *app) wontCount(c generator.Candidate, why string) {
	if why != "" {
		fmt.Fprintf(a.stderr, "note: the approval of %s will not count: %s\n", c.Trail.ID, diagnostic.Visible(why))
	}
}

// warnOfRules says that nobody is entitled by the rules of the commit.
func (a *app) warnOfRules(desk *generator.Desk) {
	if desk.Fault != "" {
		fmt.Fprintf(a.stderr, "warning: %s of this commit can't be read: %s\n", config.Name, desk.Fault)
	}
}

// whoMay is a hint that names those who may approve a text.
func whoMay(desk *generator.Desk, c generator.Candidate) string {
	if len(c.Wants) == 0 {
		return "roles in aims.yaml says who approves which kinds; a change of it counts from the next commit on"
	}
	return c.Trail.ID + " " + wanted(desk, c)
}

// warnOfTag warns of texts that are not published yet, and of a tag that is more
// than an approval.
func (a *app) warnOfTag(desk *generator.Desk, name string, texts []generator.Candidate) {
	if slices.ContainsFunc(texts, func(c generator.Candidate) bool { return c.Row.Provisional }) {
		fmt.Fprintln(a.stderr, "warning: HEAD is not on the published branch: the approval counts only if exactly this text lands there")
	}
	if e := desk.Config.Editions; e != nil {
		if is, _ := path.Match(e.Tags, name); is {
			fmt.Fprintf(a.stderr, "warning: %s matches editions.tags, so the tag is an edition too\n", name)
		}
	}
}

// aboutToTag shows what is to be approved, and as whom.
func (a *app) aboutToTag(desk *generator.Desk, name string, who history.Person, texts []generator.Candidate, unsigned bool) {
	signed := "signed"
	if unsigned {
		signed = "not signed"
	}
	fmt.Fprintf(a.stderr, "%s, on %s, %s, by %s <%s>, approves:\n", name, desk.Trails.Head.String()[:7], signed, diagnostic.Visible(who.Name), diagnostic.Visible(who.Email))
	for _, c := range texts {
		fmt.Fprintf(a.stderr, "  %s, text %s\n", candidateName(c), c.Blob.String()[:7])
	}
}

// ask asks whether what was shown is right.
func (a *app) ask() { fmt.Fprint(a.stderr, "approve these texts? [y/N] ") }

// tagged says what was written and what comes next.
func (a *app) tagged(name string) error {
	if _, err := fmt.Fprintf(a.stdout, "wrote the tag %s\n", name); err != nil {
		return err
	}
	fmt.Fprintf(a.stderr, "next: git push origin %s\n", shellWord("refs/tags/"+name))
	return nil
}

// verdict says what a revision's approval is worth now.
func (a *app) verdict(t *history.Trail, r *evidence.Ruling) {
	if r == nil || r.Verdict == evidence.NotAsked {
		return
	}
	fmt.Fprintf(a.stderr, "%s %s is %s now: %s\n", t.ID, revisionOf(t.Last()), r.Verdict, diagnostic.Visible(r.Reason))
}
