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
	Latest string // the newest value that isn't dated ahead, as typed; "" where all are
	Day    string // of it: 31 October 2026
	State  State  // whether it meets the target, or that nobody can tell
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
	State State  // whether it meets the target, or that it is dated ahead; without a word where nobody can tell
	Note  string // may be empty
}

// MeasureWords are the words of what was measured.
type MeasureWords struct {
	Title      string
	Newest     string // head of a column
	Target     string // before the target
	Met        string
	Missed     string
	Unsure     string // in place of the last two where they can't be said
	UnsureNote string // why
	Ahead      string // of a measurement whose day has not come yet
	Nothing    string // in place of a measurement
	Day        string // heads of columns
	Value      string
	Note       string
}

var englishMeasure = MeasureWords{
	Title: "Measurements", Newest: "Latest measurement", Target: "Target", Met: "Meets the target", Missed: "Misses the target",
	Unsure: "Not judged", UnsureNote: "the target is not just a comparator, a number and the unit of the values", Ahead: "Dated ahead, not counted", Nothing: "Not measured",
	Day: "Day", Value: "Value", Note: "Note",
}

// measures is what was measured of an entry; nil when nothing was.
func (b *build) measures(e *manual.Entry) *MeasureChart {
	list := b.m.Measurements(e)
	if len(list) == 0 {
		return nil
	}
	w := b.words.Measure
	goal, set := e.Goal()
	c := &MeasureChart{Title: first(e, "measure"), Target: first(e, "target"), State: State{Word: w.Nothing, Tone: Neutral}}
	if newest, ok := b.m.Latest(e); ok {
		c.Latest, c.Day, c.State = newest.Value, longDay(newest.Day), b.meets(newest, goal, set)
		if c.State.Word == "" {
			c.State = State{Word: w.Unsure, Tone: Neutral, Note: w.UnsureNote}
		}
	}
	var known []manual.Measurement
	for _, x := range list {
		row := MeasureRow{Date: x.Day.String(), Value: x.Value, State: b.meets(x, goal, set), Note: x.Note}
		if x.Ahead {
			row.State = State{Word: w.Ahead, Tone: Caution}
		}
		c.Rows = append(c.Rows, row)
		if x.Known && !x.Ahead {
			known = append(known, x)
		}
	}
	if len(known) > 1 && known[0].Day != known[len(known)-1].Day {
		c.draw(known, goal, set)
	}
	return c
}

func (b *build) meets(x manual.Measurement, goal manual.Goal, set bool) State {
	met, sure := goal.Met(x)
	switch {
	case !set || !sure:
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
