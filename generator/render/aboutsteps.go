package render

import (
	"path"
	"regexp"
	"strings"
	"unicode"

	"aims/generator/history"
	"aims/generator/history/evidence"
)

// example is a verdict that the commands of the page confirm.
type example struct {
	trail  *history.Trail
	row    *history.Row
	ruling *evidence.Ruling
}

// example is the newest revision with the surest verdict that an approval
// counts for; empty where there is none.
func (b *build) example() (best example) {
	if b.m.Evidence == nil {
		return best
	}
	for t, r := range b.m.History.Revisions {
		ruling := b.ruling(r)
		if ruling == nil || len(ruling.Approvals()) == 0 || strings.ContainsFunc(r.Path, unicode.IsControl) {
			continue
		}
		switch {
		case best.row == nil, !best.ruling.Verdict.AtLeast(ruling.Verdict):
			best = example{t, r, ruling}
		case best.ruling.Verdict == ruling.Verdict && r.Landing < best.row.Landing:
			best = example{t, r, ruling}
		}
	}
	return best
}

// checkSteps are commands of git that confirm a verdict, and the revision that
// they are about.
func (b *build) checkSteps(x example) (Link, []CheckStep) {
	w := b.words.About
	landing, before, file, carrier, verify := w.Commit, w.Commit+"^1", w.Path, w.Commit, "verify-commit "+w.Commit
	var about Link
	if x.row != nil {
		about = b.rowLink(aboutAddress, x.trail, x.row, x.trail.ID+", "+b.words.Trail.Revision+" "+numeral(x.row.Number))
		commit, said := b.m.History.Commit(x.row), x.ruling.Approvals()[0]
		landing, file = commit.Hash.String(), b.m.Prefix+x.row.Path
		before = landing
		if len(commit.Parents) > 0 {
			before += "^1"
		}
		carrier, verify = said.Commit.String(), "verify-commit "+said.Commit.String()
		if said.Tag != "" {
			carrier, verify = quoted("refs/tags/"+said.Tag), "verify-tag "+quoted(said.Tag)
		}
	}
	rules := func(name string) string { return quoted(before + ":" + path.Join(b.m.Prefix, name)) }
	return about, []CheckStep{
		{w.Steps.Landings, "git log --first-parent --format=fuller -- " + quoted(file)},
		{w.Steps.Text, "git rev-parse " + quoted(landing+":"+file)},
		{w.Steps.Statement, "git cat-file -p " + carrier},
		{w.Steps.Rules, "git show " + rules("aims.yaml")},
		{w.Steps.Keys, "git show " + rules("trust/allowed_signers") + " > then.keys"},
		{w.Steps.Signature, "git -c gpg.ssh.allowedSignersFile=then.keys " + verify},
	}
}

// plainWord is what a shell takes as it stands.
var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:@%+,=^-]+$`)

// quoted is a word of a POSIX shell's command line.
func quoted(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
