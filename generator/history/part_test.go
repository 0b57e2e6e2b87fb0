package history_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"aims/generator/document"
	"aims/generator/history"
)

func TestTrailOfAPart(t *testing.T) {
	facts := func(parts map[string]document.Digest) *document.Facts { return &document.Facts{Parts: parts} }
	one, two := document.Digest{1}, document.Digest{2}
	whole := &history.Trail{ID: "LIST", Path: "a.md", Live: true, Gone: -1, Rows: []*history.Row{
		{Number: 5, Landing: 0, Change: history.Text, Facts: facts(map[string]document.Digest{"a": two, "b": one})},
		{Number: 4, Landing: 1, Change: history.Text, Facts: facts(map[string]document.Digest{"b": one})},
		{Number: 0, Landing: 2, Change: history.Move, Facts: facts(map[string]document.Digest{"a": two, "b": two})},
		{Number: 3, Landing: 3, Change: history.Text, Facts: facts(map[string]document.Digest{"a": two, "b": one})},
		{Number: 2, Landing: 4, Change: history.Text, Facts: facts(map[string]document.Digest{"a": one, "b": one})},
		{Number: 1, Landing: 5, Change: history.Text, Facts: facts(map[string]document.Digest{"a": one})},
	}}
	got := map[string][]string{}
	for _, name := range []string{"a", "b"} {
		for _, r := range whole.Part(name, "ID", "Title").Rows {
			got[name] = append(got[name], fmt.Sprint(r.Number, " ", r.Change, " in landing ", r.Landing))
		}
	}
	want := map[string][]string{
		"a": {"3 text in landing 0", "0 removed in landing 1", "2 text in landing 3", "1 text in landing 5"},
		"b": {"1 text in landing 4"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if none := whole.Part("c", "ID", "Title"); none != nil {
		t.Errorf("a part that never was has the trail %+v", none)
	}
	if whole.Rows[0].Number != 5 || whole.Rows[0].Facts == nil {
		t.Error("the trail of the whole was changed")
	}
}
