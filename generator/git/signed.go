package git

import (
	"bytes"
	"fmt"
)

// Signed is a commit or an annotated tag, parted from its signature.
type Signed struct {
	Payload   []byte // what is signed; the whole object where nothing is
	Signature []byte // armoured; nil when there is none
	Several   bool   // more than one header holds a signature, so that none of them is sure to be meant
}

// Signed parts an object from its signature as git does before it verifies it:
// a commit's is in its gpgsig header, a tag's is the end of its message. Headers
// that hold a signature by another kind of object names (gpgsig-sha256) belong to
// neither part. An
// object that is missing, broken, or neither commit nor tag is an [*ObjectError].
func (r *Repository) Signed(h Hash) (Signed, error) {
	o, err := r.object(h)
	if err != nil {
		return Signed{}, err
	}
	switch o.kind {
	case kindCommit:
		return signedCommit(o.data), nil
	case kindTag:
		return signedTag(o.data), nil
	}
	return Signed{}, &ObjectError{Object: h, Kind: "commit or tag", Err: fmt.Errorf("%w: it is a %s", ErrBroken, o.kind)}
}

const signatureHeader = "gpgsig"

// signedCommit reads a commit as parse_buffer_signed_by_header of git's commit.c
// does.
func signedCommit(raw []byte) Signed {
	var s Signed
	headers, ours, other := 0, false, false
	for rest := raw; len(rest) > 0; {
		line, after := splitLine(rest)
		value, begins := bytes.CutPrefix(line, []byte(signatureHeader+" "))
		continued := line[0] == ' '
		switch {
		case ours && continued:
			s.Signature = append(s.Signature, line[1:]...)
		case begins:
			s.Signature = append(s.Signature, value...)
			headers++
			ours, other = true, false
		case bytes.HasPrefix(line, []byte(signatureHeader)):
			ours, other = false, true
		case other && continued:
		case line[0] == '\n':
			s.Payload = append(s.Payload, rest...)
			after = nil
		default:
			s.Payload = append(s.Payload, line...)
			ours, other = false, false
		}
		rest = after
	}
	s.Several = headers > 1
	return s
}

// signedTag reads a tag as parse_signature of git's gpg-interface.c and
// remove_signature of its commit.c do.
func signedTag(raw []byte) Signed {
	text, signed := unsigned(string(raw))
	if !signed {
		return Signed{Payload: bytes.Clone(raw)}
	}
	s := Signed{Signature: bytes.Clone(raw[len(text):])}
	headers, inside := 0, false
	for rest := raw[:len(text)]; len(rest) > 0; {
		line, after := splitLine(rest)
		name, _, hasValue := bytes.Cut(line, []byte(" "))
		switch {
		case inside && line[0] == ' ':
		case hasValue && (string(name) == signatureHeader || string(name) == signatureHeader+"-sha256"):
			headers++
			inside = true
		case line[0] == '\n':
			s.Payload = append(s.Payload, rest...)
			after = nil
		default:
			s.Payload = append(s.Payload, line...)
			inside = false
		}
		rest = after
	}
	s.Several = headers > 1
	return s
}

// splitLine parts the first line, its line break included, from the rest.
func splitLine(b []byte) (line, rest []byte) {
	if at := bytes.IndexByte(b, '\n'); at >= 0 {
		return b[:at+1], b[at+1:]
	}
	return b, nil
}
