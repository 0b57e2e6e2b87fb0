package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"aims/generator/config"
)

// folderFlag gives cmd the flag --dir for [manualFolder].
func folderFlag(cmd *cobra.Command) {
	cmd.Flags().StringP("dir", "C", "", "`DIR` of the manual (default: the nearest folder upwards with an aims.yaml, else this one)")
	_ = cmd.MarkFlagDirname("dir") // The flag is there.
}

// manualFolder is the folder that --dir names, or the nearest one upwards that
// has an aims.yaml, or the current one.
func manualFolder(cmd *cobra.Command) (string, error) {
	if flag := cmd.Flags().Lookup("dir"); flag.Changed {
		dir := flag.Value.String()
		switch info, err := os.Stat(dir); {
		case err != nil:
			return "", misusef("--dir: there is no folder %q", dir)
		case !info.IsDir():
			return "", misusef("--dir: %q is not a folder", dir)
		}
		return dir, nil
	}
	here, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the current folder: %w", err)
	}
	for dir, up := here, "."; ; dir, up = filepath.Dir(dir), filepath.Join("..", up) {
		if info, err := os.Stat(filepath.Join(dir, config.Name)); err == nil && !info.IsDir() {
			return up, nil
		}
		if dir == filepath.Dir(dir) {
			return ".", nil
		}
	}
}
