package main

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"aims/generator"
	"aims/generator/history"
)

// approval is what the flags of approve say.
type approval struct {
	ids        []string
	all        bool
	since      string // a commit: what has another text now
	reviewed   string // a commit: only what had the same text there
	print      bool
	approvedBy []string
	request    string
	tag        string
	unsigned   bool
	yes        bool
	diff       bool
	asJSON     bool
}

func (a *app) approve() *cobra.Command {
	var p approval
	cmd := &cobra.Command{
		Use:   "approve [ID…]",
		Short: "state an approval of exact texts in a tag",
		Long: `approve lists what waits for an approval, and what changed in it since the text
that was approved last.

With ids it states that you approve the texts of these documents exactly as HEAD
has them. It writes one annotated tag on HEAD, signed by git with your key, whose
message names each text by its hash. Nothing is pushed, and no file is changed.
You have to hold a role that approves the documents, and no approval of your own
text counts.

--print writes the message instead, for those who tag elsewhere: a pipeline that
records what was approved at a request, say.`,
		Example: `  aims approve                     # what waits, and for whom
  aims approve --diff              # with what changed
  aims approve POL-001 PRO-002     # approve these two texts
  aims approve --all --no-sign     # approve all that waits, without a signature
  aims approve --print --since HEAD^ --request https://git.example.org/pulls/7 \
    --approved-by 'Ada Owner <ada@example.org>' | git tag -a -F - approvals/7`,
		Args: func(_ *cobra.Command, args []string) error {
			p.ids = args
			return p.check()
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, _ []string) error { return a.runApprove(cmd, p) },
	}
	folderFlag(cmd)
	f := cmd.Flags()
	f.BoolVar(&p.all, "all", false, "approve all that waits and that you may approve")
	f.StringVar(&p.since, "since", "", "approve what asks for an approval and had another text at `REV`, or none")
	f.StringVar(&p.reviewed, "reviewed", "", "leave out documents whose text at `REV` was another")
	f.BoolVar(&p.print, "print", false, "write the tag's message and no tag")
	f.StringArrayVar(&p.approvedBy, "approved-by", nil, "with --print: say that `PERSON` approved, as 'Name <email>' (repeatable)")
	f.StringVar(&p.request, "request", "", "say where the texts were discussed: `URL` of a request in a forge")
	f.StringVar(&p.tag, "tag", "", "`NAME` of the tag (default: approvals/, the day, and what is approved)")
	f.BoolVar(&p.unsigned, "no-sign", false, "write a tag without a signature")
	f.BoolVarP(&p.yes, "yes", "y", false, "don't ask before the tag is written")
	f.BoolVar(&p.diff, "diff", false, "show what changed since the text that was approved last")
	f.BoolVar(&p.asJSON, "json", false, "write the list as JSON")
	return cmd
}

// chosen reports whether documents are named, in whatever way.
func (p approval) chosen() bool { return len(p.ids) > 0 || p.all || p.since != "" }

// check refuses flags that don't go together.
func (p approval) check() error {
	ways := 0
	for _, used := range []bool{len(p.ids) > 0, p.all, p.since != ""} {
		if used {
			ways++
		}
	}
	if ways > 1 {
		return misusef("ids, --all and --since exclude each other")
	}
	for _, f := range []struct {
		name   string
		used   bool
		misfit bool
		why    string
	}{
		{"--json", p.asJSON, p.chosen(), "is for the list, and documents are named"},
		{"--print", p.print, !p.chosen(), "needs ids, --all or --since"},
		{"--reviewed", p.reviewed != "", !p.chosen(), "needs ids, --all or --since"},
		{"--request", p.request != "", !p.chosen(), "needs ids, --all or --since"},
		{"--tag", p.tag != "", !p.chosen() || p.print, "needs ids, --all or --since, and no --print"},
		{"--no-sign", p.unsigned, !p.chosen() || p.print, "needs ids, --all or --since, and no --print"},
		{"--yes", p.yes, !p.chosen() || p.print, "needs ids, --all or --since, and no --print"},
		{"--diff", p.diff, p.print, "is not for --print"},
		{"--approved-by", len(p.approvedBy) > 0, !p.print, "is for --print: a tag says itself who made it"},
	} {
		if f.used && f.misfit {
			return misusef("%s %s", f.name, f.why)
		}
	}
	if strings.HasPrefix(p.tag, "-") {
		return misusef("--tag: %q looks like an option, and git has no such tags", p.tag)
	}
	if _, err := p.people(); err != nil {
		return err
	}
	return p.checkRequest()
}

