package main

import (
	"github.com/spf13/cobra"

	"aims/generator/config"
)

// day is a flag whose value is a date.
type day struct{ config.Date }

// Set reads the flag's value.
func (d *day) Set(text string) error {
	date, err := config.ParseDate(text)
	if err != nil {
		return misusef("%v", err)
	}
	d.Date = date
	return nil
}

// Type names the flag's value in the help.
func (d *day) Type() string { return "DATE" }

// todayFlag gives cmd the flag --today.
func todayFlag(cmd *cobra.Command, today *day, byDefault string) {
	cmd.Flags().Var(today, "today", "judge what hangs on the day as of `DATE` (default: "+byDefault+")")
}
