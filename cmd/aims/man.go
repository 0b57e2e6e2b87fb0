//go:build man

package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// The command that writes man pages is left out of ordinary builds, since what
// it needs would double their dependencies:
//
//	go run -tags man ./cmd/aims man DIR
func development() []*cobra.Command {
	return []*cobra.Command{{
		Use:    "man DIR",
		Short:  "write man pages into a folder",
		Hidden: true,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return misusef("man takes one folder")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("make the folder: %w", err)
			}
			cmd.Root().DisableAutoGenTag = true
			noDate := time.Unix(0, 0).UTC()
			return doc.GenManTree(cmd.Root(), &doc.GenManHeader{Section: "1", Source: "aims", Manual: "aims", Date: &noDate}, args[0])
		},
	}}
}
