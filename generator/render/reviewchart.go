package render

import (
	"strconv"
	"time"

	"aims/generator/config"
)

// monthsAhead is how many months the picture of reviews shows, from that of the
// day as of which they are judged. What lies before or after them is one bar at
// either edge: a date far off must not make a million bars.
const monthsAhead = 24

// reviewChart draws how many reviews fall into which month.
func (b *build) reviewChart(rows []review) ReviewChart {
	if len(rows) == 0 {
		return ReviewChart{}
	}
	now := monthOf(b.m.Evidence.Day)
	if b.m.Evidence.Day.IsZero() {
		now = monthOf(rows[0].Standing.NextReview)
	}
	slots := make([]ReviewPeriod, monthsAhead+2)
	first, last := 1, 1
	for _, r := range rows {
		at := min(max(monthOf(r.Standing.NextReview)-now+1, 0), monthsAhead+1)
		if r.urgency == overdue {
			slots[at].Overdue++
		} else {
			slots[at].ToCome++
		}
		first, last = min(first, at), max(last, at)
	}
	for i := range slots {
		slots[i].Title = b.month(now + i - 1)
	}
	slots[0].Title, slots[monthsAhead+1].Title = b.words.Review.Earlier, b.words.Review.Later
	return reviewBars(slots[first : last+1])
}

// reviewBars draws periods beside each other, what is overdue below what is to
// come.
func reviewBars(list []ReviewPeriod) ReviewChart {
	c := ReviewChart{First: list[0].Title, Last: list[len(list)-1].Title}
	most := 0
	for _, p := range list {
		most = max(most, p.Overdue+p.ToCome)
	}
	step := chartWidth / float64(len(list))
	for i, p := range list {
		if p.Overdue+p.ToCome == 0 {
			continue
		}
		c.Table = append(c.Table, p)
		top := chartHeight
		for _, part := range []struct {
			count int
			tone  Tone
		}{{p.Overdue, Bad}, {p.ToCome, Neutral}} {
			height := chartHeight * float64(part.count) / float64(most)
			top -= height
			if part.count > 0 {
				c.Bars = append(c.Bars, ReviewBar{Bar{
					X: decimal(step*float64(i) + step*0.1), Y: decimal(top), Width: decimal(step * 0.8), Height: decimal(height),
				}, part.tone})
			}
		}
	}
	return c
}

// monthOf numbers the months of all years.
func monthOf(d config.Date) int { return d.Year*12 + int(d.Month) - int(time.January) }

// month is the name of the n-th month of all years.
func (b *build) month(n int) string {
	return b.words.Review.Months[n%12] + " " + strconv.Itoa(n/12)
}
