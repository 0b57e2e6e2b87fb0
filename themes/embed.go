// Package themes holds the built-in look of the site: style sheet, scripts,
// font and icon, as they are written, without a build step.
//
// The files of css/ whose names begin with two digits and a hyphen make one
// style sheet, theme/css/manual.css, joined in the order of their names; those
// of js/ make theme/js/manual.js likewise, as a classic script that is loaded
// deferred. Every other file is published under its own path: js/scheme.js
// (loaded before anything is drawn), font/ and img/. Addresses in the style
// sheet are relative to theme/css/.
//
// A manual overrides a single file by one of the same path, such as
// themes/default/css/10-tokens.css for other colours, and adds to it by a file
// of a new name: rules in themes/default/css/90-own.css that are in no @layer
// win over all of the built-in ones. Licences stand beside what they are for.
//
// No file here asks another host for anything or needs more than the policy of
// the pages allows, and no page needs a script to be read.
package themes

import "embed"

// FS holds the files under their paths from this folder: default/css/….
//
//go:embed default
var FS embed.FS
