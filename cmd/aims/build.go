package main

import (
	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/diagnostic"
)

func (a *app) build() *cobra.Command {
	var o generator.Options
	var timings bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "compile the manual into public/",
		Long: `build reads the manual's files, checks them, and publishes the pages into the
folder that aims.yaml names as output, public/ by default.

The published site is replaced in one step when everything is ready. While the
manual has errors, and when anything goes wrong, it stays as it was.`,
		Example: `  aims build
  aims build --output ../site      publish somewhere else
  aims build --keep-going          publish although there are errors, and show them
  aims build -C manuals/ai         build the manual of another folder`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := manualDir(cmd)
			if err != nil {
				return err
			}
			o.Dir = dir
			if timings {
				o.Now = a.now
			}
			return a.runBuild(cmd, o, timings)
		},
	}
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "folder to publish into (default: output of aims.yaml)")
	cmd.Flags().BoolVar(&o.KeepGoing, "keep-going", false, "publish what could be read although there are errors, and show every fault")
	cmd.Flags().BoolVar(&timings, "timings", false, "tell how long each stage took")
	return cmd
}

func (a *app) runBuild(cmd *cobra.Command, o generator.Options, timings bool) error {
	p := a.progress()
	o.Progress = p.show
	r, err := generator.Build(cmd.Context(), o)
	p.clear()
	a.diagnostics(a.stderr, r.Diagnostics)
	if err != nil {
		return err
	}
	if !r.Published {
		a.heldBack(r)
		return outcome(faulty)
	}
	a.published(r)
	if timings {
		a.timings(r.Timings)
	}
	if diagnostic.Blocking(r.Diagnostics) {
		return outcome(faulty)
	}
	return nil
}
