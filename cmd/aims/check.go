package main

import (
	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/check"
	"aims/generator/diagnostic"
)

func (a *app) check() *cobra.Command {
	var asJSON, rules bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "report what is wrong, write nothing",
		Long: `check reads the whole manual and reports everything that is wrong with it, each
with its file, line and column. It writes no file.

The exit status is 1 when there are errors; warnings and notes don't count.
checks: in aims.yaml sets the severity of a rule: error, warning, note or off.`,
		Example: `  aims check
  aims check --json | jq '.diagnostics[].message'
  aims check --rules               list the rules and what they find`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if rules {
				return a.rules(check.Rules)
			}
			dir, err := manualDir(cmd)
			if err != nil {
				return err
			}
			found, err := generator.Check(cmd.Context(), generator.Options{Dir: dir})
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
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the diagnostics as JSON")
	cmd.Flags().BoolVar(&rules, "rules", false, "list the rules instead")
	return cmd
}
