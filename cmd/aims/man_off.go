//go:build !man

package main

import "github.com/spf13/cobra"

// development lists the commands that only builds with the tag man have.
func development() []*cobra.Command { return nil }
