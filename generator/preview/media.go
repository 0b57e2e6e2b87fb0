package preview

import (
	"path"
	"strings"
)

// mediaType is how a file is served, by the ending of its name.
type mediaType struct {
	name   string // for Content-Type
	shared bool   // any page may show it, so its change concerns all pages
	active bool   // browsers run the scripts in it
}

// mediaTypes is a table of its own because mime.TypeByExtension says what the
// machine's administrator thinks. Endings that are not listed are served as
// application/octet-stream, which browsers save instead of showing.
var mediaTypes = map[string]mediaType{
	"html":  {name: "text/html; charset=utf-8", active: true},
	"htm":   {name: "text/html; charset=utf-8", active: true},
	"css":   {name: "text/css; charset=utf-8", shared: true},
	"js":    {name: "text/javascript; charset=utf-8", shared: true},
	"mjs":   {name: "text/javascript; charset=utf-8", shared: true},
	"json":  {name: "application/json"},
	"svg":   {name: "image/svg+xml", shared: true, active: true},
	"png":   {name: "image/png", shared: true},
	"jpg":   {name: "image/jpeg", shared: true},
	"jpeg":  {name: "image/jpeg", shared: true},
	"gif":   {name: "image/gif", shared: true},
	"webp":  {name: "image/webp", shared: true},
	"avif":  {name: "image/avif", shared: true},
	"ico":   {name: "image/x-icon", shared: true},
	"woff2": {name: "font/woff2", shared: true},
	"woff":  {name: "font/woff", shared: true},
	"pdf":   {name: "application/pdf"},
	"txt":   {name: "text/plain; charset=utf-8"},
	"md":    {name: "text/markdown; charset=utf-8"},
	"xml":   {name: "application/xml", active: true},
	"atom":  {name: "application/atom+xml", active: true},
	"csv":   {name: "text/csv; charset=utf-8"},
	"ics":   {name: "text/calendar; charset=utf-8"},
}

// mediaTypeOf returns how the file of that name is served.
func mediaTypeOf(name string) mediaType {
	if m, ok := mediaTypes[extension(name)]; ok {
		return m
	}
	return mediaType{name: "application/octet-stream"}
}

func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}
