package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"aims/content"
	"aims/generator"
	"aims/generator/config"
	"aims/templates"
)

// exampleName stands in the starter manual for whoever adopts it.
const exampleName = "Example Organisation"

func (a *app) initialise() *cobra.Command {
	var organisation string
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "start a manual in a folder",
		Long: `init writes a small manual of drafts: aims.yaml, a scope, a description of the
management system, an AI policy, procedures for document control, risk and
impact assessment, and a statement of applicability. It builds as it is; the
texts are yours to change. No file that exists is touched.`,
		Example: `  aims init manual
  aims init . --organisation "Acme Ltd"`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage{errors.New("init takes one folder")}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			n, err := startManual(dir, organisation)
			if err != nil {
				return err
			}
			a.started(dir, n)
			return nil
		},
	}
	cmd.Flags().StringVar(&organisation, "organisation", exampleName, "whose manual it is")
	return cmd
}

// startManual writes the starter manual into dir and returns how many files it
// wrote. It refuses when one of them is there already.
func startManual(dir, organisation string) (int, error) {
	files, err := starter(organisation)
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, fmt.Errorf("make the folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, fmt.Errorf("open the folder: %w", err)
	}
	defer root.Close()
	for _, f := range files {
		if _, err := root.Lstat(filepath.FromSlash(f.name)); err == nil {
			return 0, &generator.Refusal{Message: fmt.Sprintf("%s is there already", quote(filepath.Join(dir, f.name))), HintText: "choose an empty folder; init never changes a file"}
		}
	}
	for _, f := range files {
		if err := root.MkdirAll(filepath.FromSlash(path.Dir(f.name)), 0o755); err != nil {
			return 0, fmt.Errorf("make a folder: %w", err)
		}
		if err := root.WriteFile(filepath.FromSlash(f.name), f.text, 0o644); err != nil {
			return 0, fmt.Errorf("write a file: %w", err)
		}
	}
	return len(files), nil
}

type starterFile struct {
	name string
	text []byte
}

// starter is the starter manual in the name of the organisation.
func starter(organisation string) ([]starterFile, error) {
	configuration, err := fs.ReadFile(templates.FS, "manual/"+config.Name)
	if err != nil {
		return nil, fmt.Errorf("read the starter manual: %w", err)
	}
	files := []starterFile{{config.Name, configuration}, {".gitignore", []byte("/public/\n")}}
	err = fs.WalkDir(content.FS, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(content.FS, p)
		files = append(files, starterFile{path.Join("content", p), text})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the starter manual: %w", err)
	}
	for i := range files {
		files[i].text = []byte(strings.ReplaceAll(string(files[i].text), exampleName, organisation))
	}
	return files, nil
}
