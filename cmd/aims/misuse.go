package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aims/generator/diagnostic"
)

// misuse is an error of whoever typed the command.
type misuse struct{ message string }

func (m *misuse) Error() string { return m.message }

func misusef(format string, args ...any) error { return &misuse{fmt.Sprintf(format, args...)} }

// knownCommand refuses a first word that is no command.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return misusef("unknown command %q%s", args[0], meant(args[0], commandNames(cmd)))
}

// commandNames are the commands that help lists.
func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// meant names the nearest candidate, as the end of a message.
func meant(word string, candidates []string) string {
	if near := diagnostic.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// wrongFlag puts an error of parsing flags into words.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var wanting *pflag.ValueRequiredError
	var reason *misuse
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		return misusef("%s has no flag %q", cmd.CommandPath(), "-"+unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, "--"+f.Name) })
		return misusef("%s has no flag %q%s", cmd.CommandPath(), name, meant(name, known))
	case errors.As(err, &invalid) && errors.As(err, &reason):
		return misusef("--%s: %v", invalid.GetFlag().Name, reason)
	case errors.As(err, &invalid):
		return misusef("--%s can't be %q", invalid.GetFlag().Name, invalid.GetValue())
	case errors.As(err, &wanting):
		return misusef("--%s needs a value", wanting.GetFlag().Name)
	}
	return &misuse{err.Error()}
}

// noArguments refuses arguments of a command that has none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return misusef("%s takes no arguments, and got %q", cmd.CommandPath(), args[0])
	}
	return nil
}
