package site

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const zeroSum = "0000000000000000000000000000000000000000000000000000000000000000"

func manifestOf(subjects string) string {
	return `{"_type":"https://in-toto.io/Statement/v1","subject":[` + subjects + `],"predicateType":"urn:aims:manifest:1"}`
}

func TestDecodeManifest(t *testing.T) {
	good := `{"name":"a/b","digest":{"sha256":"` + zeroSum + `"}}`
	for _, test := range []struct{ name, text, want string }{
		{"good", manifestOf(good), ""},
		{"repeated", manifestOf(good + "," + good), ""},
		{"empty", "", "it is not JSON of the right form"},
		{"cut off", manifestOf(good)[:60], "it is not JSON of the right form"},
		{"more behind it", manifestOf(good) + "{}", "it is not JSON of the right form"},
		{"another form", `[1]`, "it is not JSON of the right form"},
		{"another predicate", strings.Replace(manifestOf(good), "manifest:1", "manifest:2", 1), "it is not a manifest of aims"},
		{"a name outside", manifestOf(strings.Replace(good, "a/b", "../b", 1)), `path "../b" is not a clean path`},
		{"an absolute name", manifestOf(strings.Replace(good, "a/b", "/b", 1)), `path "/b" is not a clean path`},
		{"no digest", manifestOf(`{"name":"a"}`), `it has no SHA-256 for "a"`},
		{"too long", manifestOf(strings.Repeat(" ", 2000)), "it has more than 1000 bytes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			names, err := decodeManifest(strings.NewReader(test.text), 1000)
			if test.want == "" {
				if diff := cmp.Diff(map[string]bool{"a/b": true}, names); err != nil || diff != "" {
					t.Errorf("got %v, %v", names, err)
				}
			} else if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

func TestPredicateThatCannotBeWritten(t *testing.T) {
	o := Options{Dir: filepath.Join(t.TempDir(), "public"), Predicate: func() {}}
	if _, err := Publish(t.Context(), o, sequence(files("a", "1"))); err == nil ||
		!strings.HasPrefix(err.Error(), "encode the manifest's predicate: ") {
		t.Errorf("got %v", err)
	}
}

// FuzzDecodeManifest holds that whatever is read names only paths below the
// output, and that what aims writes about them it reads again.
func FuzzDecodeManifest(f *testing.F) {
	f.Add([]byte(manifestOf("")))
	f.Add([]byte(manifestOf(`{"name":"a/b","digest":{"sha256":"` + zeroSum + `"}}`)))
	f.Add([]byte(manifestOf(`{"name":"../b","digest":{"sha256":"` + zeroSum + `"}}`)))
	f.Add([]byte(`{"subject":[{"name":{}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		names, err := decodeManifest(bytes.NewReader(text), 1<<16)
		if err != nil {
			return
		}
		var subjects []subject
		for name := range names {
			if !filepath.IsLocal(filepath.FromSlash(name)) || strings.ContainsAny(name, "\\\x00") {
				t.Errorf("name %q leads out of the output", name)
			}
			subjects = append(subjects, newSubject(name, make([]byte, 32)))
		}
		again, err := encodeManifest(subjects, nil)
		if err != nil {
			t.Fatal(err)
		}
		reread, err := decodeManifest(bytes.NewReader(again), 1<<20)
		if diff := cmp.Diff(names, reread); err != nil || diff != "" {
			t.Errorf("read again: %v\n%s", err, diff)
		}
	})
}
