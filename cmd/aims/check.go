package main

import (
	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/check"
	"aims/generator/diagnostic"
)

func (a *app) check() *cobra.Command {
	var today day
	var asJSON, rules bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "report what is wrong, write nothing",
		Long: `check reads the whole manual and reports everything that is wrong with it, each
with its file, line and column. It writes no file.

The exit status is 1 when there are errors; warnings and notes don't count.
checks: in aims.yaml sets the severity of a rule: error, warning, note or off.

Reviews and days in force are judged by the clock, unless --today says otherwise.`,
		Example: `  aims check
  aims check --json | jq -r '.diagnostics[].message'
  aims check --rules               # list the rules and what they find`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := manualFolder(cmd)
			switch {
			case err != nil:
				return err
			case asJSON && rules:
				return misusef("--json and --rules exclude each other")
			case rules:
				return a.rules(check.Rules)
			}
			if today.IsZero() {
				today.Date = generator.Today(dir, a.now())
			}
			return a.runCheck(cmd, generator.Options{Dir: dir, Today: today.Date}, asJSON)
		},
	}
	folderFlag(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the diagnostics as JSON")
	cmd.Flags().BoolVar(&rules, "rules", false, "list the rules instead")
	todayFlag(cmd, &today, "the day that the clock shows")
	return cmd
}

func (a *app) runCheck(cmd *cobra.Command, o generator.Options, asJSON bool) error {
	p := a.progress()
	o.Progress = p.show
	found, err := generator.Check(cmd.Context(), o)
	p.clear()
	if err != nil {
		return err
	}
	if asJSON {
		err = diagnostic.JSON(a.stdout, found)
	} else {
		err = a.diagnostics(a.stdout, found)
		a.summary(found)
	}
	if err == nil && diagnostic.Blocking(found) {
		return outcome(faulty)
	}
	return err
}
