package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/document"
)

func (a *app) schema() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema [KIND | FILE]",
		Short: "write a JSON Schema for editors and programs",
		Long: `schema writes a JSON Schema (2020-12). Without an argument it is that of aims.yaml,
with the name of a kind that of the frontmatter of its documents, with the kinds,
fields and scales of this manual: editors complete and check keys with it, and
aims check knows more. With the path of a file for programs (data/documents.json,
data/registers/risk.json, manifest.json) it is that of the file, with a
description of every key, as the site has it below data/schema/.`,
		Example: `  aims schema > aims.schema.json
  aims schema risk > risk.schema.json
  aims schema data/documents.json
  aims schema data/registers/risk.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misusef("schema takes one kind or file, and got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			kinds, _ := kindsOf(cmd) // without kinds there are still names
			return slices.Concat(kinds.Names(), generator.DataNames(kinds)), cobra.ShellCompDirectiveNoFileComp
		},
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
	name := args[0]
	if text, err := generator.DataSchema(name, nil); text != nil || err != nil {
		return text, err
	}
	kinds, err := kindsOf(cmd)
	if err != nil {
		return nil, err
	}
	if kind := kinds.Find(name); kind != nil {
		return generator.Schema(kind)
	}
	text, err := generator.DataSchema(name, kinds)
	if text == nil && err == nil {
		return nil, noSchema(name, kinds)
	}
	return text, err
}

func kindsOf(cmd *cobra.Command) (document.Kinds, error) {
	dir, err := manualFolder(cmd)
	if err != nil {
		return nil, err
	}
	return generator.Kinds(cmd.Context(), dir)
}

// noSchema refuses the name of neither a kind nor a file.
func noSchema(name string, kinds document.Kinds) error {
	files := generator.DataNames(kinds)
	whole := "/" + strings.TrimSuffix(name, ".json") + ".json"
	if i := slices.IndexFunc(files, func(f string) bool { return strings.HasSuffix("/"+f, whole) }); i >= 0 {
		return misusef("there is no kind %q; did you mean %q?", name, files[i])
	}
	if strings.ContainsAny(name, "/.") {
		return misusef("there is no file for programs %q%s", name, meant(name, files))
	}
	return misusef("there is no kind %q%s", name, meantKind(name, kinds.Names()))
}

// meantKind is the kind with the nearest name, or with a name that has the word as a
// part, or else all kinds.
func meantKind(word string, names []string) string {
	if near := meant(word, names); near != "" {
		return near
	}
	for _, name := range names {
		if slices.Contains(strings.Split(name, "-"), strings.ToLower(word)) {
			return meant(name, names)
		}
	}
	return "; there are " + strings.Join(names, ", ")
}
