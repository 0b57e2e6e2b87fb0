// Package check says what is wrong with a manual.
//
// In comes a whole Manual, out come diagnostics with positions. A rule is a
// value with a name, a reason, a severity and a function; [Rules] is the list,
// written out, and holds the rules of the earlier stages too, so that `checks:`
// in aims.yaml can name each of them. [Apply] gives diagnostics the severity
// that the manual asks for.
//
// Nothing here changes the manual, reads a file or prints.
package check

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/source"
	"aims/generator/standard"
	"aims/generator/trust"
)

// Rule is one thing that can be wrong.
type Rule struct {
	Name     string                                         // a key of `checks:` // required
	About    string                                         // what it finds, one line // required
	Severity diagnostic.Severity                            // when aims.yaml says nothing
	Fixed    bool                                           // without it there is no manual, so aims.yaml can't change it
	Check    func(m *manual.Manual) []diagnostic.Diagnostic // nil when an earlier stage reports it
}

// Rules are all rules, in the order in which the stages meet them.
var Rules = []Rule{
	{Name: config.Rule, About: "aims.yaml can't be read, or a value in it makes no sense", Fixed: true},
	{Name: standard.Rule, About: "a standard of the manual's own whose data can't be used", Fixed: true},
	{Name: source.RuleFileName, About: "a file name that no address can be made from"},
	{Name: source.RuleSymlink, About: "a symbolic link, which is not followed", Severity: diagnostic.Warning},
	{Name: source.RuleUnreadable, About: "a file or folder that can't be read", Fixed: true},
	{Name: RuleSize, About: "a Markdown file that is too large", Fixed: true},
	{Name: document.RuleEncoding, About: "a Markdown file that is no UTF-8 text", Fixed: true},
	{Name: document.RuleEmpty, About: "a Markdown file without any text", Severity: diagnostic.Warning},
	{Name: document.RuleFrontmatter, About: "frontmatter that can't be read", Fixed: true},
	{Name: document.RuleUnknownKey, About: "a frontmatter key that the kind doesn't have: an error when a known one is near, else a warning"},
	{Name: document.RuleValue, About: "a frontmatter value of the wrong type, or none of those allowed"},
	{Name: document.RuleMissing, About: "a frontmatter key that the kind requires"},
	{Name: document.RuleID, About: "an id that no document may have", Fixed: true},
	{Name: document.RuleLink, About: "a link whose scheme is not http, https, mailto or tel: an error in a controlled document, else a warning"},
	{Name: document.RuleRemoteImage, About: "an image of another site", Severity: diagnostic.Warning},
	{Name: document.RuleAuditor, About: "a fence for auditors that could show what it hides", Fixed: true},
	{Name: document.RuleRegister, About: "a register fence that can't be read, or names a kind, key or value that is not there", Check: impossibleValues},
	{Name: document.RuleComment, About: "a comment without an end, which hides what follows it: an error in a controlled document, else a warning"},
	{Name: document.RuleLimit, About: "more nesting, marks, cells or footnotes than a text may have: an error in a controlled document, else a warning"},
	{Name: "id-duplicate", About: "two documents with one id, or with ids that differ only by case", Fixed: true, Check: duplicateIDs},
	{Name: "term-duplicate", About: "two terms of the glossary with one title, of which links could mean either", Check: doubledTerms},
	{Name: "address-taken", About: "two files with one address, or with addresses that differ only by case", Fixed: true, Check: takenAddresses},
	{Name: "alias", About: "an alias that meets another page or leaves the site", Check: aliases},
	{Name: "link-dead", About: "a link, image or reference that leads nowhere: an error in a controlled document, else a warning", Check: deadLinks},
	{Name: "reference-dead", About: "a frontmatter value that names a document, clause or control that is not there, or a document of the wrong kind", Check: deadFields},
	{Name: "back-merge", About: "the published branch merged into another one that took its place: what landed one by one is one landing now", Severity: diagnostic.Warning, Check: backMerges},
	{Name: "graft", About: "a commit that git shows with other parents than it was recorded with", Severity: diagnostic.Warning, Check: grafts},
	{Name: "replace-ref", About: "an object that git shows another one in the place of", Severity: diagnostic.Warning, Check: replaceRefs},
	{Name: trust.Rule, About: "a key of trust/ that can't be read; the others count"},
	{Name: "approval-missing", About: "a text that its author calls approved, and too few who may say so", Severity: diagnostic.Warning, Check: missingApprovals},
	{Name: "approval-stray", About: "an approval of no text of this manual", Severity: diagnostic.Warning, Check: strays},
	{Name: "review-overdue", About: "a document in force whose review should have been", Severity: diagnostic.Warning, Check: overdueReviews},
	{Name: evidence.ClockBackwards, About: "a landing that is dated before the one below it", Severity: diagnostic.Warning, Check: doubts(evidence.ClockBackwards)},
	{Name: evidence.AuthorAfterCommitter, About: "a commit that was written after it was recorded", Severity: diagnostic.Warning, Check: doubts(evidence.AuthorAfterCommitter)},
	{Name: evidence.ApproverRemoved, About: "an approval that was made after the approver had lost the role", Severity: diagnostic.Warning, Check: doubts(evidence.ApproverRemoved)},
	{Name: evidence.KeyWindow, About: "a signature by a key outside its window, or by one revoked since", Severity: diagnostic.Warning, Check: doubts(evidence.KeyWindow)},
	{Name: evidence.IDMoved, About: "an id that went over to another text", Severity: diagnostic.Warning, Check: movedIDs},
	{Name: evidence.EditionApproval, About: "a change that only the edition that has it first approves, with everything else", Severity: diagnostic.Warning, Check: doubts(evidence.EditionApproval)},
	{Name: evidence.RulesUnreadable, About: "an aims.yaml of the history that can't be read: nobody was entitled by it", Severity: diagnostic.Warning, Check: doubts(evidence.RulesUnreadable)},
	{Name: evidence.WithdrawnBy, About: "a document withdrawn, removed or superseded by somebody who is neither its owner nor may approve it", Severity: diagnostic.Warning, Check: doubts(evidence.WithdrawnBy)},
	{Name: RuleManifest, About: "a published site made from a commit that the history does not contain any more; told on the terminal only", Severity: diagnostic.Warning},
	{Name: "soa-undecided", About: "a control about which the statement of applicability decides nothing; a note where there is no statement yet", Severity: diagnostic.Warning, Check: undecided},
	{Name: "soa-unknown", About: "a decision about what is no control of the standard", Check: unknownControls},
	{Name: "soa-twice", About: "two decisions about one control", Check: decidedTwice},
	{Name: "soa-exclusion", About: "an excluded control without a justification, or, a warning, with a reason, state or evidence as if it applied", Check: exclusions},
	{Name: "soa-inclusion", About: "a control that applies without a reason or a justification", Severity: diagnostic.Warning, Check: eachDecision(inclusion)},
	{Name: "soa-risk", About: "a control that applies because of a risk, and names none", Severity: diagnostic.Warning, Check: eachDecision(reasonRisk)},
	{Name: "soa-impact", About: "a control that applies because of an impact, and names none", Severity: diagnostic.Warning, Check: eachDecision(reasonImpact)},
	{Name: "soa-document", About: "a control that is implemented without a document in force that says how", Severity: diagnostic.Warning, Check: implementedNowhere},
	{Name: "soa-due", About: "a planned control without the day by which it is due", Severity: diagnostic.Warning, Check: eachDecision(plannedWithoutDay)},
	{Name: "soa-contradiction", About: "an excluded control that a record shows to be at work", Severity: diagnostic.Warning, Check: contradictions},
	{Name: "soa-pasted", About: "one justification for four or more controls", Severity: diagnostic.Warning, Check: pasted},
	{Name: "soa-stale", About: "decisions of a statement of applicability that nobody changed, reviewed or approved since the newest risk or impact assessment", Severity: diagnostic.Warning, Check: staleStatements},
	{Name: "evidence-stale", About: "evidence whose date lies further back than its review-every, at each place that names it", Severity: diagnostic.Warning, Check: staleEvidence},
	{Name: "evidence-undated", About: "evidence that says how long it is current, or is kept elsewhere, and has no date", Severity: diagnostic.Warning, Check: undatedEvidence},
	{Name: "evidence-void", About: "evidence that shows nothing: a draft, withdrawn, superseded, not in force or dated ahead", Severity: diagnostic.Warning, Check: voidEvidence},
	{Name: "self-reference", About: "a document whose frontmatter names itself", Check: selfReferences},
	{Name: "supersedes-circle", About: "documents that supersede each other", Check: supersedesCircles},
	{Name: "measurement-order", About: "measurements out of the order of their days, or two of one day", Severity: diagnostic.Warning, Check: measurementOrder},
	{Name: "date-ahead", About: "a day that says what has happened, such as closed, accepted-on or that of a measurement, and has not come yet", Severity: diagnostic.Warning, Check: datesAhead},
	{Name: "record-changed", About: "a record that was changed after the day on which it was closed", Severity: diagnostic.Warning, Check: changedRecords},
	{Name: "system-unassessed", About: "an AI system beyond its inception that no current impact assessment names", Severity: diagnostic.Warning, Check: unassessedSystems},
	{Name: "risk-untreated", About: "an open risk at one of the two highest levels without a treatment", Severity: diagnostic.Warning, Check: untreatedRisks},
	{Name: "risk-accepted", About: "an open risk that stays at one of the two highest levels, and that nobody accepts yet", Severity: diagnostic.Warning, Check: unacceptedRisks},
	{Name: "role-unknown", About: "an owner, approver or audience that is no role of aims.yaml, which has roles", Check: unknownRoles},
	{Name: "asked-missing", About: "documented information that a standard asks for in words, and of which a manual that has at least half of it has nothing", Severity: diagnostic.Note, Check: askedMissing},
}

