package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"aims/generator"
	"aims/generator/history"
)

// approveInTag writes the tag that approves texts, once somebody said yes.
func (a *app) approveInTag(ctx context.Context, desk *generator.Desk, dir string, p approval, texts []generator.Candidate) error {
	g := gitTool{dir, a}
	who, err := g.identity(ctx)
	if err != nil {
		return err
	}
	if p.all {
		texts = slices.DeleteFunc(texts, func(c generator.Candidate) bool {
			why := desk.Evidence.Objection(c.Trail, who)
			return why != "" && a.leftOut(c, "waits for somebody else: "+why)
		})
	}
	if len(texts) == 0 {
		return nothingWaits(p)
	}
	if err := objections(desk, texts, who); err != nil {
		return err
	}
	if err := desk.InHand(dir, texts); err != nil {
		return err
	}
	name, err := g.tagName(ctx, p.tag, a.defaultTag(dir, texts))
	if err != nil {
		return err
	}
	a.warnOfTag(desk, name, texts)
	if p.diff {
		if err := a.waiting(desk, texts, true); err != nil {
			return err
		}
	}
	a.aboutToTag(desk, name, who, texts, p.unsigned)
	if err := a.confirm(ctx, p.yes); err != nil {
		return err
	}
	message := generator.Statement{Texts: texts, Request: p.request}.Message()
	if err := g.tag(ctx, name, desk.Trails.Head.String(), message, p.unsigned); err != nil {
		return err
	}
	if err := a.tagged(name); err != nil {
		return err
	}
	return a.verdicts(ctx, dir, texts)
}

// objections refuses an approval that wouldn't count.
func objections(desk *generator.Desk, texts []generator.Candidate, who history.Person) error {
	for _, c := range texts {
		if why := desk.Evidence.Objection(c.Trail, who); why != "" {
			return &generator.Refusal{Message: fmt.Sprintf("your approval of %s would not count: %s", c.Trail.ID, why), HintText: whoMay(desk, c)}
		}
	}
	return nil
}

// defaultTag is the name of a tag when the command doesn't say one.
func (a *app) defaultTag(dir string, texts []generator.Candidate) string {
	// A dot may be no part of a name that git takes: at its end, or twice.
	what := strings.ReplaceAll(texts[0].Trail.ID, ".", "-")
	if more := len(texts) - 1; more > 0 {
		what = fmt.Sprintf("%s-and-%d-more", what, more)
	}
	return fmt.Sprintf("approvals/%s-%s", generator.Today(dir, a.now()), what)
}

// confirm asks whether to go on.
func (a *app) confirm(ctx context.Context, yes bool) error {
	switch {
	case yes:
		return nil
	case !a.answers():
		return &generator.Refusal{Message: "nobody is there to be asked whether this is right", HintText: "--yes writes the tag without a question"}
	}
	a.ask()
	answer := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(a.stdin).ReadString('\n')
		answer <- strings.ToLower(strings.TrimSpace(line))
	}()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case said := <-answer:
		if said == "y" || said == "yes" {
			return nil
		}
	}
	return &generator.Refusal{Message: "no tag was written", HintText: "answer y to write it"}
}

// verdicts tells what the tag made of the texts' verdicts.
func (a *app) verdicts(ctx context.Context, dir string, texts []generator.Candidate) error {
	past, err := generator.History(ctx, generator.Options{Dir: dir})
	if err != nil {
		return fmt.Errorf("read what the tag says: %w", err)
	}
	defer past.Close()
	for _, c := range texts {
		t := past.Trails.Document(c.Trail.ID)
		if t == nil || t.Last() == nil {
			continue
		}
		a.verdict(t, past.Evidence.Rulings[t.Last()])
	}
	return nil
}

// gitTool runs git in a folder. Nothing else in aims does: only git knows how this
// person signs.
type gitTool struct {
	dir string
	app *app
}

// elsewhere are variables that would lead git to another repository than the one
// that was read.
var elsewhere = []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX"}

func (g gitTool) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = g.dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(elsewhere, name)
	})
	return cmd
}

// identity is the person whom git would name as the tagger.
func (g gitTool) identity(ctx context.Context) (history.Person, error) {
	var told bytes.Buffer
	cmd := g.command(ctx, "var", "GIT_COMMITTER_IDENT")
	cmd.Stderr = &told
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return history.Person{}, &generator.Refusal{Message: "git is not there, and only git can write a signed tag", HintText: "install git, or write the tag elsewhere with the message of --print"}
	}
	line := string(out)
	if at := strings.LastIndexByte(line, '>'); err == nil && at >= 0 {
		if who, ok := (history.Trailer{Value: line[:at+1]}).Person(); ok {
			return who, nil
		}
	}
	if err := ctx.Err(); err != nil {
		return history.Person{}, err
	}
	return history.Person{}, &generator.Refusal{Message: "git doesn't say who you are" + lastLine(told.String()), HintText: "git config user.name and git config user.email say it"}
}

// tagName is a name that git takes and that no tag has: the one wanted, else the
// default with a number where it is taken.
func (g gitTool) tagName(ctx context.Context, wanted, byDefault string) (string, error) {
	taken := func(name string) bool {
		return g.command(ctx, "show-ref", "--verify", "--quiet", "refs/tags/"+name).Run() == nil
	}
	if wanted == "" {
		name := byDefault
		for n := 2; taken(name); n++ {
			name = fmt.Sprintf("%s-%d", byDefault, n)
		}
		return name, ctx.Err()
	}
	if g.command(ctx, "check-ref-format", "refs/tags/"+wanted).Run() != nil {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		return "", misusef("--tag: %q can't be the name of a tag", wanted)
	}
	if taken(wanted) {
		return "", &generator.Refusal{Message: fmt.Sprintf("there is a tag %q already", wanted), HintText: "an approval is never overwritten; choose another name"}
	}
	return wanted, nil
}

// tag writes an annotated tag. git talks to the person itself, who may have to
// touch a key.
func (g gitTool) tag(ctx context.Context, name, commit, message string, unsigned bool) error {
	how := []string{"--sign"}
	if unsigned {
		how = []string{"--annotate", "--no-sign"}
	}
	cmd := g.command(ctx, slices.Concat([]string{"tag"}, how, []string{"--cleanup=verbatim", "--file=-", "--end-of-options", name, commit})...)
	cmd.Stdin = strings.NewReader(message)
	cmd.Stdout, cmd.Stderr = g.app.stderr, g.app.stderr
	err := cmd.Run()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case unsigned:
		return fmt.Errorf("git tag: %w", err)
	}
	return &generator.Refusal{Message: fmt.Sprintf("git wrote no signed tag: %v", err), HintText: "git config user.signingkey and gpg.format say how you sign; --no-sign writes a tag without a signature"}
}
