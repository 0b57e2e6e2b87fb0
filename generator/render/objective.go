package render

import (
	"strconv"
	"strings"
	"time"

	"aims/generator/config"
	"aims/generator/manual"
)

// MeasureChart is what was measured of an objective, over time.
type MeasureChart struct {
	Title  string // what is measured
	Target string // as typed; may be empty
	Latest string // the newest value, as typed
	Day    string // of it: 31 October 2026
	State  State  // whether it meets the target; without a word where that can't be said
	Path   string // the line's path in the picture; "" for fewer than two numbers, which have none
	Dots   []MeasureDot
	Goal   string // y of the target's line; "" for none
	Top    string // the value at the picture's upper edge, and at the lower one
	Bottom string
	First  string // the day at its left edge, and at its right one
	Last   string
	Rows   []MeasureRow // all values, by day
}

// MeasureDot is a measured value in the picture.
type MeasureDot struct{ X, Y string }

// MeasureRow is a measured value in the table.
type MeasureRow struct {
	Date  string // 2026-10-31
	Value string // as typed
	State State  // as in MeasureChart
	Note  string // may be empty
}

// MeasureWords are the words of what was measured.
type MeasureWords struct {
	Title  string
	Target string // before the target
	Met    string
	Missed string
	Day    string // heads of columns
	Value  string
	Note   string
}

var englishMeasure = MeasureWords{
	Title: "Measurements", Target: "Target", Met: "Meets the target", Missed: "Misses the target",
	Day: "Day", Value: "Value", Note: "Note",
}

// measures is what was measured of an entry; nil when nothing was.
func (b *build) measures(e *manual.Entry) *MeasureChart {
	list := e.Measurements()
	if len(list) == 0 {
		return nil
	}
	goal, set := e.Goal()
	newest := list[len(list)-1]
	c := &MeasureChart{
		Title: first(e, "measure"), Target: first(e, "target"), Latest: newest.Value, Day: longDay(newest.Day), State: b.meets(newest, goal, set),
	}
	var known []manual.Measurement
	for _, x := range list {
		c.Rows = append(c.Rows, MeasureRow{Date: x.Day.String(), Value: x.Value, State: b.meets(x, goal, set), Note: x.Note})
		if x.Known {
			known = append(known, x)
		}
	}
	if len(known) > 1 && known[0].Day != known[len(known)-1].Day {
		c.draw(known, goal, set)
	}
	return c
}

func (b *build) meets(x manual.Measurement, goal manual.Goal, set bool) State {
	met, sure := goal.Met(x.At)
	switch {
	case !set || !x.Known || !sure:
		return State{}
	case met:
		return State{Word: b.words.Measure.Met, Tone: Good}
	}
	return State{Word: b.words.Measure.Missed, Tone: Bad}
}

// draw draws the values along the days on which they were measured.
func (c *MeasureChart) draw(list []manual.Measurement, goal manual.Goal, set bool) {
	low, high := list[0].At, list[0].At
	for _, x := range list {
		low, high = min(low, x.At), max(high, x.At)
	}
	if set {
		low, high = min(low, goal.At), max(high, goal.At)
	}
	c.Top, c.Bottom = figure(high), figure(low)
	if low == high {
		low, high = low-1, high+1
	}
	const edge = 2.0 // so that no dot is cut
	y := func(value float64) string {
		return decimal(edge + (chartHeight-2*edge)*(high-value)/(high-low))
	}
	first, last := list[0].Day, list[len(list)-1].Day
	var path []string
	for _, x := range list {
		along := (seconds(x.Day) - seconds(first)) / (seconds(last) - seconds(first))
		dot := MeasureDot{decimal(edge + (chartWidth-2*edge)*along), y(x.At)}
		c.Dots = append(c.Dots, dot)
		path = append(path, dot.X+" "+dot.Y)
	}
	c.Path, c.First, c.Last = "M"+strings.Join(path, " L"), longDay(first), longDay(last)
	if set {
		c.Goal = y(goal.At)
	}
}

// seconds counts them from some fixed day.
func seconds(d config.Date) float64 {
	return float64(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix())
}

// figure is a number without needless digits.
func figure(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
