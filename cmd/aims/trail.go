package main

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"aims/generator"
	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
)

// trail prints the table of one trail, as wide as the terminal where there is
// one, else with whole subjects.
func (a *app) trail(past *generator.Past, t *history.Trail, more bool) error {
	w := bufio.NewWriter(a.stdout)
	if more {
		fmt.Fprintln(w)
	}
	name := diagnostic.Visible(strings.TrimSpace(t.ID + " " + t.Title))
	fmt.Fprintf(w, "%s, %s%s\n", name, many(t.Revisions(), "revision"), standing(past.Evidence.Standings[t]))
	if t.Gone >= 0 {
		c := past.Trails.Log.Commits[t.Gone]
		fmt.Fprintf(w, "removed in %s, recorded %s by %s\n", c.Hash.String()[:7], recordedDay(past, c.Committer), diagnostic.Visible(past.Trails.People.Shown(history.Person{Name: c.Committer.Name, Email: c.Committer.Email}).Name))
	}
	if t.Of != nil && t.Live {
		fmt.Fprintf(w, "a row of %s\n", diagnostic.Visible(strings.TrimSpace(t.Of.ID+" "+t.Of.Title)))
	}
	rows := [][]string{{"", "change", "recorded", "commit", "version", "status", "approval", "authors", "subject"}}
	for _, r := range t.Rows {
		rows = append(rows, tableRow(past, r))
	}
	printTable(w, rows, a.width(), 4, 7, 8)
	if last := t.Last(); last != nil {
		if ruling := past.Evidence.Rulings[last]; ruling != nil && ruling.Reason != "" {
			fmt.Fprintf(w, "%s: %s\n", revisionOf(last), diagnostic.Visible(ruling.Reason))
		}
	}
	return w.Flush()
}

// standing is what readers are told of a document, as the end of its name.
func standing(st *evidence.Standing) string {
	switch {
	case st == nil || st.Row == nil || st.Word == evidence.NoWord:
		return ""
	case st.Newer == nil || st.NewerWord == evidence.NoWord:
		return ", " + wordSince(st.Word, st.From)
	}
	return fmt.Sprintf(", %s %s, %s %s", revisionOf(st.Row), wordSince(st.Word, st.From), revisionOf(st.Newer), wordSince(st.NewerWord, st.NewerFrom))
}

func wordSince(w evidence.Word, from config.Date) string {
	switch w {
	case evidence.InForce:
		return fmt.Sprintf("%s since %s", w, from)
	case evidence.InForceFrom:
		return fmt.Sprintf("%s %s", w, from)
	}
	return string(w)
}

func tableRow(past *generator.Past, r *history.Row) []string {
	landing := past.Trails.Commit(r)
	version, status, verdict := "", "", ""
	if r.Facts != nil && r.Facts.Controlled {
		version, status = r.Facts.Version, r.Facts.Status
	}
	if ruling := past.Evidence.Rulings[r]; ruling != nil {
		verdict = string(ruling.Verdict)
	}
	cells := []string{
		revisionOf(r), string(r.Change), recordedDay(past, landing.Committer), landing.Hash.String()[:7],
		version, status, verdict, authorsOf(past, r), history.Subject(landing.Message),
	}
	for i := range cells {
		cells[i] = diagnostic.Visible(cells[i])
	}
	return cells
}

// revisionOf is a revision as people say it; "" for a row without a number, but
// for the question mark of what isn't published.
func revisionOf(r *history.Row) string {
	s := ""
	if r.Number > 0 {
		s = "r" + strconv.Itoa(r.Number)
	}
	if r.Provisional {
		s += "?"
	}
	return s
}

// recordedDay is when git says that somebody did something.
func recordedDay(past *generator.Past, s git.Signature) string {
	if s.Broken {
		return "unreadable"
	}
	return s.When.In(past.Config.Timezone).Format("2006-01-02")
}

func authorsOf(past *generator.Past, r *history.Row) string {
	var authors []string
	for _, p := range past.Trails.Authors(r) {
		authors = append(authors, diagnostic.Visible(p.Name))
	}
	return strings.Join(authors, ", ")
}

// width is that of the terminal, or 0 for none.
func (a *app) width() int {
	f, ok := a.stdout.(*os.File)
	if !ok {
		return 0
	}
	w, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return w
}

// printTable aligns columns. Where the width, when it is known, doesn't suffice,
// the widest of the columns that may give way do.
func printTable(w *bufio.Writer, rows [][]string, width int, giving ...int) {
	widths := make([]int, len(rows[0]))
	total := -2 // there is no gap after the last
	for i := range widths {
		for _, row := range rows {
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
		total += widths[i] + 2
	}
	const shortest = 8
	for ; width > 0 && total > width; total-- {
		widest := slices.MaxFunc(giving, func(a, b int) int { return widths[a] - widths[b] })
		if widths[widest] <= shortest {
			break
		}
		widths[widest]--
	}
	last := len(widths) - 1
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			cell = cut(cell, widths[i])
			line.WriteString(cell)
			if i < last {
				line.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell)+2))
			}
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:max(most-1, 0)]) + "…"
}
