package main

import (
	"bufio"
	"fmt"
	"slices"
	"strings"

	"aims/generator"
	"aims/generator/diagnostic"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// listWaiting lists what waits for an approval, and what is in review.
func (a *app) listWaiting(desk *generator.Desk, p approval) error {
	var list []generator.Candidate
	for _, c := range desk.Candidates() {
		if c.Waits || c.InReview() {
			list = append(list, c)
		}
	}
	if p.asJSON {
		text, err := desk.WaitingJSON(list, p.diff)
		if err == nil {
			_, err = a.stdout.Write(text)
		}
		return err
	}
	if len(list) == 0 {
		a.nothingWaiting()
		return nil
	}
	return a.waiting(desk, list, p.diff)
}

// waiting prints candidates with what changed in them since the text that was
// approved last.
func (a *app) waiting(desk *generator.Desk, list []generator.Candidate, diff bool) error {
	w := bufio.NewWriter(a.stdout)
	for i, c := range list {
		changed, err := desk.Compare(c)
		if err != nil {
			return err
		}
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s, %s\n", candidateName(c), wanted(desk, c))
		since := "no text of it was approved before"
		if c.Approved != nil {
			since = fmt.Sprintf("since r%d, which was approved", c.Approved.Number)
		}
		fmt.Fprintf(w, "  %s: %s, %s added, %d removed\n", since, many(len(c.Since), "revision"), many(changed.Added, "line"), changed.Removed)
		var rows [][]string
		for _, r := range c.Since {
			rows = append(rows, changeRow(desk, r))
		}
		printTable(w, rows, a.width(), 2, 3)
		if diff {
			for line := range strings.Lines(changed.Unified) {
				fmt.Fprintf(w, "    %s\n", visibleLine(line))
			}
		}
	}
	return w.Flush()
}

func changeRow(desk *generator.Desk, r *history.Row) []string {
	landing := desk.Trails.Commit(r)
	return []string{
		"    " + revisionOf(r), recordedDay(desk.Past, landing.Committer),
		authorsOf(desk.Past, r), diagnostic.Visible(history.Subject(landing.Message)),
	}
}

// candidateName is a document's id, title and revision.
func candidateName(c generator.Candidate) string {
	name := strings.TrimSpace(c.Trail.ID + " " + c.Trail.Title)
	if v := c.Row.Facts.Version; v != "" {
		name += ", version " + v
	}
	return diagnostic.Visible(name) + ", " + revisionOf(c.Row)
}

// wanted says who a candidate waits for.
func wanted(desk *generator.Desk, c generator.Candidate) string {
	var wants []string
	for _, w := range c.Wants {
		wants = append(wants, wantedOf(desk, w))
	}
	between := " or "
	if c.WantsAll {
		between = " and "
	}
	who := strings.Join(wants, between)
	switch {
	case c.InReview() && who != "":
		return "in review, then wanted from " + who
	case c.InReview():
		return "in review"
	case !c.Waits:
		return "waits for nobody"
	case who == "":
		return "waits for an approval that nobody may give"
	}
	return "waits for " + who
}

func wantedOf(desk *generator.Desk, w evidence.Want) string {
	var people []string
	for _, id := range w.People {
		name := diagnostic.Visible(desk.PersonName(id))
		if slices.Contains(w.Deputies, id) {
			name += " as deputy"
		}
		people = append(people, name)
	}
	who := strings.Join(people, ", ")
	switch {
	case who == "":
		who = "nobody"
	case w.Needs > 1:
		who = fmt.Sprintf("%d of %s", w.Needs, who)
	}
	return fmt.Sprintf("%s (%s)", diagnostic.Visible(w.Title), who)
}

// visibleLine is a line of a text with what steers a terminal shown; tabs stay.
func visibleLine(line string) string {
	parts := strings.Split(strings.TrimRight(line, "\n"), "\t")
	for i := range parts {
		parts[i] = diagnostic.Visible(parts[i])
	}
	return strings.Join(parts, "\t")
}
