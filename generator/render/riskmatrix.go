package render

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"aims/generator/document"
	"aims/generator/manual"
)

// Measures of a matrix, in the units of its view box.
const (
	matrixSquare = 84
	matrixLabel  = 96 // width of the words on the left
	matrixFoot   = 30 // height of the words below
)

// impactOf takes the impact by which a matrix is drawn; which is 0 for the worst.
func impactOf(r *manual.Risk, which int) document.Text {
	if which == 0 {
		return r.Worst
	}
	return r.Impacts[which-1]
}

// matrices are the four matrices of these risks. One in which no risk stands is
// left out, unless it is that of the worst impact.
func (b *build) matrices(from string, risks []*manual.Risk) []RiskMatrix {
	var list []RiskMatrix
	for which, title := range b.words.Risk.Titles {
		m := b.matrix(from, risks, which)
		m.Title = title
		if m.Main || len(m.Cells) > 0 {
			list = append(list, m)
		}
	}
	return list
}

func (b *build) matrix(from string, risks []*manual.Risk, which int) RiskMatrix {
	likelihoods, impacts := b.m.Config.Scales[manual.LikelihoodScale], b.m.Config.Scales[manual.ImpactScale]
	id := [4]string{"worst", "organisation", "individuals", "society"}[which]
	m := RiskMatrix{
		ID: "page.matrix-" + id, Main: which == 0,
		Width: strconv.Itoa(matrixLabel + matrixSquare*len(likelihoods)), Height: strconv.Itoa(matrixFoot + matrixSquare*len(impacts)),
	}
	held := map[[2]int][]*manual.Risk{}
	var unrated []*manual.Risk
	for _, r := range risks {
		at := [2]int{b.m.Rank(manual.LikelihoodScale, r.Likelihood.Value), b.m.Rank(manual.ImpactScale, impactOf(r, which).Value)}
		if at[0] < 0 || at[1] < 0 {
			unrated = append(unrated, r)
			continue
		}
		held[at] = append(held[at], r)
	}
	if m.Main { // of a single impact many risks have none
		m.Unrated = b.riskCount(from, unrated)
	}
	for i, word := range likelihoods {
		m.Columns = append(m.Columns, MatrixLabel{strconv.Itoa(matrixLabel + matrixSquare*i + matrixSquare/2), strconv.Itoa(matrixSquare*len(impacts) + matrixFoot*2/3), word})
	}
	for j := range slices.Backward(impacts) {
		y := matrixSquare * (len(impacts) - 1 - j)
		m.Rows = append(m.Rows, MatrixLabel{strconv.Itoa(matrixLabel - 10), strconv.Itoa(y + matrixSquare/2 + 5), impacts[j]})
		for i := range likelihoods {
			x, in := matrixLabel+matrixSquare*i, held[[2]int{i, j}]
			s := MatrixSquare{
				X: strconv.Itoa(x + 1), Y: strconv.Itoa(y + 1), Size: strconv.Itoa(matrixSquare - 2),
				TextX: strconv.Itoa(x + matrixSquare/2), TextY: strconv.Itoa(y + matrixSquare/2 + 8),
				Heat: heat((i+1)*(j+1), len(likelihoods)*len(impacts)), Count: len(in),
			}
			if len(in) > 0 {
				cell := MatrixCell{
					ID: fmt.Sprintf("page.%s-%d-%d", id, i+1, j+1), Likelihood: likelihoods[i], Impact: impacts[j], Heat: s.Heat,
					Column: i + 1, Row: j + 1, RiskCount: b.riskCount(from, in),
				}
				if !m.Main {
					cell.RiskCount = cell.short()
				}
				s.Href, s.Label = "#"+cell.ID, b.words.Risk.Square(likelihoods[i], impacts[j], len(in))
				m.Cells = append(m.Cells, cell)
			}
			m.Squares = append(m.Squares, s)
		}
	}
	slices.SortStableFunc(m.Cells, func(x, y MatrixCell) int { return cmp.Compare(y.Heat, x.Heat) })
	return m
}

// impacts are the figures of the matrices of single impacts, the hottest first.
func impacts(list []RiskMatrix) RiskImpacts {
	var t RiskImpacts
	at := map[[2]int]int{}
	for n, m := range list {
		t.Heads = append(t.Heads, m.Title)
		for _, c := range m.Cells {
			i, known := at[[2]int{c.Column, c.Row}]
			if !known {
				i = len(t.Rows)
				at[[2]int{c.Column, c.Row}] = i
				t.Rows = append(t.Rows, ImpactRow{c.Likelihood, c.Impact, c.Heat, make([]MatrixCell, len(list))})
			}
			t.Rows[i].Cells[n] = c
		}
	}
	slices.SortStableFunc(t.Rows, func(x, y ImpactRow) int { return cmp.Compare(y.Heat, x.Heat) })
	return t
}

// short leaves the ids of the risks; their titles stand beside the main matrix
// and in the list of all of them.
func (c RiskCount) short() RiskCount {
	for i := range c.Risks {
		c.Risks[i].Title = ""
	}
	return c
}

// named is how many entries a cell names.
const named = 50

// riskCount counts risks and names the first ones.
func (b *build) riskCount(from string, list []*manual.Risk) RiskCount {
	c := RiskCount{Count: len(list)}
	for _, r := range list[:min(named, len(list))] {
		c.Risks = append(c.Risks, marked(b.entryLink(from, r.Entry), b.mark(r.Entry)))
	}
	if len(list) > named {
		c.More = Link{Href: "#page.all", Title: b.words.Risk.AllOf(len(list))}
	}
	return c
}

// levels counts risks by level before and after treatment.
func (b *build) levels(from string, risks []*manual.Risk) RiskLevels {
	w, words := b.words.Risk, b.m.Config.Scales[manual.LevelScale]
	before, after := map[int]int{}, map[int][]*manual.Risk{}
	for _, r := range risks {
		before[b.m.Rank(manual.LevelScale, r.Level.Value)]++
		at := b.m.Rank(manual.LevelScale, r.Remains().Value)
		after[at] = append(after[at], r)
	}
	var l RiskLevels
	first, second := LevelBar{Title: w.Before, Total: len(risks)}, LevelBar{Title: w.After, Total: len(risks)}
	for i := len(words) - 1; i >= -1; i-- {
		row := LevelRow{Level: Rank{Word: w.NoLevel}, Before: before[i], After: b.riskCount(from, after[i]).short()}
		if i >= 0 {
			row.Level = b.rank(manual.LevelScale, words[i])
		} else if row.Before+row.After.Count == 0 {
			continue
		}
		l.Rows = append(l.Rows, row)
		first.Parts, second.Parts = part(first.Parts, row.Level.Heat, row.Before), part(second.Parts, row.Level.Heat, row.After.Count)
	}
	l.Bars = []LevelBar{first, second}
	return l
}

// part adds a level to a bar.
func part(bar []LevelPart, heat, count int) []LevelPart {
	p := LevelPart{Heat: heat, Count: count}
	if n := len(bar); n > 0 {
		p.Before = bar[n-1].Before + bar[n-1].Count
	}
	return append(bar, p)
}
