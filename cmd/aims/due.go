package main

import (
	"bufio"
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/diagnostic"
	"aims/generator/history/evidence"
)

func (a *app) due() *cobra.Command {
	var today day
	var role, person string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "due",
		Short: "what waits for whom",
		Long: `due lists the approvals and reviews that wait, for each person who may give them.
The day is the one since which an approval waits, or on which a review is due.
Deputies are listed as such; what waits for nobody stands at the end.

The exit status is 0 also when things are due: due is a report, not a check.
aims check has the rules review-overdue and approval-missing.`,
		Example: `  aims due
  aims due --person ada            # what waits for one person
  aims due --role ai-governance-lead
  aims due --today 2026-12-31      # what will be due by then
  aims due --json | jq '.people[] | {name, tasks: (.tasks | length)}'`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := manualFolder(cmd)
			if err != nil {
				return err
			}
			if today.IsZero() {
				today.Date = generator.Today(dir, a.now())
			}
			past, err := generator.History(cmd.Context(), generator.Options{Dir: dir, Today: today.Date})
			if err != nil {
				return err
			}
			defer past.Close()
			return a.runDue(past, role, person, asJSON)
		},
	}
	folderFlag(cmd)
	cmd.Flags().StringVar(&role, "role", "", "list what waits for the role `ID` alone")
	cmd.Flags().StringVar(&person, "person", "", "list what waits for the person `ID` alone, as aims.yaml names them under people")
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the list as JSON")
	todayFlag(cmd, &today, "the day that the clock shows")
	return cmd
}

func (a *app) runDue(past *generator.Past, role, person string, asJSON bool) error {
	desk := past.Desk()
	a.warnOfRules(desk)
	if _, known := desk.Rules.Roles[role]; role != "" && !known {
		return misusef("--role: no %q stands under roles%s", role, meant(role, slices.Sorted(maps.Keys(desk.Rules.Roles))))
	}
	if _, known := desk.Rules.People[person]; person != "" && !known {
		return misusef("--person: no %q stands under people%s", person, meant(person, slices.Sorted(maps.Keys(desk.Rules.People))))
	}
	tasks := slices.DeleteFunc(desk.Tasks(), func(t generator.Task) bool {
		return role != "" && t.Role != role || person != "" && t.Person != person
	})
	if asJSON {
		text, err := desk.DueJSON(tasks)
		if err == nil {
			_, err = a.stdout.Write(text)
		}
		return err
	}
	if len(tasks) == 0 {
		a.nothingDue(past.Evidence.Day)
		return nil
	}
	return a.tasks(desk, tasks)
}

func (a *app) tasks(desk *generator.Desk, tasks []generator.Task) error {
	rows := [][]string{{"person", "waits for", "day", "document", "role", "title"}}
	for _, t := range tasks {
		name := desk.PersonName(t.Person)
		if t.Deputy {
			name += " (deputy)"
		}
		what := string(t.Kind)
		if t.Due == evidence.Overdue {
			what = "overdue review"
		}
		row := []string{name, what, t.Day.String(), t.Trail.ID + " " + revisionOf(t.Row), t.Title, t.Trail.Title}
		for i := range row {
			row[i] = diagnostic.Visible(row[i])
		}
		rows = append(rows, row)
	}
	w := bufio.NewWriter(a.stdout)
	printTable(w, rows, a.width(), 0, 4, 5)
	return w.Flush()
}
