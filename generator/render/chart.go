package render

import (
	"strconv"
	"time"

	"aims/generator/history"
)

// The view box of a chart.
const (
	chartWidth  = 100.0
	chartHeight = 24.0
)

// chart draws the numbered revisions of a trail over time: by quarter up to
// four years, else by year. A trail of one revision has no picture.
func (b *build) chart(t *history.Trail) Chart {
	var days []time.Time
	for _, r := range t.Rows {
		if s := b.m.History.Commit(r).Committer; r.Number > 0 && !s.Broken {
			days = append(days, s.When.In(b.m.Config.Timezone))
		}
	}
	if len(days) < 2 {
		return Chart{}
	}
	first, last := days[0], days[0]
	for _, d := range days {
		if d.Before(first) {
			first = d
		}
		if d.After(last) {
			last = d
		}
	}
	period, name := yearOf, func(n int) string { return strconv.Itoa(n) }
	if last.Year()-first.Year() < 4 {
		period, name = quarterOf, func(n int) string { return strconv.Itoa(n/4) + " Q" + strconv.Itoa(n%4+1) }
	}
	counts, most := map[int]int{}, 0
	for _, d := range days {
		counts[period(d)]++
		most = max(most, counts[period(d)])
	}
	from, to := period(first), period(last)
	const widest = 400 // a broken clock must not make a million bars
	if to-from >= widest {
		return Chart{}
	}
	return bars(counts, from, to, most, name)
}

func yearOf(t time.Time) int    { return t.Year() }
func quarterOf(t time.Time) int { return t.Year()*4 + (int(t.Month())-1)/3 }

func bars(counts map[int]int, from, to, most int, name func(int) string) Chart {
	var c Chart
	step := chartWidth / float64(to-from+1)
	for n := from; n <= to; n++ {
		if counts[n] == 0 {
			continue
		}
		height := chartHeight * float64(counts[n]) / float64(most)
		c.Bars = append(c.Bars, Bar{
			X: decimal(step*float64(n-from) + step*0.1), Y: decimal(chartHeight - height), Width: decimal(step * 0.8), Height: decimal(height),
		})
		c.Table = append(c.Table, ChartRow{Period: name(n), Count: counts[n]})
	}
	return c
}

func decimal(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }
