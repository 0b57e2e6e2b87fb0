package trust

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"aims/generator/diagnostic"
)

// Rule is the rule of the diagnostics of [Parse].
const Rule = "trust"

// File is a file of the manual's folder trust/.
type File struct {
	Name    string // relative to the manual's folder, slash-separated: "trust/ada.asc" // required
	Content []byte
}

// Keys are the keys of a manual at one time. A nil *Keys has none. The methods
// may be called by several goroutines at once.
type Keys struct {
	allowed map[string][]signer  // by key, as SSH sends it
	revoked map[string]bool      // likewise
	members map[uint64][]*member // by OpenPGP key id
}

const (
	folder      = "trust"
	allowedName = "allowed_signers"
	revokedName = "revoked_signers"
	openPGPExt  = ".asc"

	longestFile = 1 << 20 // bytes
)

// Parse reads keys. What can't be read is named and left out, and the rest
// counts; the order of the files means nothing. The diagnostics are sorted.
func Parse(files []File) (*Keys, []diagnostic.Diagnostic) {
	r := reader{
		keys:         &Keys{allowed: map[string][]signer{}, revoked: map[string]bool{}, members: map[uint64][]*member{}},
		certificates: map[string]*certificate{},
	}
	sorted := slices.SortedFunc(slices.Values(files), func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	for _, f := range sorted {
		r.read(f)
	}
	r.judgeCertificates()
	return r.keys, diagnostic.Sort(r.found)
}

// reader collects keys and what is wrong with them.
type reader struct {
	keys         *Keys
	found        []diagnostic.Diagnostic
	certificates map[string]*certificate // by fingerprint of the primary key
	loose        []revocation
}

func (r *reader) read(f File) {
	if len(f.Content) > longestFile {
		r.report(f.Name, 0, fault{message: "the file is larger than 1 MB and is not read", hint: "export the keys alone, without signatures by others"})
		return
	}
	r.findPrivate(f)
	base := path.Base(f.Name)
	switch {
	case path.Dir(f.Name) != folder:
		r.unread(f.Name)
	case base == allowedName:
		r.readAllowed(f)
	case base == revokedName:
		r.readRevoked(f)
	case path.Ext(base) == openPGPExt:
		r.readOpenPGP(f)
	case !strings.HasPrefix(base, ".") && !strings.HasPrefix(base, "README"):
		r.unread(f.Name)
	}
}

func (r *reader) unread(name string) {
	candidates := []string{folder + "/" + allowedName, folder + "/" + revokedName}
	hint := fmt.Sprintf("keys are read from %s/%s, %s/%s and %s/*%s", folder, allowedName, folder, revokedName, folder, openPGPExt)
	if near := diagnostic.Nearest(name, candidates); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	r.report(name, 0, fault{severity: diagnostic.Warning, message: "no keys are read from this file", hint: hint})
}

const privateHint = "delete it and revoke the key: it is compromised now, since the history keeps it"

// findPrivate names private keys, in whatever file they are.
func (r *reader) findPrivate(f File) {
	for n, text := range lines(f.Content) {
		if kind, ok := boundary(text, "BEGIN"); ok && strings.Contains(kind, "PRIVATE KEY") {
			r.report(f.Name, n, fault{text: text, length: len(text), message: "a private key", hint: privateHint})
		}
	}
}

// fault is what is wrong with a line, or with a file.
type fault struct {
	severity       diagnostic.Severity
	text           string // the line, to count characters in
	offset, length int    // in bytes of text
	message, hint  string
}

// report adds a fault at a line of a file; 0 means the file as a whole.
func (r *reader) report(file string, line int, f fault) {
	d := diagnostic.Diagnostic{
		Rule: Rule, Severity: f.severity, Position: diagnostic.Position{File: file, Line: line},
		Message: f.message, Hint: f.hint,
	}
	if f.text != "" {
		d.Column = 1 + utf8.RuneCountInString(f.text[:f.offset])
		d.Length = utf8.RuneCountInString(f.text[f.offset : f.offset+f.length])
	}
	r.found = append(r.found, d)
}

// lines goes through a text line by line, with numbers from 1 and without line
// breaks or a byte order mark.
func lines(content []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range bytes.Lines(bytes.TrimPrefix(content, []byte("\ufeff"))) {
			n++
			if !yield(n, strings.TrimRight(string(line), "\r\n")) {
				return
			}
		}
	}
}
