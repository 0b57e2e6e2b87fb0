package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/config"
)

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
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return misusef("init takes one folder, and got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(_ *cobra.Command, args []string) error {
			name := strings.TrimSpace(organisation)
			if name == "" || !utf8.ValidString(name) || strings.ContainsFunc(name, unicode.IsControl) {
				return misusef("--organisation: %q is no name: it is empty or has characters that can't be printed", organisation)
			}
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			written, err := startManual(dir, name)
			if err != nil {
				return err
			}
			a.started(dir, written)
			return nil
		},
	}
	cmd.Flags().StringVar(&organisation, "organisation", exampleName, "`NAME` of the organisation whose manual it is")
	return cmd
}

// startManual writes the starter manual into dir and returns the names of the
// files, in order. It refuses when there is a manual already, and leaves
// nothing behind when writing fails.
func startManual(dir, organisation string) ([]string, error) {
	files, err := starter(organisation)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, &generator.Refusal{Message: fmt.Sprintf("%q is not a folder", dir), HintText: "choose another name"}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder %q: %w", dir, cause(err))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the folder %q: %w", dir, cause(err))
	}
	defer root.Close()
	if err := vacant(root, dir); err != nil {
		return nil, err
	}
	var written []string
	for _, f := range files {
		err := writeNew(root, f)
		switch {
		case f.optional && errors.Is(err, fs.ErrExist):
			continue
		case err != nil:
			withdraw(root, written)
			return nil, fmt.Errorf("write %q: %w", filepath.Join(dir, f.name), cause(err))
		}
		written = append(written, f.name)
	}
	return written, nil
}

// vacant refuses a folder that has an aims.yaml, or anything in content/.
func vacant(root *os.Root, dir string) error {
	taken := ""
	if _, err := root.Lstat(config.Name); err == nil {
		taken = config.Name
	}
	if info, err := root.Lstat(starterFolder); err == nil {
		entries, err := fs.ReadDir(root.FS(), starterFolder)
		if !info.IsDir() || err != nil || len(entries) > 0 {
			taken = starterFolder
		}
	}
	if taken == "" {
		return nil
	}
	return &generator.Refusal{
		Message:  fmt.Sprintf("%q is there already", filepath.Join(dir, taken)),
		HintText: "init starts a new manual and changes no file: choose another folder, or build what is there with aims build",
	}
}

func writeNew(root *os.Root, f starterFile) error {
	name := filepath.FromSlash(f.name)
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	w, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = w.Write(f.text)
	if err = errors.Join(err, w.Close()); err != nil {
		withdraw(root, []string{f.name})
	}
	return err
}

// withdraw removes files that init has written, and the folders that are empty
// then. What can't be removed stays; the error that led here is told anyway.
func withdraw(root *os.Root, names []string) {
	for _, name := range names {
		_ = root.Remove(filepath.FromSlash(name))
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			_ = root.Remove(filepath.FromSlash(dir))
		}
	}
}

// cause is an error of a file without the path, which the message names.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
