package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRefusals(t *testing.T) {
	const ours = `{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"urn:aims:manifest:1"}`
	for _, test := range []struct {
		name    string
		prepare func(t *testing.T, dir string)
		keep    []string
		message string // %q stands for the output
		hint    string
	}{
		{
			name:    "a file",
			prepare: func(t *testing.T, dir string) { write(t, filepath.Dir(dir), "public", "text") },
			message: `%q is not a folder`, hint: "move it away",
		}, {
			name: "a symbolic link",
			prepare: func(t *testing.T, dir string) {
				mkdir(t, filepath.Join(filepath.Dir(dir), "real"))
				symlink(t, "real", dir)
			},
			message: `%q is a symbolic link to "real"`, hint: "name the folder that the link points to",
		}, {
			name:    "a dangling link",
			prepare: func(t *testing.T, dir string) { symlink(t, "nowhere", dir) },
			message: `%q is a symbolic link to "nowhere"`, hint: "remove the link",
		}, {
			name: "foreign files",
			prepare: func(t *testing.T, dir string) {
				write(t, dir, manifestName, ours)
				for i := range 12 {
					write(t, dir, fmt.Sprintf("n%02d", i), "x")
				}
				write(t, dir, "folder/of/many", "x")
				write(t, dir, "folder/of/others", "x")
				write(t, dir, "kept", "x")
			},
			keep:    []string{"kept"},
			message: `%q has files that aims did not write: "folder/", "n00", "n01", "n02", "n03", "n04", "n05", "n06", "n07", "n08" and 3 more`,
			hint:    "move them away, or name them under keep: in aims.yaml",
		}, {
			name: "a foreign file beside a kept one",
			prepare: func(t *testing.T, dir string) {
				write(t, dir, manifestName, ours)
				write(t, dir, "docs/kept", "x")
				write(t, dir, "docs/other", "x")
			},
			keep:    []string{"docs/kept"},
			message: `%q has files that aims did not write: "docs/other"`, hint: "keep:",
		}, {
			name: "a link in place of a folder of the site",
			prepare: func(t *testing.T, dir string) {
				write(t, dir, manifestName, strings.Replace(ours, "[]", `[{"name":"docs/a","digest":{"sha256":"`+strings.Repeat("0", 64)+`"}}]`, 1))
				mkdir(t, filepath.Join(filepath.Dir(dir), "real"))
				write(t, filepath.Dir(dir), "real/a", "x")
				symlink(t, "../real", filepath.Join(dir, "docs"))
			},
			message: `%q has files that aims did not write: "docs"`, hint: "keep:",
		}, {
			name:    "files without a manifest",
			prepare: func(t *testing.T, dir string) { write(t, dir, "photo.jpg", "x") },
			message: `%q has files but no manifest.json of aims: "photo.jpg"`, hint: "empty it, or choose another folder",
		}, {
			name:    "a manifest of something else",
			prepare: func(t *testing.T, dir string) { write(t, dir, manifestName, `{"name":"my web app"}`) },
			message: `%q has a manifest.json that cannot be used: it is not a manifest of aims`, hint: "empty the folder, or choose another",
		}, {
			name:    "a manifest that is a folder",
			prepare: func(t *testing.T, dir string) { mkdir(t, filepath.Join(dir, manifestName)) },
			message: `%q has a manifest.json that cannot be used: it is not a regular file`, hint: "empty the folder",
		}, {
			name:    "a parent that is a file",
			prepare: func(t *testing.T, dir string) { replaceParent(t, dir) },
			message: `%q cannot be made: what it would stand in is a file`, hint: "choose another folder",
		}, {
			name: "a working folder that is a file",
			prepare: func(t *testing.T, dir string) {
				write(t, filepath.Dir(dir), ".public.aims", "x")
			},
			message: `".public.aims" beside %q is not a folder`, hint: "move it away",
		}, {
			name: "the current folder", prepare: func(t *testing.T, dir string) { mkdir(t, dir); t.Chdir(dir) },
			message: `%q holds the current folder`, hint: "start from another folder",
		}, {
			name: "a folder above the current one",
			prepare: func(t *testing.T, dir string) {
				mkdir(t, filepath.Join(dir, "sub"))
				t.Chdir(filepath.Join(dir, "sub"))
			},
			message: `%q holds the current folder`, hint: "start from another folder",
		}, {
			name: "keep outside", prepare: func(*testing.T, string) {}, keep: []string{"../secret"},
			message: `"../secret" under keep: cannot be kept`, hint: "relative to it",
		}, {
			name: "keep of the manifest", prepare: func(*testing.T, string) {}, keep: []string{manifestName},
			message: `"manifest.json" under keep: cannot be kept`, hint: "name files and folders",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			parent := filepath.Join(t.TempDir(), "parent")
			mkdir(t, parent)
			dir := filepath.Join(parent, "public")
			test.prepare(t, dir)
			before := snapshot(t, parent)
			message := strings.ReplaceAll(test.message, "%q", fmt.Sprintf("%q", dir))
			o := Options{Dir: dir, Keep: test.keep}
			wantRefusal(t, Check(o), message, test.hint)
			if diff := cmp.Diff(before, snapshot(t, parent)); diff != "" {
				t.Errorf("check has changed something:\n%s", diff)
			}
			_, err := Publish(t.Context(), o, sequence(files("a", "1")))
			wantRefusal(t, err, message, test.hint)
			after := snapshot(t, parent)
			delete(after, ".public.aims/.gitignore")
			delete(after, ".public.aims/lock")
			if diff := cmp.Diff(before, after); diff != "" {
				t.Errorf("publish has changed something:\n%s", diff)
			}
		})
	}
}

