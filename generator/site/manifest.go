package site

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

const (
	manifestName  = "manifest.json"
	statementType = "https://in-toto.io/Statement/v1"
	predicateType = "urn:aims:manifest:1"

	// About a million files; more is not a manifest of ours.
	manifestLimit = 1 << 27
)

// subject is one file as the manifest names it.
type subject struct {
	Name   string `json:"name"`
	Digest digest `json:"digest"`
}

type digest struct {
	SHA256 string `json:"sha256"` // lower-case hexadecimal
}

func newSubject(name string, sum []byte) subject {
	return subject{Name: name, Digest: digest{SHA256: hex.EncodeToString(sum)}}
}

func encodePredicate(predicate any) ([]byte, error) {
	if predicate == nil {
		return nil, nil
	}
	encoded, err := encode(predicate)
	if err != nil {
		return nil, fmt.Errorf("encode the manifest's predicate: %w", err)
	}
	return encoded, nil
}

// encode is json.Marshal without the escapes that are meant for HTML.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// encodeManifest writes an in-toto Statement (version 1, as in-toto's
// attestation framework has it) over the subjects, one a line, sorted by name.
func encodeManifest(subjects []subject, predicate []byte) ([]byte, error) {
	slices.SortFunc(subjects, func(a, b subject) int { return cmp.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\"_type\":%q,\n\"subject\":[", statementType)
	for i, s := range subjects {
		line, err := encode(s)
		if err != nil {
			return nil, fmt.Errorf("encode the manifest: %w", err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(line)
	}
	fmt.Fprintf(&b, "\n],\n\"predicateType\":%q", predicateType)
	if predicate != nil {
		b.WriteString(",\n\"predicate\":")
		b.Write(predicate)
	}
	b.WriteString("}\n")
	return b.Bytes(), nil
}

// decodeManifest returns the names that a manifest lists. The bytes are
// untrusted: whoever can write into the output may have written them.
func decodeManifest(r io.Reader, limit int64) (map[string]bool, error) {
	text, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(text)) > limit {
		return nil, fmt.Errorf("it has more than %d bytes", limit)
	}
	var statement struct {
		Type          string    `json:"_type"`
		Subject       []subject `json:"subject"`
		PredicateType string    `json:"predicateType"`
	}
	if err := json.Unmarshal(text, &statement); err != nil {
		return nil, fmt.Errorf("it is not JSON of the right form: %w", err)
	}
	if statement.Type != statementType || statement.PredicateType != predicateType {
		return nil, errors.New("it is not a manifest of aims")
	}
	names := make(map[string]bool, len(statement.Subject))
	for _, s := range statement.Subject {
		if err := validPath(s.Name); err != nil {
			return nil, err
		}
		if sum, err := hex.DecodeString(s.Digest.SHA256); err != nil || len(sum) != sha256.Size {
			return nil, fmt.Errorf("it has no SHA-256 for %q", s.Name)
		}
		names[s.Name] = true
	}
	return names, nil
}
