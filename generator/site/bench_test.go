package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkPublish publishes 10,000 pages of 4 KB in three folders.
func BenchmarkPublish(b *testing.B) {
	before, after := manyPages(0), manyPages(100)
	b.Run("fresh", func(b *testing.B) {
		for b.Loop() {
			dir := filepath.Join(b.TempDir(), "public")
			publishAll(b, dir, before)
			b.StopTimer()
			if err := os.RemoveAll(dir); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		publishAll(b, dir, before)
		for b.Loop() {
			publishAll(b, dir, before)
		}
	})
	b.Run("one in a hundred changed", func(b *testing.B) {
		dir := filepath.Join(b.TempDir(), "public")
		publishAll(b, dir, before)
		for b.Loop() {
			publishAll(b, dir, after)
			before, after = after, before
		}
	})
}

// manyPages makes pages of which every n-th says something else.
func manyPages(n int) []File {
	var files []File
	for i := range 10_000 {
		word := "text "
		if n > 0 && i%n == 0 {
			word = "news "
		}
		files = append(files, File{
			Path:    fmt.Sprintf("%s/DOC-%05d.html", []string{"documents", "history", "controls"}[i%3], i),
			Content: []byte(fmt.Sprintf("page %d ", i) + strings.Repeat(word, 800)),
		})
	}
	return files
}

func publishAll(b *testing.B, dir string, files []File) {
	b.Helper()
	result, err := Publish(b.Context(), Options{Dir: dir}, sequence(files))
	if err != nil {
		b.Fatal(err)
	}
	if result.Uncleared != nil {
		b.Fatal(result.Uncleared)
	}
}
