// Package templates holds the built-in templates of the site's pages, for
// html/template.
//
// layout.html and parts.html are parsed together, and each page's file into a
// clone of them: it defines "main", what stands in the middle of its page, and
// may redefine "title" and "further" (more links in the list of headings).
// tree.html, and redirect.html with parts.html, stand without the layout, in
// sets of their own, for a set that was executed can't be cloned. What is
// executed:
//
//	file                        name        with
//	document.html, page.html,
//	overview.html, register.html,
//	registers.html, records.html,
//	glossary.html,
//	item.html, items.html,
//	soa.html, systems.html,
//	system.html, risks.html,
//	faults.html, 404.html,
//	trace.html, readiness.html  layout      the page's struct of generator/render
//	redirect.html               redirect    RedirectPage
//	records.html                query       QueryTable; the result goes into the text of a document
//	tree.html                   tree        TreeData; the result goes into Page.Tree
//	                            tree-entry  TreeLink; the results go into TreeNode.Entries
//
// Every word comes from Page.Words, every address from the structs: relative
// and percent-encoded. The ids of the layout have a dot in them, as no
// heading's id has. Pages carry a policy that forbids inline scripts, inline
// styles and other hosts, so a template has neither style= nor on…=.
//
// A manual overrides a single file by one of the same path, such as
// templates/pages/page.html; the others stay built in. A file that only
// defines one name, "facts" say, still has to define the others of its file.
package templates

import "embed"

// FS holds the files under their paths from this folder: pages/layout.html, and
// manual/aims.yaml, the configuration that `aims init` writes.
//
//go:embed pages/*.html manual/aims.yaml
var FS embed.FS
