package trust

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"aims/generator/diagnostic"

	"golang.org/x/crypto/ssh"
)

// signer is a line of allowed_signers, without its key.
type signer struct {
	identities []string
	window     window
	namespaces string // patterns; "" means all
	authority  bool   // the key signs certificates, and nothing else
}

func (r *reader) readAllowed(f File) {
	for n, text := range lines(f.Content) {
		if at := strings.TrimLeft(text, " \t"); at == "" || at[0] == '#' {
			continue
		}
		s, key, err := parseAllowed(text)
		if err != nil {
			r.report(f.Name, n, *err)
			continue
		}
		if s.authority {
			r.report(f.Name, n, fault{
				severity: diagnostic.Warning, text: text, length: len(text),
				message: "certificates are not verified, so an authority's line never counts", hint: "list the key of each person",
			})
		}
		r.keys.allowed[string(key.Marshal())] = append(r.keys.allowed[string(key.Marshal())], s)
	}
}

// parseAllowed reads "principals [options] key-type key [comment]".
func parseAllowed(text string) (signer, ssh.PublicKey, *fault) {
	line := strings.TrimLeft(text, " \t")
	from := len(text) - len(line)
	wrong := func(part, message, hint string) *fault {
		return &fault{text: text, offset: from + strings.Index(text[from:], part), length: len(part), message: message, hint: hint}
	}
	principals, rest, ok := cutPrincipals(line)
	if !ok {
		return signer{}, nil, wrong(line, "the quotation mark is never closed", `write "address" key-type key`)
	}
	s := signer{identities: identitiesOf(principals)}
	pasted := isKeyType(principals) && (!strings.Contains(principals, "@") || strings.HasSuffix(principals, "@openssh.com"))
	if len(s.identities) == 0 || strings.Contains(principals, `"`) || pasted {
		return signer{}, nil, wrong(line, "the line begins with no address that the key belongs to", "a line is: address key-type key")
	}
	from = len(strings.TrimRight(text, " \t")) - len(rest)
	if !isKeyType(rest) {
		var options string
		options, rest = cutOptions(rest)
		if option, message, hint := s.setAll(options); message != "" {
			return signer{}, nil, wrong(option, message, hint)
		}
	}
	key, err := parseKey(rest)
	if err != nil {
		return signer{}, nil, wrong(rest, err.Error(), "a line is: address key-type key, and the last two stand in the file .pub that ssh-keygen wrote")
	}
	return s, key, nil
}

func cutPrincipals(line string) (principals, rest string, ok bool) {
	if quoted, is := strings.CutPrefix(line, `"`); is {
		principals, rest, ok = strings.Cut(quoted, `"`)
	} else if end := strings.IndexAny(line, " \t"); end >= 0 {
		principals, rest, ok = line[:end], line[end:], true
	} else {
		principals, ok = line, true
	}
	return principals, strings.Trim(rest, " \t"), ok
}

// isKeyType reports whether a line goes on with a key: no option begins like one.
func isKeyType(s string) bool {
	return strings.HasPrefix(s, "ssh-") || strings.HasPrefix(s, "ecdsa-") || strings.HasPrefix(s, "sk-")
}

// cutOptions parts options from what follows the first blank outside quotation
// marks.
func cutOptions(s string) (options, rest string) {
	end := unquoted(s, " \t")
	return s[:end], strings.TrimLeft(s[end:], " \t")
}

// unquoted returns where one of the characters first is outside quotation marks,
// or the length of s.
func unquoted(s, characters string) int {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"' && (i == 0 || s[i-1] != '\\'):
			quoted = !quoted
		case !quoted && strings.IndexByte(characters, s[i]) >= 0:
			return i
		}
	}
	return len(s)
}