func TestRootOfFileSystemIsRefused(t *testing.T) {
	root := filepath.VolumeName(t.TempDir()) + string(filepath.Separator)
	wantRefusal(t, Check(Options{Dir: root}), "cannot be replaced", "publish into a folder inside it")
}

func TestOutputIsNamedAsGiven(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "public", "a", "x")
	wantRefusal(t, Check(Options{Dir: "public"}), `"public" has files`, "empty it")
}

func TestCheckAccepts(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, dir string){
		"nothing":          func(*testing.T, string) {},
		"no parent":        func(t *testing.T, dir string) { removeAll(t, filepath.Dir(dir)) },
		"an empty folder":  func(t *testing.T, dir string) { mkdir(t, dir) },
		"empty folders":    func(t *testing.T, dir string) { mkdir(t, filepath.Join(dir, "a", "b")) },
		"a published site": func(t *testing.T, dir string) { publishOrFail(t, Options{Dir: dir}, files("a/b", "1")) },
		"a site with a file lost": func(t *testing.T, dir string) {
			publishOrFail(t, Options{Dir: dir}, files("a/b", "1", "c", "2"))
			removeAll(t, filepath.Join(dir, "a"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "deep", "public")
			mkdir(t, filepath.Dir(dir))
			prepare(t, dir)
			if err := Check(Options{Dir: dir}); err != nil {
				t.Error(err)
			}
			publishOrFail(t, Options{Dir: dir}, files("c", "1"))
		})
	}
}

func TestPermissionsAreRefused(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("permissions do not bind this user")
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	publishOrFail(t, Options{Dir: dir}, files("a", "1"))
	for _, locked := range []string{parent, dir} {
		if err := os.Chmod(locked, 0o500); err != nil {
			t.Fatal(err)
		}
		wantRefusal(t, Check(Options{Dir: dir}), "no permission to publish into", "give this user the permission")
		_, err := Publish(t.Context(), Options{Dir: dir}, sequence(files("a", "2")))
		wantRefusal(t, err, "no permission to publish into", "give this user the permission")
		if err := os.Chmod(locked, 0o700); err != nil {
			t.Fatal(err)
		}
	}
}

func replaceParent(t *testing.T, dir string) {
	t.Helper()
	removeAll(t, filepath.Dir(dir))
	write(t, filepath.Dir(filepath.Dir(dir)), filepath.Base(filepath.Dir(dir)), "a file")
}

func removeAll(t *testing.T, dir string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	mkdir(t, filepath.Dir(name))
	if err := os.Symlink(target, name); err != nil {
		t.Skip(err)
	}
}
