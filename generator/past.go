package generator

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"aims/generator/config"
	"aims/generator/diagnostic"
	"aims/generator/git"
	"aims/generator/history"
	"aims/generator/history/evidence"
	"aims/generator/manual"
)

// repository is the git repository that a manual lies in, as of one commit.
type repository struct {
	*git.Repository
	head       git.Hash
	tree       git.Hash
	files      map[string]git.Hash // of the commit, below the manual's folder
	incomplete string              // what is missing of the history, in words
	altered    manual.Altered
	published  git.Hash // tip of the published branch, when another one is built
}

// openRepository opens the repository of the manual's folder as of rev, HEAD
// when it is empty. It returns nil where no commit vouches for the folder: in
// no repository, or in one without a commit.
func openRepository(o Options) (*repository, error) {
	repo, err := git.Open(o.Dir)
	if o.Rev == "" && (errors.Is(err, git.ErrNone) || errors.Is(err, git.ErrUnborn)) {
		return nil, nil
	}
	if errors.Is(err, git.ErrNone) {
		return nil, &Refusal{fmt.Sprintf("%q lies in no git repository, so there is no %q in it", o.Dir, o.Rev), "leave --rev out to build the files as they are"}
	}
	if err != nil {
		return nil, err
	}
	r := &repository{Repository: repo, files: map[string]git.Hash{}}
	if err := r.open(o); err != nil {
		repo.Close()
		if errors.Is(err, git.ErrUnborn) && o.Rev == "" {
			return nil, nil
		}
		return nil, err
	}
	return r, nil
}

func (r *repository) open(o Options) error {
	head, err := r.Head()
	if o.Rev != "" {
		head.Commit, err = r.Resolve(o.Rev)
	}
	if err != nil {
		return err
	}
	r.head = head.Commit
	if o.Rev == "" {
		r.published = r.publishedBeside(head)
	}
	commit, err := r.Commit(r.head)
	if err != nil {
		return err
	}
	r.tree = commit.Tree
	files, err := r.Files(r.head, r.Prefix())
	if err != nil {
		return fmt.Errorf("list the files of %s: %w", r.head, err)
	}
	for _, f := range files {
		if !f.Symlink {
			r.files[f.Path] = f.Blob
		}
	}
	missing, err := r.Incomplete()
	r.altered = manual.Altered{Grafts: missing.Grafts, Replaced: missing.Replace}
	if o.AllowIncomplete {
		r.incomplete = lacks(missing)
	}
	return err
}

// lacks says what a clone doesn't hold of the history; "" for nothing.
func lacks(missing git.Incomplete) string {
	switch {
	case missing.Shallow && missing.Partial:
		return "this clone is shallow and partial, so older revisions and texts are missing and the numbers of the others are too small"
	case missing.Shallow:
		return "this clone is shallow, so older revisions are missing and the numbers of the others are too small"
	case missing.Partial:
		return "this clone is partial, so what older revisions said of themselves may be missing, and the numbers may be wrong"
	}
	return ""
}

// publishedBeside is the tip of the published branch when HEAD is on another
// one: the remote's, else main or master. It is zero when HEAD is detached, as
// in most pipelines, or when no such branch is there.
func (r *repository) publishedBeside(head git.Head) git.Hash {
	switch head.Branch {
	case "", "main", "master":
		return git.Hash{}
	}
	for _, name := range []string{"origin/HEAD", "origin/main", "main", "origin/master", "master"} {
		if tip, err := r.Resolve(name); err == nil {
			if tip == head.Commit {
				return git.Hash{}
			}
			return tip
		}
	}
	return git.Hash{}
}

// trails reads the history of the manual's Markdown.
func (r *repository) trails(ctx context.Context, c config.Config, o Options) (*history.Trails, error) {
	t, err := history.Read(ctx, r.Repository, r.head, history.Options{
		Content: c.Content,
		Want:    func(p string) bool { return isMarkdown(p) && !c.Excluded(p) },
		Walk:    git.WalkOptions{AllowIncomplete: o.AllowIncomplete},

		Published: r.published,
	})
	if err != nil {
		return nil, err
	}
	if blob, ok := r.files[".mailmap"]; ok {
		text, err := r.Blob(blob)
		if err != nil {
			return nil, fmt.Errorf("read .mailmap: %w", err)
		}
		t.People = history.ParseMailmap(text)
	}
	return t, nil
}

// work says how the text of a file in hand stands to the commit.
func (r *repository) work(p string, text []byte) manual.Work {
	blob, known := r.files[p]
	switch {
	case !known:
		return manual.Untracked
	case git.SameText(text, blob):
		return manual.Committed
	}
	return manual.Changed
}

func isMarkdown(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	return ext == ".md" || ext == ".markdown"
}

// Past is the history of a manual, without its pages.
type Past struct {
	Trails   *history.Trails
	Evidence *evidence.Evidence
	Config   config.Config
	repo     *repository
}

// History reads the history of the manual as of Options.Rev, HEAD when that is
// empty. Documents are those of the commit; the work tree is not read but for
// aims.yaml.
func History(ctx context.Context, o Options) (*Past, error) {
	repo, err := openRepository(o)
	if err != nil {
		return nil, err
	}
	if repo == nil {
		return nil, &Refusal{fmt.Sprintf("no commit of a git repository vouches for %q", o.Dir), "git init, git add --all and git commit begin a history"}
	}
	c := configOf(o.Dir)
	k, err := repo.judged(ctx, c, o)
	if err != nil {
		repo.Close()
		return nil, err
	}
	return &Past{Trails: k.trails, Evidence: k.evidence, Config: c, repo: repo}, nil
}

// Close ends reading.
func (p *Past) Close() error { return p.repo.Close() }

// Find returns the trail of a document's id, or of a plain page's path.
func (p *Past) Find(name string) (*history.Trail, error) {
	if t := p.Trails.Document(name); t != nil {
		return t, nil
	}
	if t := p.Trails.Path(name); t != nil {
		return t, nil
	}
	return nil, &Refusal{fmt.Sprintf("no commit has a document %q", name), nearestTrail(p.Trails, name)}
}

// Text returns the text of a row as git holds it.
func (p *Past) Text(r *history.Row) ([]byte, error) {
	if r.Of != nil && r.Of.Facts != nil && r.Change != history.Removed {
		id := diagnostic.Visible(r.Of.Facts.ID)
		return nil, &Refusal{fmt.Sprintf("%s was a row of %s in this revision, and has no text of its own", diagnostic.Visible(r.Facts.ID), id), fmt.Sprintf("git show %s:./%s writes the file; aims history %s tells its revisions", p.Trails.Commit(r).Hash.String()[:12], diagnostic.Visible(r.Of.Path), id)}
	}
	if r.Blob.IsZero() {
		return nil, &Refusal{"the document was removed in this landing, so there is no text", "name an earlier revision"}
	}
	return p.repo.Blob(r.Blob)
}

// nearestTrail is a hint that names the document that was meant.
func nearestTrail(t *history.Trails, name string) string {
	var names []string
	for _, x := range slices.Concat(t.Documents, t.Records) {
		names = append(names, x.ID)
	}
	for _, x := range t.Pages {
		names = append(names, x.Path)
	}
	if near := diagnostic.Nearest(name, names); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "name an id, or the path of a plain page from the manual's folder"
}
