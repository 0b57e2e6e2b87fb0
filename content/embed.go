// Package content holds the starter manual, which is also the manual of this
// repository: `aims init` writes it for a new organisation.
//
// Everything else in this folder is the manual itself, read as any author's
// content is.
package content

import "embed"

// FS holds the manual's Markdown and pictures under their paths from here.
//
//go:embed *.md */*.md */*.svg
var FS embed.FS
