package git

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/go-git/go-billy/v5"
	"github.com/go-git/go-billy/v5/osfs"
	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/storage/filesystem/dotgit"
)

// Repository is an open repository. Its methods are safe for use by several
// goroutines.
type Repository struct {
	prefix string
	gitDir string // of this work tree
	common string // of all its work trees, often the same
	config settings
	refs   *dotgit.DotGit
	store  *store

	mu      sync.Mutex
	objects *reader // for single objects, behind mu
}

// Open opens the repository in whose work tree the folder dir lies, looking
// upwards as git does: linked work trees, submodules and alternates included. It
// is [ErrNone] where there is none, and a [*Refusal] for a repository that this
// package can't read or that has no commit yet. Close it when done.
func Open(dir string) (*Repository, error) {
	found, err := discover(dir)
	if err != nil {
		return nil, err
	}
	r := &Repository{prefix: found.prefix, gitDir: found.gitDir, common: found.common}
	if r.config, err = readSettings(r.common, r.gitDir); err != nil {
		return nil, err
	}
	if err := r.config.check(found.top, r.gitDir); err != nil {
		return nil, err
	}
	var fs billy.Filesystem = osfs.New(r.gitDir)
	if r.common != r.gitDir {
		fs = dotgit.NewRepositoryFilesystem(fs, osfs.New(r.common))
	}
	r.refs = dotgit.New(fs)
	if r.store, err = openStore(filepath.Join(r.common, "objects")); err != nil {
		return nil, err
	}
	r.objects = newReader(r.store)
	if _, err := r.Head(); err != nil {
		r.store.close()
		return nil, err
	}
	return r, nil
}

// Close closes the files that reading has opened.
func (r *Repository) Close() error { return r.store.close() }

// Prefix returns where the folder given to Open lies in its repository: "" at the
// top, else a slash-separated path that ends in a slash.
func (r *Repository) Prefix() string { return r.prefix }

// Head is what is checked out.
type Head struct {
	Commit Hash
	Branch string // without refs/heads/; "" when HEAD is detached
}

// Head reads what is checked out now.
func (r *Repository) Head() (Head, error) {
	ref, err := r.refs.Ref(plumbing.HEAD)
	if err != nil {
		return Head{}, &Refusal{
			Message:  fmt.Sprintf("HEAD of the git repository can't be read: %v", err),
			HintText: `printf 'ref: refs/heads/main\n' > .git/HEAD names the branch again`,
		}
	}
	if ref.Type() == plumbing.HashReference {
		commit, err := r.peel(Hash(ref.Hash()), kindCommit)
		return Head{Commit: commit}, err
	}
	branch := ref.Target()
	target, err := r.follow(branch)
	if errors.Is(err, plumbing.ErrReferenceNotFound) || errors.Is(err, os.ErrNotExist) {
		return Head{}, &Refusal{
			Message:  fmt.Sprintf("branch %q has no commit yet, so nothing has a history", branch.Short()),
			HintText: "git add --all && git commit makes the first one",
			err:      ErrUnborn,
		}
	}
	if err != nil {
		return Head{}, err
	}
	commit, err := r.peel(target, kindCommit)
	return Head{Commit: commit, Branch: branch.Short()}, err
}

// maxLinks is how often a reference may point to another, as in git.
const maxLinks = 5

// follow returns the object that a reference names in the end.
func (r *Repository) follow(name plumbing.ReferenceName) (Hash, error) {
	for range maxLinks + 1 {
		ref, err := r.refs.Ref(name)
		if err != nil {
			return Hash{}, err
		}
		if ref.Type() == plumbing.HashReference {
			return named(ref)
		}
		name = ref.Target()
	}
	return Hash{}, fmt.Errorf("reference %q points to others in a circle", name)
}

func named(ref *plumbing.Reference) (Hash, error) {
	if ref.Hash().IsZero() {
		return Hash{}, &Refusal{
			Message:  fmt.Sprintf("reference %q names no object", ref.Name()),
			HintText: fmt.Sprintf("git update-ref -d %s takes it away; git fetch brings it back where it exists", ref.Name()),
		}
	}
	return Hash(ref.Hash()), nil
}

// explain adds to the error of a missing object what a partial clone makes of it.
func (r *Repository) explain(err error) error {
	if !errors.Is(err, ErrMissing) {
		return err
	}
	if in, other := r.Incomplete(); other == nil && in.Partial {
		return partial(err)
	}
	return err
}
