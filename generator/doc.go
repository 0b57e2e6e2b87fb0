// Package generator turns a folder of Markdown in git into a published manual.
//
// The work is a straight line of stages, each a package and a function from
// values to values; no stage fills in another stage's struct later:
//
//	source    the files of a work tree, as one Tree
//	config    aims.yaml -> Config
//	document  one file -> one Document
//	history   commits -> trails: which landings made each document what it is
//	evidence  trails, rules and keys of then -> who approved what, what is in force
//	manual    documents + trails -> Manual: ids, links, backlinks, folders
//	check     Manual -> diagnostics
//	render    Manual -> pages, one after another
//	site      pages -> a folder: whole or not at all
//
// A package imports only packages of a lower rank; imports_test.go holds the
// ranks and says so when one is broken. Below the stages stand git (the only
// user of go-git), trust (keys), standard (ISO/IEC 42001 as data) and diagnostic;
// beside them preview, which serves a site from memory and knows this package
// only through a func. cmd/aims has the streams, the clock and the exit statuses.
//
// What is wrong with a manual is a list of diagnostics and never an error; an
// error is a broken run. While there are errors among the diagnostics nothing
// is published, unless the caller asks for it.
//
// The same files, options and version of aims give the same bytes: nothing in
// here knows the time, the machine, its folders or the order of a map.
package generator
