package main

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"aims/content"
	"aims/generator/config"
	"aims/templates"
)

// exampleName stands in the starter manual for whoever adopts it.
const exampleName = "Example Organisation"

// starterFolder is where the starter manual has its texts.
const starterFolder = "content"

type starterFile struct {
	name     string // slash-separated, in the manual's folder
	text     []byte
	optional bool // an existing file is as good
}

// starter is the starter manual in the name of the organisation.
func starter(organisation string) ([]starterFile, error) {
	configuration, err := fs.ReadFile(templates.FS, "manual/"+config.Name)
	if err != nil {
		return nil, fmt.Errorf("read the starter manual: %w", err)
	}
	files := []starterFile{
		{name: config.Name, text: configuration},
		{name: ignoreFile, text: []byte("/public/\n"), optional: true},
	}
	err = fs.WalkDir(content.FS, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(content.FS, p)
		files = append(files, starterFile{name: path.Join(starterFolder, p), text: text})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the starter manual: %w", err)
	}
	if organisation != exampleName {
		for i := range files {
			files[i].text = named(files[i], organisation)
		}
	}
	return files, nil
}

const ignoreFile = ".gitignore"

// named is the file's text with the organisation's name in it, quoted as YAML
// or Markdown ask.
func named(f starterFile, organisation string) []byte {
	lines := strings.Split(string(f.text), "\n")
	isYAML := path.Ext(f.name) == ".yaml"
	front := lines[0] == "---"
	for i, line := range lines {
		switch {
		case i > 0 && line == "---":
			front = false
		case !strings.Contains(line, exampleName):
		case isYAML || front:
			key, value, _ := strings.Cut(line, ": ")
			lines[i] = key + ": " + strconv.Quote(strings.ReplaceAll(value, exampleName, organisation))
		default:
			lines[i] = strings.ReplaceAll(line, exampleName, markdown(organisation))
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

var (
	inline = regexp.MustCompile("[][\\\\`*_<>|~#]")
	entity = regexp.MustCompile(`&(#?\w+;)`)
	marker = regexp.MustCompile(`^(\d*)([-+=:.)])`)
)

// markdown escapes a name so that Markdown shows it as it is, at the start of a
// line too.
func markdown(name string) string {
	name = inline.ReplaceAllString(name, `\$0`)
	name = entity.ReplaceAllString(name, `\&$1`)
	return marker.ReplaceAllString(name, `$1\$2`)
}