// people reads --approved-by.
func (p approval) people() ([]history.Person, error) {
	var list []history.Person
	for _, text := range p.approvedBy {
		person, ok := history.Trailer{Value: text}.Person()
		if !ok || person.Name == "" || strings.ContainsFunc(text, unicode.IsControl) {
			return nil, misusef("--approved-by: %q is nobody; write 'Ada Owner <ada@example.org>'", text)
		}
		list = append(list, person)
	}
	return list, nil
}

func (p approval) checkRequest() error {
	if p.request == "" {
		return nil
	}
	u, err := url.Parse(p.request)
	odd := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || strings.ContainsFunc(p.request, odd) {
		return misusef("--request: %q is not an address of the web", p.request)
	}
	return nil
}

func (a *app) runApprove(cmd *cobra.Command, p approval) error {
	dir, err := manualFolder(cmd)
	if err != nil {
		return err
	}
	past, err := generator.History(cmd.Context(), generator.Options{Dir: dir})
	if err != nil {
		return err
	}
	defer past.Close()
	desk := past.Desk()
	a.warnOfRules(desk)
	if !p.chosen() {
		return a.listWaiting(desk, p)
	}
	texts, err := a.texts(desk, p)
	switch {
	case err != nil:
		return err
	case p.print:
		return a.printStatement(desk, dir, p, texts)
	}
	return a.approveInTag(cmd.Context(), desk, dir, p, texts)
}

// texts are those that are to be approved, in the order of ids. What is left out
// is told.
func (a *app) texts(desk *generator.Desk, p approval) ([]generator.Candidate, error) {
	list := desk.Candidates()
	switch {
	case p.all:
		list = slices.DeleteFunc(list, func(c generator.Candidate) bool { return !c.Waits })
	case p.since != "":
		same, err := desk.Holds(p.since)
		if err != nil {
			return nil, err
		}
		list = slices.DeleteFunc(list, func(c generator.Candidate) bool { return same(c.Blob) || a.leftOut(c, c.Unasked()) })
	default:
		named := map[string]bool{}
		for _, id := range p.ids {
			c, err := desk.Candidate(id)
			if err != nil {
				return nil, err
			}
			named[c.Trail.ID] = true
		}
		list = slices.DeleteFunc(list, func(c generator.Candidate) bool { return !named[c.Trail.ID] })
	}
	if p.reviewed == "" {
		return list, nil
	}
	same, err := desk.Holds(p.reviewed)
	return slices.DeleteFunc(list, func(c generator.Candidate) bool {
		return err == nil && !same(c.Blob) && a.leftOut(c, "has another text than at "+p.reviewed)
	}), err
}

// printStatement writes the message of a tag. Whether it will count is decided
// where the tag is read; what speaks against it here is told.
func (a *app) printStatement(desk *generator.Desk, dir string, p approval, texts []generator.Candidate) error {
	if len(texts) == 0 {
		a.nothingToPrint()
		return nil
	}
	if err := desk.InHand(dir, texts); err != nil {
		return err
	}
	people, err := p.people()
	if err != nil {
		return err
	}
	for _, c := range texts {
		for _, who := range people {
			a.wontCount(c, desk.Evidence.Objection(c.Trail, who))
		}
	}
	_, err = a.stdout.Write([]byte(generator.Statement{Texts: texts, Request: p.request, ApprovedBy: people}.Message()))
	return err
}
