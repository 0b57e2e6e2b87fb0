package export

import (
	"io"
	"reflect"

	"aims/generator/config"
	"aims/generator/document"
	"aims/generator/manual"
)

// The names of the forms, each with its version. A change that could break who
// reads a file gives its form another version.
const (
	revisionsForm = "aims/revisions/1"
	documentsForm = "aims/documents/1"
	soaForm       = "aims/soa/1"
	clausesForm   = "aims/clauses/1"
	controlsForm  = "aims/controls/1"
	traceForm     = "aims/trace/1"
	registerForm  = "aims/register/1"
)

// kept are the files of data that every manual has.
var kept = []struct {
	name  string // below data/
	form  string
	doc   string
	of    any // struct that is written
	write func(io.Writer, *manual.Manual) error
}{
	{"revisions.json", revisionsForm, "the revision trails of all documents and records with their approvals", revisionsFile{}, func(w io.Writer, m *manual.Manual) error {
		return WriteRevisions(w, m.History, m.Evidence, m.History.All(), m.Config.Timezone)
	}},
	{"documents.json", documentsForm, "the controlled documents, each with the text at its address", documentsFile{}, WriteDocuments},
	{"soa.json", soaForm, "the statement of applicability: every control with what is decided about it", soaFile{}, WriteApplicability},
	{"clauses.json", clausesForm, "the clauses of the standards with what answers them", itemsFile{}, WriteClauses},
	{"controls.json", controlsForm, "the objectives and controls of the standards with what answers them", itemsFile{}, WriteControls},
	{"trace.json", traceForm, "which documents and records answer which clauses and controls, and the other way", traceData{}, WriteTrace},
}

// File is one file of data.
type File struct {
	Name  string // below data/: registers/risk.json
	Write func(io.Writer) error
}

// SchemaFolder is where, below data/, the schemas are: that of a file has the
// file's name there.
const SchemaFolder = "schema/"

// Files are the data of a manual that has a history, then their schemas.
func Files(m *manual.Manual) (files []File) {
	var schemas []File
	schema := func(name string, make func() ([]byte, error)) {
		schemas = append(schemas, File{SchemaFolder + name, func(w io.Writer) error {
			text, err := make()
			if err == nil {
				_, err = w.Write(text)
			}
			return err
		}})
	}
	for _, k := range kept {
		files = append(files, File{k.name, func(w io.Writer) error { return k.write(w, m) }})
		schema(k.name, func() ([]byte, error) { return FileSchema(k.name, nil) })
	}
	for _, r := range m.Registers() {
		name := registerName(r.Kind)
		files = append(files, File{name, func(w io.Writer) error { return WriteRegister(w, m, r) }})
		schema(name, func() ([]byte, error) { return registerSchema(r.Kind) })
	}
	return append(files, schemas...)
}

// registerName is the name of the file of a kind's register.
func registerName(kind *config.Kind) string {
	return "registers/" + manual.Register{Kind: kind}.FileName() + ".json"
}

// FileNames are the names of the files that a manual with these kinds can have,
// below data/.
func FileNames(kinds document.Kinds) (names []string) {
	for _, k := range kept {
		names = append(names, k.name)
	}
	for _, k := range kinds {
		names = append(names, registerName(k))
	}
	return names
}

// FileSchema writes the JSON Schema (2020-12) of a file of data, by its name
// below data/. It is nil where a manual with these kinds has no such file; the
// schemas of registers alone ask for kinds.
func FileSchema(name string, kinds document.Kinds) ([]byte, error) {
	for _, k := range kept {
		if k.name == name {
			s := schemaOf(reflect.TypeOf(k.of), nil)
			s.at("schema").Const = k.form
			return s.written("data/"+name, k.doc)
		}
	}
	for _, k := range kinds {
		if registerName(k) == name {
			return registerSchema(k)
		}
	}
	return nil, nil
}

func registerSchema(kind *config.Kind) ([]byte, error) {
	s := schemaOf(reflect.TypeFor[registerFile](), kind)
	s.at("schema").Const = registerForm
	s.at("kind").Const = kind.Name
	s.at("records").Items.at("kind").Const = kind.Name
	return s.written("data/"+registerName(kind), "the register of "+kind.Plural)
}
