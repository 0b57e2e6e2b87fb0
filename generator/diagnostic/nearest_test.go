package diagnostic

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

func TestNearest(t *testing.T) {
	for _, test := range []struct{ word, candidates, want string }{
		{"titel", "title status kind", "title"},
		{"stauts", "title status kind", "status"},
		{"approvers", "approver owner", "approver"},
		{"Title", "title", "title"},
		{"POL-01", "POL-001 PRO-001", "POL-001"},
		{"pol-001", "PRO-001 POL-001", "POL-001"},
		{"PLO-001", "PRO-001 POL-001", "PRO-001"}, // equally near: the order decides
		{"A.6.2.44", "A.6.2.3 A.6.2.4", "A.6.2.4"},
		{"review", "owner status", ""},
		{"x", "a b c xy", ""}, // nothing of it would be left
		{"x", "X", "X"},
		{"ab", "ac", "ac"},
		{"ab", "cd", ""},
		{"", "a", ""},
		{"übersicht", "Uebersicht Ubersicht", "Ubersicht"}, // one slip is fewer than two
		{"richtlinie-ä", "richtlinie-ö", "richtlinie-ö"},
		{"the-roles-and-responsibilities", "roles-and-responsibilities", "roles-and-responsibilities"},
		{"the-roles-and-responsibilities", "a-list-of-responsibilities", ""}, // more than five
		{"日本語", "日本誤", "日本誤"},
		{"POL-404", "POL-001", ""}, // another number
		{"POL-12", "POL-21", "POL-21"},
		{"content/policies/gone.md", "content/policies/dead.md", ""}, // what is common is long, what differs is not
		{"content/policies/polciy.md", "content/policies/policy.md", "content/policies/policy.md"},
		{"content/policy/scope.md", "content/policies/scope.md", "content/policies/scope.md"},
		{"policies/", "policies", "policies"},
		{"日本語", "中国語", ""},
	} {
		if got := Nearest(test.word, strings.Fields(test.candidates)); got != test.want {
			t.Errorf("nearest to %q of %s: %q, not %q", test.word, test.candidates, got, test.want)
		}
	}
	if got := Nearest("word", nil); got != "" {
		t.Errorf("nearest of none: %q", got)
	}
}

// TestNearestAgainstTheDefinition compares with the recurrence of the optimal
// string alignment distance, written down as it is.
func TestNearestAgainstTheDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	word := func() string {
		b := make([]rune, random.IntN(18))
		for i := range b {
			b[i] = []rune("aabbAé/01")[random.IntN(9)]
		}
		return string(b)
	}
	for range 50_000 {
		w, candidates := word(), []string{word(), word(), word()}
		want, least := "", 6
		for _, c := range candidates {
			own := []rune(w[commonPath(strings.ToLower(w), strings.ToLower(c)):])
			if d := defined(w, c); d < least && d <= max(1, len(own)/3) && d < len(own) {
				want, least = c, d
			}
		}
		if got := Nearest(w, candidates); got != want {
			t.Fatalf("nearest to %q of %q: %q, not %q", w, candidates, got, want)
		}
	}
}

func commonPath(a, b string) int {
	n := 0
	for i := strings.IndexByte(a, '/') + 1; i > n && strings.HasPrefix(b, a[:i]); i = n + strings.IndexByte(a[n:], '/') + 1 {
		n = i
	}
	return n
}

func defined(x, y string) int {
	a, b := []rune(strings.Map(unicode.ToLower, x)), []rune(strings.Map(unicode.ToLower, y))
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0 || j == 0:
				d[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				d[i][j] = d[i-1][j-1]
			case unicode.IsDigit(a[i-1]) && unicode.IsDigit(b[j-1]):
				d[i][j] = d[i-1][j-1] + 2
			default:
				d[i][j] = d[i-1][j-1] + 1
			}
			d[i][j] = min(d[i][j], d[i-1][j]+1, d[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

func FuzzNearest(f *testing.F) {
	f.Add("titel", "title")
	f.Add("\xff\xfe", "ÿ")
	f.Add(strings.Repeat("ab", 40), strings.Repeat("ba", 40))
	f.Fuzz(func(t *testing.T, word, other string) {
		got := Nearest(word, []string{other})
		if got != "" && got != other {
			t.Errorf("nearest to %q of %q is %q", word, other, got)
		}
		itself := Nearest(word, []string{word + "x", word})
		if word != "" && !strings.HasSuffix(word, "/") && itself != word {
			t.Errorf("nearest to %q is %q, not itself", word, itself)
		}
	})
}

func BenchmarkNearest(b *testing.B) {
	random := rand.New(rand.NewPCG(5, 6))
	paths := make([]string, 10_000)
	for i := range paths {
		name := []byte("content/policies/00000000-of-the-organisation.md")
		for j := range 8 {
			name[17+j] = byte('a' + random.IntN(26))
		}
		paths[i] = string(name)
	}
	for b.Loop() {
		Nearest("content/policies/qqqqqqqq-of-the-organisations.md", paths)
	}
}
