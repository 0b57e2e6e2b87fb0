package main

import (
	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/export"
	"aims/generator/history"
)

func (a *app) history() *cobra.Command {
	var o generator.Options
	var asJSON, all bool
	cmd := &cobra.Command{
		Use:   "history [ID]",
		Short: "show the revision trail of a document",
		Long: `history shows every landing that changed a document, newest first: commits on
the first-parent line of the built commit after which the text that carries the
id is another than before. Rows without a number changed only its place or its
white space, or left it as it was.

Dates are when git says that a landing was recorded; version and status are what
the text says. A plain page is named by its path from the manual's folder. Of a
record that is a row of a file the landings are those that changed the row.`,
		Example: `  aims history POL-001
  aims history POL-001 --json
  aims history --all --json > revisions.json
  aims history POL-001 --rev v1.2     # as of a commit or tag`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) > 1:
				return misusef("history takes one id")
			case all == (len(args) == 1):
				return misusef("name one document, or all of them with --all")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			past, err := openPast(cmd, o)
			if err != nil {
				return err
			}
			defer past.Close()
			list := past.Trails.All()
			if !all {
				t, err := past.Find(args[0])
				if err != nil {
					return err
				}
				list = []*history.Trail{t}
			}
			return a.runHistory(past, list, asJSON)
		},
	}
	folderFlag(cmd)
	revisionFlags(cmd, &o)
	cmd.Flags().BoolVar(&asJSON, "json", false, "write the trail as data/revisions.json has it")
	cmd.Flags().BoolVar(&all, "all", false, "show the trails of all documents, records and pages")
	return cmd
}

func (a *app) runHistory(past *generator.Past, list []*history.Trail, asJSON bool) error {
	if asJSON {
		return export.WriteRevisions(a.stdout, past.Trails, past.Evidence, list, past.Config.Timezone)
	}
	for i, t := range list {
		if err := a.trail(past, t, i > 0); err != nil {
			return err
		}
	}
	return nil
}

// openPast reads the history of the manual that cmd's flags name.
func openPast(cmd *cobra.Command, o generator.Options) (*generator.Past, error) {
	dir, err := manualFolder(cmd)
	if err != nil {
		return nil, err
	}
	o.Dir = dir
	return generator.History(cmd.Context(), o)
}

// revisionFlags gives cmd the flags that choose a commit.
func revisionFlags(cmd *cobra.Command, o *generator.Options) {
	cmd.Flags().StringVar(&o.Rev, "rev", "", "read the commit that `REV` names (default: HEAD, and the files in hand)")
	cmd.Flags().BoolVar(&o.AllowIncomplete, "allow-incomplete-history", false, "read what a shallow clone has, and say on every page that it isn't all")
}
