package render

import (
	"fmt"
	"testing"
	"time"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
	"aims/generator/standard"
)

// handmadeConfig is an aims.yaml with two people, two roles and nothing unusual.
const handmadeConfig = `
title: Manual of tests
people:
  ada: {name: Ada Owner, emails: [ada@example.org]}
  ben: {name: Ben Deputy, emails: [ben@example.org]}
roles:
  zealous: {title: Zealous role, people: [ben]}
  lead: {title: AI lead, people: [ada], deputies: [ben], approves: [policy, soa], needs: 2}
approval: {require: recorded, recorders: [ci@example.org]}
`

// handmadeOwner is somebody of whom git knows.
var handmadeOwner = history.Person{Name: "Ada Owner", Email: "ada@example.org"}

// handmadeDay is the day as of which manuals made by hand are judged.
var handmadeDay = config.Date{Year: 2026, Month: 11, Day: 22}

// handmade is a manual of these documents, each with one revision that is in
// force and whose approval is recorded. The first one landed at noon of
// handmadeDay in the built commit, each further one a minute earlier.
func handmade(t testing.TB, yaml string, documents ...string) *build {
	t.Helper()
	in := manual.Input{History: &history.Trails{Log: &git.Log{}}, Unreadable: map[string]bool{}}
	ev := &evidence.Evidence{Day: handmadeDay, Rulings: map[*history.Row]*evidence.Ruling{}, Standings: map[*history.Trail]*evidence.Standing{}}
	in.Evidence = ev
	var found []diagnostic.Diagnostic
	in.Config, found = config.Parse([]byte(yaml))
	if len(found) > 0 {
		t.Fatal(found)
	}
	in.Kinds, _ = document.AllKinds(in.Config)
	if in.Standards, found = standard.Load(in.Config.Standards, nil); len(found) > 0 {
		t.Fatal(found)
	}
	parser := document.NewParser(in.Kinds, func(string) string { return "" }, English.Body)
	for i, text := range documents {
		d, _ := parser.Parse(fmt.Sprintf("content/%04d.md", i), []byte(text))
		in.Documents = append(in.Documents, d)
		in.History.Log.Commits = append(in.History.Log.Commits, handmadeCommit(i))
	}
	in.History.Head = handmadeCommit(0).Hash
	m := manual.Assemble(in)
	for i, e := range m.Documents {
		row := &history.Row{Number: 1, Change: history.Text, Landing: i, Commits: []int{i}, Path: e.Path}
		e.Trail = &history.Trail{ID: e.ID.Value, Title: e.Title.Value, Path: e.Path, Live: true, Rows: []*history.Row{row}, Gone: -1}
		e.Standing = &evidence.Standing{Word: evidence.InForce, Row: row}
		e.Row, e.Reader = row, evidence.InForce
		m.History.Documents = append(m.History.Documents, e.Trail)
		ev.Standings[e.Trail] = e.Standing
		said := evidence.Statement{Meaning: evidence.Approval, Person: handmadeOwner, Counts: true, How: evidence.Recorded, Carrier: evidence.Commit, Commit: handmadeCommit(i).Hash}
		ev.Rulings[row] = &evidence.Ruling{Verdict: evidence.Recorded, Reason: "a reason", Statements: []evidence.Statement{said}}
	}
	r, err := New(Options{Version: "1.2.3", Asked: []string{"--keep-going"}})
	if err != nil {
		t.Fatal(err)
	}
	return newBuild(r, m, nil)
}

// handmadeCommit is the n-th newest commit, without parents.
func handmadeCommit(n int) *git.LogCommit {
	by := git.Signature{Name: handmadeOwner.Name, Email: handmadeOwner.Email, When: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC).Add(-time.Duration(n) * time.Minute)}
	return &git.LogCommit{Commit: git.Commit{Hash: git.Hash{byte(n >> 8), byte(n), 0xaa}, Author: by, Committer: by, Message: "Change a text\n"}}
}

// handmadePolicy is a document owned by a role of handmadeConfig.
func handmadePolicy(id, more string) string {
	return fmt.Sprintf("---\nkind: policy\nid: %s\ntitle: Title of %s\nowner: lead\nversion: \"1\"\nstatus: approved\n%s---\nText.\n", id, id, more)
}

func dayOf(t testing.TB, text string) config.Date {
	t.Helper()
	d, err := config.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
