package main

import (
	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/diagnostic"
)

func (a *app) build() *cobra.Command {
	var o generator.Options
	var today day
	var timings bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "compile the manual into public/",
		Long: `build reads the manual's files, checks them, and publishes the pages into the
folder that aims.yaml names as output, public/ by default.

The published site is replaced in one step when everything is ready. While the
manual has errors, and when anything goes wrong, it stays as it was.

Whether a text is in force and a review overdue is judged as of the day of the
built commit, never by the clock, so that everybody builds the same pages.`,
		Example: `  aims build
  aims build --output ../site      # publish somewhere else
  aims build --keep-going          # publish although there are errors, and show them
  aims build -C manuals/ai         # build the manual of another folder
  aims build --rev v1.2            # build the manual of a commit, not the files in hand
  aims build --today 2026-03-01    # what is in force, and overdue, on that day`,
		Args:              noArguments,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			dir, err := manualFolder(cmd)
			if err != nil {
				return err
			}
			o.Dir, o.Today = dir, today.Date
			if timings {
				o.Now = a.now
			}
			return a.runBuild(cmd, o)
		},
	}
	folderFlag(cmd)
	cmd.Flags().StringVarP(&o.Output, "output", "o", "", "publish into `DIR` (default: output of aims.yaml)")
	_ = cmd.MarkFlagDirname("output") // The flag is there.
	cmd.Flags().BoolVar(&o.KeepGoing, "keep-going", false, "publish what could be read although there are errors, and show every fault")
	revisionFlags(cmd, &o)
	todayFlag(cmd, &today, "the day of the built commit")
	cmd.Flags().BoolVar(&timings, "timings", false, "tell how long each stage took, and its parts, added up over all processors")
	return cmd
}

func (a *app) runBuild(cmd *cobra.Command, o generator.Options) error {
	p := a.progress()
	o.Progress = p.show
	r, err := generator.Build(cmd.Context(), o)
	p.clear()
	if told := a.diagnostics(a.stderr, r.Diagnostics); err == nil {
		err = told
	}
	if err != nil {
		return err
	}
	blocking := diagnostic.Blocking(r.Diagnostics)
	if !r.Published {
		a.heldBack(r)
		return outcome(faulty)
	}
	if blocking {
		a.publishedFaulty(r)
	}
	if err := a.published(r); err != nil {
		return err
	}
	if blocking {
		return outcome(faulty)
	}
	return nil
}
