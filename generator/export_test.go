package generator

import "context"

// Load and Render let benchmarks run the two halves of a build by themselves.

func Load(ctx context.Context, o Options) (*loaded, error) { return load(ctx, o, newStopwatch(nil)) }

// Render makes every file of the site and keeps none. It returns their number
// and the bytes of the pages.
func Render(ctx context.Context, l *loaded) (files, bytes int, err error) {
	for f, err := range l.renderer.Site(ctx, l.manual, nil) {
		if err != nil {
			return 0, 0, err
		}
		files++
		bytes += len(f.Content)
	}
	return files, bytes, nil
}
