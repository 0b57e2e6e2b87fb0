package trust

import "strings"

// block is an armoured part of a text, from its BEGIN line to its END line.
type block struct {
	kind  string // "SSH SIGNATURE"
	line  int    // of its beginning, from 1
	text  string // with line feeds alone
	whole bool   // it has an end
}

// blocks finds the armoured parts of a text. loose is true where something stands
// outside them.
func blocks(content []byte) (list []block, loose bool) {
	var text strings.Builder
	inside := false
	end := func() {
		if inside {
			list[len(list)-1].text = text.String()
			text.Reset()
			inside = false
		}
	}
	for n, line := range lines(content) {
		line = strings.TrimRight(line, " \t\r")
		if kind, begins := boundary(line, "BEGIN"); begins {
			end()
			list = append(list, block{kind: kind, line: n})
			inside = true
		}
		if !inside {
			loose = loose || line != ""
			continue
		}
		text.WriteString(line + "\n")
		if kind, ends := boundary(line, "END"); ends {
			list[len(list)-1].whole = kind == list[len(list)-1].kind
			end()
		}
	}
	end()
	return list, loose
}

// boundary reads a line like "-----BEGIN SSH SIGNATURE-----".
func boundary(line, word string) (kind string, ok bool) {
	line = strings.TrimRight(line, " \t\r")
	kind, ok = strings.CutPrefix(line, "-----"+word+" ")
	kind, closed := strings.CutSuffix(kind, "-----")
	return kind, ok && closed
}