// RuleManifest is tripped by what stands in the output folder, not by the manual.
const RuleManifest = "manifest-left"

// RuleSize is tripped by a Markdown file of more than document.MaxSize bytes.
const RuleSize = "file-size"

// Run runs every rule over the manual. part measures each by its name and may be
// nil: it begins, and the func that it returns ends.
func Run(m *manual.Manual, part func(rule string) (end func())) []diagnostic.Diagnostic {
	var all []diagnostic.Diagnostic
	for _, r := range Rules {
		if r.Check == nil {
			continue
		}
		end := func() {}
		if part != nil {
			end = part(r.Name)
		}
		found := r.Check(m)
		end()
		for i := range found {
			found[i].Rule = r.Name
		}
		all = append(all, found...)
	}
	return all
}

// Find returns the rule with the name.
func Find(name string) (Rule, bool) {
	i := slices.IndexFunc(Rules, func(r Rule) bool { return r.Name == name })
	if i < 0 {
		return Rule{}, false
	}
	return Rules[i], true
}

// Apply gives each diagnostic the severity that `checks:` sets for its rule,
// and leaves out those that are off.
func Apply(ds []diagnostic.Diagnostic, checks map[string]diagnostic.Severity) []diagnostic.Diagnostic {
	for i := range ds {
		if s, ok := checks[ds[i].Rule]; ok {
			if r, known := Find(ds[i].Rule); known && !r.Fixed {
				ds[i].Severity = s
			}
		}
	}
	return slices.DeleteFunc(ds, func(d diagnostic.Diagnostic) bool { return d.Severity == diagnostic.Off })
}

// Names reports names under `checks:` that are no rules, or rules that can't be
// changed.
func Names(c config.Config) []diagnostic.Diagnostic {
	var names, found = []string{}, []diagnostic.Diagnostic(nil)
	for _, r := range Rules {
		if !r.Fixed {
			names = append(names, r.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.Checks)) {
		d := c.At("checks", name)
		switch r, known := Find(name); {
		case !known:
			d.Severity = diagnostic.Warning
			d.Message, d.Hint = fmt.Sprintf("there is no check %q", name), meant(diagnostic.Nearest(name, names))
		case r.Fixed:
			d.Message, d.Hint = fmt.Sprintf("the check %q can't be changed", name), "without it there is no manual"
		default:
			continue
		}
		found = append(found, d)
	}
	return found
}

func at(e *manual.Entry, t document.Text) diagnostic.Position {
	return diagnostic.Position{File: e.Path, Line: t.Line, Column: t.Column}
}

// length is how many characters a value spans for the caret.
func length(t document.Text) int { return utf8.RuneCountInString(t.Value) }

// meant is the hint that names what the author may have meant.
func meant(word string) string {
	if word == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", word)
}
