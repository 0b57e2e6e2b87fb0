package generator

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/source"
)

// Candidate is a document whose text, as the commit has it, somebody may approve.
type Candidate struct {
	Trail    *history.Trail
	Row      *history.Row    // the newest revision
	Blob     git.Hash        // of the text
	Record   bool            // approval isn't asked for, and may be given
	Waits    bool            // an approval is asked for and isn't there
	Wants    []evidence.Want // who it waits for, also while it is in review; empty where nobody may approve it
	WantsAll bool            // for each of Wants, rather than for any
	Approved *history.Row    // the newest revision before Row that was approved; nil for none
	Since    []*history.Row  // the revisions after Approved, newest first, Row among them
}

// Candidates are the documents of the commit that have a revision, in the order
// of their ids.
func (d *Desk) Candidates() []Candidate {
	var list []Candidate
	for _, t := range d.Trails.Documents {
		if c, ok := d.candidate(t); ok {
			list = append(list, c)
		}
	}
	return list
}

func (d *Desk) candidate(t *history.Trail) (Candidate, bool) {
	row := t.Last()
	blob, there := d.repo.files[t.Path]
	if !t.Live || !there || row == nil || row.Facts == nil {
		return Candidate{}, false
	}
	c := Candidate{Trail: t, Row: row, Blob: blob}
	if ruling := d.Evidence.Rulings[row]; ruling != nil {
		c.Record = ruling.Record
	}
	if st := d.Evidence.Standings[t]; st != nil {
		c.Wants, c.WantsAll = st.Wants, st.WantsAll
	}
	c.Waits = !c.InReview() && (len(c.Wants) > 0 || d.verdict(row) == evidence.Missing)
	for _, r := range t.Rows {
		if r != row && r.Number > 0 && d.verdict(r).AtLeast(evidence.Declared) {
			c.Approved = r
			break
		}
		if r.Number > 0 {
			c.Since = append(c.Since, r)
		}
	}
	return c, true
}

func (d *Desk) verdict(r *history.Row) evidence.Verdict {
	if ruling := d.Evidence.Rulings[r]; ruling != nil {
		return ruling.Verdict
	}
	return evidence.NotAsked
}

// Candidate returns the document with the id. One that no commit has, that is
// gone, or whose text asks for no approval is a [*Refusal].
func (d *Desk) Candidate(id string) (Candidate, error) {
	t := d.Trails.Document(id)
	if t == nil {
		return Candidate{}, &Refusal{fmt.Sprintf("no commit has a document %q", id), d.nearestDocument(id)}
	}
	if t.Of != nil && t.Live {
		return Candidate{}, &Refusal{fmt.Sprintf("%s is a row of %s, and what is approved is the text of a file", t.ID, t.Of.ID), "aims approve " + t.Of.ID + " approves it with all of its rows"}
	}
	c, ok := d.candidate(t)
	if !ok {
		return Candidate{}, &Refusal{t.ID + " is not in this commit, so there is no text to approve", "aims history " + t.ID + " tells where it went"}
	}
	if why := c.Unasked(); why != "" {
		return Candidate{}, &Refusal{t.ID + " " + why, "set status: approved, commit it, and approve that text"}
	}
	return c, nil
}

func (d *Desk) nearestDocument(id string) string {
	var ids []string
	for _, t := range d.Trails.Documents {
		ids = append(ids, t.ID)
	}
	if near := diagnostic.Nearest(id, ids); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "git add and git commit it first; an approval is bound to a committed text"
}

// InReview reports whether the text waits for its authors to call it approved.
func (c Candidate) InReview() bool { return !c.Record && c.Row.Facts.Status == "review" }

// Unasked says, after the document's id, why no approval of the text would change
// anything; "" where one would, and for a record.
func (c Candidate) Unasked() string {
	switch status := c.Row.Facts.Status; {
	case c.Record:
	case status == "draft":
		return "is a draft, which no approval brings into force"
	case status == "review":
		return "is in review, and no approval brings it into force as long as it says so"
	case status == "withdrawn":
		return "is withdrawn, which asks for no approval"
	}
	return ""
}

// Holds returns a func that reports whether the commit that rev names has a text
// among its documents and pages, wherever it stands there.
func (d *Desk) Holds(rev string) (func(blob git.Hash) bool, error) {
	commit, err := d.repo.Resolve(rev)
	if err != nil {
		return nil, err
	}
	files, err := d.repo.Files(commit, d.repo.Prefix())
	if err != nil {
		return nil, fmt.Errorf("list the files of %s: %w", commit, err)
	}
	texts := map[git.Hash]bool{}
	for _, f := range files {
		inside := d.Config.Content == "." || strings.HasPrefix(f.Path, d.Config.Content+"/")
		if inside && !f.Symlink && isMarkdown(f.Path) && !d.Config.Excluded(f.Path) {
			texts[f.Blob] = true
		}
	}
	return func(blob git.Hash) bool { return texts[blob] }, nil
}

// InHand refuses documents whose text in the folder dir is another than the
// commit has: whoever reads the one shouldn't approve the other.
func (d *Desk) InHand(dir string, list []Candidate) error {
	tree, err := source.Open(dir)
	if err != nil {
		return err
	}
	defer tree.Close()
	var others []string
	for _, c := range list {
		if text, err := tree.ReadFile(c.Trail.Path); err != nil || !git.SameText(text, c.Blob) {
			others = append(others, c.Trail.ID)
		}
	}
	if len(others) > 0 {
		return &Refusal{strings.Join(others, ", ") + ": the text in hand is not the one that is committed", "commit first, or put it back with git restore"}
	}
	return nil
}

// Comparison is how a candidate's text differs from the one approved last, or
// from no text where there is none.
type Comparison struct {
	Added, Removed int    // lines
	Unified        string // as diff -u writes it
}

// Compare compares a candidate's text with the one approved last.
func (d *Desk) Compare(c Candidate) (Comparison, error) {
	var before []byte
	from := "nothing"
	var err error
	if c.Approved != nil {
		from = fmt.Sprintf("%s r%d", c.Trail.ID, c.Approved.Number)
		before, err = d.Text(c.Approved)
	}
	if err != nil {
		return Comparison{}, fmt.Errorf("read %s: %w", from, err)
	}
	after, err := d.repo.Blob(c.Blob)
	to := fmt.Sprintf("%s r%d", c.Trail.ID, c.Row.Number)
	if err != nil {
		return Comparison{}, fmt.Errorf("read %s: %w", to, err)
	}
	old := plainLines(before)
	edits := udiff.Lines(old, plainLines(after))
	diff, err := udiff.ToUnifiedDiff(from, to, old, edits, udiff.DefaultContextLines)
	if err != nil {
		return Comparison{}, fmt.Errorf("compare %s with %s: %w", from, to, err)
	}
	result := Comparison{Unified: diff.String()}
	for _, h := range diff.Hunks {
		for _, l := range h.Lines {
			switch l.Kind {
			case udiff.Insert:
				result.Added++
			case udiff.Delete:
				result.Removed++
			}
		}
	}
	return result, nil
}

// plainLines is a text whose lines end alike, so that line endings are no change.
func plainLines(text []byte) string {
	return string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
}
