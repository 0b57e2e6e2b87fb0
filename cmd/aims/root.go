package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/config"
	"aims/generator/diagnostic"
)

// outcome is an error that has been told already and only sets the status.
type outcome int

func (outcome) Error() string { return "told" }

// usage is an error of whoever typed the command.
type usage struct{ error }

// run runs the command line and returns the exit status.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.root()
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	var told outcome
	var wrong usage
	switch {
	case err == nil:
		return fine
	case errors.As(err, &told):
		return int(told)
	case errors.As(err, &wrong):
		a.complain(err, "see "+cmd.CommandPath()+" --help")
		return misused
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
		Example: `  aims init manual        start a manual in the folder manual
  aims serve              preview the manual of this folder while you write
  aims check              say what is wrong with it
  aims build              compile it into public/`,
		Version:       generator.Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          a.knownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate("aims {{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{err} })
	root.PersistentFlags().StringP("dir", "C", "", "the manual's folder (default: the nearest one upwards with an aims.yaml, else this one)")
	root.AddCommand(a.build(), a.serve(), a.check(), a.initialise())
	root.AddCommand(development()...)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	return root
}

// knownCommand refuses a first word that is no command.
func (a *app) knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	if near := diagnostic.Nearest(args[0], names); near != "" {
		return usage{fmt.Errorf("unknown command %q; did you mean %q?", args[0], near)}
	}
	return usage{fmt.Errorf("unknown command %q", args[0])}
}

// noArguments refuses arguments of a command that has none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage{errors.New(cmd.CommandPath() + " takes no arguments, and got " + quote(args[0]))}
	}
	return nil
}

// manualDir is the folder that --dir names, or the nearest one upwards that
// has an aims.yaml, or the current one.
func manualDir(cmd *cobra.Command) (string, error) {
	if dir, _ := cmd.Flags().GetString("dir"); dir != "" {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return "", usage{errors.New("--dir: there is no folder " + quote(dir))}
		}
		return dir, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, config.Name)); err == nil {
			if rel, err := filepath.Rel(here, dir); err == nil {
				return rel, nil
			}
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return ".", nil
		}
	}
}
