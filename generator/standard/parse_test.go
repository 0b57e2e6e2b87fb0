package standard

import "testing"

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		if _, err := parse("iso-42001"); err != nil {
			b.Fatal(err)
		}
	}
}
