package main

import (
	"github.com/spf13/cobra"

	"aims/generator"
)

func (a *app) schema() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema [KIND]",
		Short: "write a JSON Schema for editors",
		Long: `schema writes the JSON Schema (2020-12) of aims.yaml or, with the name of a kind,
of the frontmatter of its documents, with the kinds, fields and scales of this
manual. Editors complete and check keys with it; aims check knows more.`,
		Example: `  aims schema > aims.schema.json
  aims schema risk > risk.schema.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misusef("schema takes one kind, and got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			text, err := schemaOf(cmd, args)
			if err == nil {
				_, err = a.stdout.Write(text)
			}
			return err
		},
	}
	folderFlag(cmd)
	return cmd
}

func schemaOf(cmd *cobra.Command, args []string) ([]byte, error) {
	if len(args) == 0 {
		return generator.ConfigSchema()
	}
	dir, err := manualFolder(cmd)
	if err != nil {
		return nil, err
	}
	kinds, err := generator.Kinds(cmd.Context(), dir)
	if err != nil {
		return nil, err
	}
	kind := kinds.Find(args[0])
	if kind == nil {
		return nil, misusef("there is no kind %q%s", args[0], meant(args[0], kinds.Names()))
	}
	return generator.Schema(kind)
}
