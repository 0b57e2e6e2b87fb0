package generator_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator"
	"aims/generator/config"
	"aims/generator/git/gittest"
	"aims/generator/history/evidence"
)

// TestReviewers: to whom the review of a text is handed, and that their review counts.
func TestReviewers(t *testing.T) {
	keeper := deskPeople + "roles: {keeper: {title: Keeper, people: [dan], deputies: [cleo]}, chief: {title: Chief, people: [ben, ada], approves: [policy]}, board: {title: Board, people: [ben], approves: [plan]}}\n"
	tests := []struct {
		name, rules, text string
		want              []string
	}{
		{"the owner", keeper, deskText("one", "owner: keeper"), []string{"keeper dan", "keeper deputy cleo"}},
		{"the owner of the kind", keeper + "kinds: {policy: {defaults: {owner: keeper}}}\n", deskText("one"), []string{"keeper dan", "keeper deputy cleo"}},
		{"those who approve the kind, authors among them", keeper, deskText("one"), []string{"chief ada", "chief ben"}},
		{"an approver who may not approve the kind", keeper, deskText("one", "approver: [keeper, board]"), []string{"board ben", "keeper nobody"}},
		{"an owner who is no role", keeper, deskText("one", "owner: kepeer"), []string{"kepeer nobody"}},
		{"where no role approves it", deskPeople + "roles: {keeper: {people: [dan]}}\n", deskText("one"), []string{" nobody"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := gittest.New(t)
			text := strings.Replace(test.text, "---\n", "---\nreview-every: 10 days\n", 1)
			commits(test.rules, "", "", text)(r)
			day, _ := config.ParseDate("2026-03-01")
			past, err := generator.History(context.Background(), generator.Options{Dir: r.Dir, Today: day})
			if err != nil {
				t.Fatal(err)
			}
			defer past.Close()
			var got, people []string
			for _, task := range past.Desk().Tasks() {
				if task.Kind != generator.ToReview {
					continue
				}
				if got = append(got, taskWords(task)); task.Person != "" {
					people = append(people, task.Person)
				}
			}
			for _, id := range people {
				r.Committer = gittest.Person{Name: id, Email: id + "@example.org"}
				r.Commit("Review\n\nPeriodic-review: POL-001\n")
			}
			after := deskOf(t, r)
			reviewed := after.Evidence.Standings[after.Trails.Document("POL-001")].Reviews
			for _, review := range reviewed[:len(people)] {
				if review.How != evidence.PeriodicReview || !review.Counts || !slices.Contains(people, review.ID) {
					t.Errorf("the review is %+v", review)
				}
			}
			slices.Sort(got)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

func taskWords(t generator.Task) string {
	words := t.Role
	if t.Deputy {
		words += " deputy"
	}
	if t.Person == "" {
		return words + " nobody"
	}
	return words + " " + t.Person
}
