package render

import (
	"html/template"
	"reflect"
	"regexp"
	"strings"
)

// wordAction is an action that does nothing but show a word of the interface.
var wordAction = regexp.MustCompile(`\{\{\$?\.Words((?:\.[A-Z]\w*)+)\}\}`)

// settle puts the words themselves in the place of such actions, escaped for text
// and for quoted attributes. They are the same on every page, and a trail of many
// rows would look each of them up again in every row. What is no plain text
// stays as it is.
func settle(text string, words *Words) string {
	return wordAction.ReplaceAllStringFunc(text, func(action string) string {
		v := reflect.ValueOf(words).Elem()
		for _, field := range strings.Split(wordAction.FindStringSubmatch(action)[1][1:], ".") {
			if v.Kind() == reflect.Pointer {
				v = v.Elem()
			}
			if v.Kind() != reflect.Struct {
				return action
			}
			if v = v.FieldByName(field); !v.IsValid() {
				return action
			}
		}
		if v.Kind() != reflect.String {
			return action
		}
		return template.HTMLEscapeString(v.String())
	})
}
