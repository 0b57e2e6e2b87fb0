package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"aims/generator"
)

func (a *app) show() *cobra.Command {
	var o generator.Options
	cmd := &cobra.Command{
		Use:   "show ID rN",
		Short: "write a text as of a revision",
		Long: `show writes the text of a document as git holds it for revision N, byte for
byte, frontmatter included. The numbers are those of aims history.`,
		Example: `  aims show POL-001 r3
  aims show POL-001 r3 | diff - content/policies/POL-001.md`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return misusef("show takes an id and a revision, such as POL-001 r3")
			}
			if _, err := revisionNumber(args[1]); err != nil {
				return err
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			past, err := openPast(cmd, o)
			if err != nil {
				return err
			}
			defer past.Close()
			t, err := past.Find(args[0])
			if err != nil {
				return err
			}
			n, _ := revisionNumber(args[1])
			row := t.Revision(n)
			if row == nil {
				return noRevision(args[0], n, t.Revisions())
			}
			text, err := past.Text(row)
			if err == nil {
				_, err = a.stdout.Write(text)
			}
			return err
		},
	}
	folderFlag(cmd)
	revisionFlags(cmd, &o)
	return cmd
}

// revisionNumber reads r3, or 3.
func revisionNumber(s string) (int, error) {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "r"))
	if err != nil || n < 1 {
		return 0, misusef("%q is no revision; write r3 for revision 3", s)
	}
	return n, nil
}
