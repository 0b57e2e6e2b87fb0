package generator

import (
	"io"
	"strings"

	"aims/generator/document"
	"aims/generator/export"
)

const (
	dataFolder   = "data/"
	manifestName = "manifest.json"
)

// manifest is what package site makes of the files and a predicate: an in-toto
// Statement, version 1, as the attestation framework of in-toto has it.
type manifest struct {
	Type          string            `json:"_type" const:"https://in-toto.io/Statement/v1" doc:"version of the in-toto Statement"`
	Subject       []manifestSubject `json:"subject" doc:"every other file of the site, in the order of names"`
	PredicateType string            `json:"predicateType" const:"urn:aims:manifest:1" doc:"name and version of the form of the predicate"`
	Predicate     predicate         `json:"predicate" doc:"what the site was made from"`
}

type manifestSubject struct {
	Name   string         `json:"name" doc:"path from the root of the site, with slashes"`
	Digest manifestDigest `json:"digest" doc:"of the file"`
}

type manifestDigest struct {
	SHA256 string `json:"sha256" is:"sha256"`
}

func manifestSchema() ([]byte, error) {
	return export.Schema(manifestName, "the files of the site and what they were made from: an in-toto Statement", manifest{})
}

func writeManifestSchema(w io.Writer) error {
	text, err := manifestSchema()
	if err == nil {
		_, err = w.Write(text)
	}
	return err
}

// DataNames are the files for programs that the site of a manual with these
// kinds can have: data/documents.json.
func DataNames(kinds document.Kinds) (names []string) {
	for _, name := range export.FileNames(kinds) {
		names = append(names, dataFolder+name)
	}
	return append(names, manifestName)
}

// DataSchema is the JSON Schema (2020-12) of one of DataNames, as the site has it
// below data/schema/; nil for another name. Those of registers alone ask for kinds.
func DataSchema(name string, kinds document.Kinds) ([]byte, error) {
	if name == manifestName {
		return manifestSchema()
	}
	below, ok := strings.CutPrefix(name, dataFolder)
	if !ok {
		return nil, nil
	}
	return export.FileSchema(below, kinds)
}
