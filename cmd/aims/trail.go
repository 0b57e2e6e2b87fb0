package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"

	"aims/generator"
	"aims/generator/diagnostic"
	"aims/generator/history"
)

// trail prints the table of one trail, as wide as the terminal where there is
// one, else with whole subjects.
func (a *app) trail(past *generator.Past, t *history.Trail, more bool) error {
	w := bufio.NewWriter(a.stdout)
	if more {
		fmt.Fprintln(w)
	}
	name := diagnostic.Visible(strings.TrimSpace(t.ID + " " + t.Title))
	fmt.Fprintf(w, "%s, %s\n", name, many(t.Revisions(), "revision"))
	if t.Gone >= 0 {
		c := past.Trails.Log.Commits[t.Gone]
		fmt.Fprintf(w, "removed in %s, recorded %s by %s\n", c.Hash.String()[:7], c.Committer.When.Format("2006-01-02"), diagnostic.Visible(past.Trails.People.Shown(history.Person{Name: c.Committer.Name, Email: c.Committer.Email}).Name))
	}
	rows := [][]string{{"", "change", "recorded", "commit", "version", "status", "authors", "subject"}}
	for _, r := range t.Rows {
		rows = append(rows, tableRow(past, r))
	}
	printTable(w, rows, a.width())
	return w.Flush()
}

func tableRow(past *generator.Past, r *history.Row) []string {
	landing := past.Trails.Commit(r)
	number, day := "", "unreadable"
	if r.Number > 0 {
		number = "r" + strconv.Itoa(r.Number)
	}
	if r.Provisional {
		number += "?"
	}
	if !landing.Committer.Broken {
		day = landing.Committer.When.In(past.Config.Timezone).Format("2006-01-02")
	}
	version, status := "", ""
	if r.Facts != nil && r.Facts.Controlled {
		version, status = r.Facts.Version, r.Facts.Status
	}
	var authors []string
	for _, p := range past.Trails.Authors(r) {
		authors = append(authors, p.Name)
	}
	cells := []string{number, string(r.Change), day, landing.Hash.String()[:7], version, status, strings.Join(authors, ", "), history.Subject(landing.Message)}
	for i := range cells {
		cells[i] = diagnostic.Visible(cells[i])
	}
	return cells
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

// printTable aligns columns. The last two give way where the width, when it is
// known, doesn't suffice.
func printTable(w *bufio.Writer, rows [][]string, width int) {
	const shortest, longest = 8, 24
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	last := len(widths) - 1
	if width > 0 {
		widths[last-1] = min(widths[last-1], longest)
		widths[4] = min(widths[4], longest)
		rest := width
		for _, n := range widths[:last] {
			rest -= n + 2
		}
		widths[last] = max(rest, shortest)
	}
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
