package document

import (
	"crypto/sha256"
	"hash"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// decisionParts digests each decision of a statement of applicability by its
// control: those below `controls:`, and that of a file about one control.
func decisionParts(root *yaml.Node) map[string]Digest {
	parts := map[string]Digest{}
	if all := find(root, "controls"); all != nil && all.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(all.Content); i += 2 {
			parts[strings.TrimSpace(sourceText(all.Content[i]))] = digestOf(all.Content[i+1])
		}
	}
	if control := find(root, "control"); control != nil {
		one := &yaml.Node{Kind: yaml.MappingNode}
		for i := 0; i+1 < len(root.Content); i += 2 {
			// Without its control, the decision is equal to the same one below controls:.
			if slices.Contains(decisionKeys[1:], root.Content[i].Value) {
				one.Content = append(one.Content, root.Content[i], root.Content[i+1])
			}
		}
		parts[strings.TrimSpace(sourceText(control))] = digestOf(one)
	}
	return parts
}

// digestOf digests what a node says, whatever its spelling: comments, quotes,
// white space and the order of keys don't count.
func digestOf(n *yaml.Node) Digest {
	h := sha256.New()
	digestNode(h, n)
	var d Digest
	h.Sum(d[:0])
	return d
}

func digestNode(h hash.Hash, n *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode:
		type pair struct{ key, value *yaml.Node }
		var pairs []pair
		for i := 0; i+1 < len(n.Content); i += 2 {
			pairs = append(pairs, pair{n.Content[i], n.Content[i+1]})
		}
		slices.SortStableFunc(pairs, func(a, b pair) int { return strings.Compare(a.key.Value, b.key.Value) })
		h.Write([]byte{'{'})
		for _, p := range pairs {
			digestNode(h, p.key)
			digestNode(h, p.value)
		}
		h.Write([]byte{'}'})
	case yaml.SequenceNode:
		h.Write([]byte{'['})
		for _, item := range n.Content {
			digestNode(h, item)
		}
		h.Write([]byte{']'})
	default:
		h.Write([]byte(strings.Join(strings.Fields(sourceText(n)), " ")))
		h.Write([]byte{0})
	}
}