// setAll reads options. A message says what is wrong with which of them.
func (s *signer) setAll(options string) (option, message, hint string) {
	seen := map[string]bool{}
	for rest := options; rest != ""; {
		end := unquoted(rest, ",")
		option, rest = rest[:end], rest[min(end+1, len(rest)):]
		name, value, _ := strings.Cut(option, "=")
		name = strings.ToLower(name)
		if seen[name] {
			return option, fmt.Sprintf("the option %q stands here twice", name), "keep one of them, or write two lines"
		}
		seen[name] = true
		if message, hint := s.set(name, value); message != "" {
			return option, message, hint
		}
	}
	if !s.window.from.IsZero() && !s.window.until.IsZero() && !s.window.until.After(s.window.from) {
		return options, "the key is never valid: valid-before is not later than valid-after", "exchange the two times"
	}
	return "", "", ""
}

var optionNames = []string{"cert-authority", "namespaces", "valid-after", "valid-before"}

func (s *signer) set(name, value string) (message, hint string) {
	if name == "cert-authority" && value == "" {
		s.authority = true
		return "", ""
	}
	if !slices.Contains(optionNames, name) {
		hint = "an address has no blanks; the options are " + strings.Join(optionNames, ", ")
		if near := diagnostic.Nearest(name, optionNames); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return fmt.Sprintf("unknown option %.40q", name), hint
	}
	inner, opens := strings.CutPrefix(value, `"`)
	inner, closes := strings.CutSuffix(inner, `"`)
	if !opens || !closes || inner == "" || name == "cert-authority" {
		return fmt.Sprintf("the option %q is not written as ssh-keygen reads it", name), `write cert-authority, and name="value" for the others`
	}
	var err error
	switch name {
	case "namespaces":
		s.namespaces = inner
	case "valid-after":
		s.window.from, err = parseTime(inner)
	case "valid-before":
		s.window.until, err = parseTime(inner)
	}
	if err != nil {
		return err.Error(), "write a time as YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS; it is in UTC"
	}
	return "", ""
}

// parseTime reads a time of allowed_signers, in UTC with and without a Z.
func parseTime(s string) (time.Time, error) {
	digits := strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(s), "Z"), "UTC")
	layout := map[int]string{8: "20060102", 12: "200601021504", 14: "20060102150405"}[len(digits)]
	t, err := time.Parse(layout, digits)
	if err != nil || layout == "" {
		return time.Time{}, fmt.Errorf("%q is no time", s)
	}
	return t, nil
}

// parseKey reads "key-type key [comment]".
func parseKey(s string) (ssh.PublicKey, error) {
	fields := strings.Fields(s)
	if len(fields) < 2 || !isKeyType(fields[0]) {
		return nil, errors.New("there is no public key")
	}
	raw, err := base64.StdEncoding.DecodeString(fields[1])
	if err != nil {
		return nil, errors.New("the public key is cut short or damaged")
	}
	key, err := ssh.ParsePublicKey(raw)
	if err != nil {
		return nil, fmt.Errorf("the public key can't be read (%s)", strings.TrimPrefix(err.Error(), "ssh: "))
	}
	if _, is := key.(*ssh.Certificate); is {
		return nil, errors.New("a certificate is no public key")
	}
	if key.Type() != fields[0] {
		return nil, fmt.Errorf("the public key is %s and not %s", key.Type(), fields[0])
	}
	return key, nil
}

func (r *reader) readRevoked(f File) {
	if bytes.HasPrefix(f.Content, []byte("SSHKRL\n")) {
		r.report(f.Name, 0, fault{message: "a binary revocation list is not read, so that nothing is revoked", hint: "list the public keys, one a line"})
		return
	}
	for n, text := range lines(f.Content) {
		line := strings.Trim(text, " \t")
		if line == "" || line[0] == '#' {
			continue
		}
		key, err := parseKey(line)
		if err != nil {
			r.report(f.Name, n, fault{text: text, offset: strings.Index(text, line), length: len(line), message: err.Error(), hint: "a line is: key-type key"})
			continue
		}
		r.keys.revoked[string(key.Marshal())] = true
	}
}
