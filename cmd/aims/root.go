package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"aims/generator"
)

// outcome is an error that has been told already and only sets the status.
type outcome int

func (outcome) Error() string { return "told" }

// run runs the command line and returns the exit status.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	var told outcome
	var wrong *misuse
	switch {
	case err == nil:
		return fine
	case errors.As(err, &told):
		return int(told)
	case errors.As(err, &wrong):
		if cmd.Name() == "help" {
			cmd = root
		}
		a.complain(err, "see "+cmd.CommandPath()+" --help")
		return misused
	case errors.Is(err, context.Canceled):
		a.complain(errors.New("interrupted"), "")
		return failed
	}
	a.complain(err, "")
	return failed
}

// root is the command with all of its commands below it.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "aims",
		Short: "the manual of an AI management system, from Markdown in git",
		Long: `aims compiles the manual of an AI management system (ISO/IEC 42001) from
Markdown in git into a site of static pages that an auditor can verify.

Exit status: 0 fine, 1 the manual has errors, 2 the command was used wrongly,
3 the run itself failed.`,
		Example: `  aims init manual        # start a manual in the folder manual
  aims serve              # preview the manual of this folder while you write
  aims check              # say what is wrong with it
  aims build              # compile it into public/`,
		Version:           generator.Version,
		SilenceErrors:     true,
		SilenceUsage:      true,
		Args:              knownCommand,
		RunE:              func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate("aims {{.Version}}\n")
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpCommand(help())
	root.AddCommand(a.build(), a.serve(), a.check(), a.history(), a.show(), a.approve(), a.due(), a.schema(), a.initialise(), a.completion())
	root.AddCommand(development()...)
	return root
}

// help is the command that explains another one.
func help() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "explain a command",
		Long:  "help explains a command, as its flag --help does.",
		Example: `  aims help
  aims help build`,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandNames(cmd.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return knownCommand(cmd.Root(), rest)
			}
			found.InitDefaultHelpFlag()
			found.InitDefaultVersionFlag()
			return found.Help()
		},
	}
}
