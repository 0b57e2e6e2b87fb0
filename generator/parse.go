package generator

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"aims/generator/check"
	"aims/generator/diagnostic"
	"aims/generator/document"
	"aims/generator/manual"
	"aims/generator/source"
)

// parse reads every Markdown file, several at a time, and puts the documents
// into in in the order of their paths.
func (l *loaded) parse(ctx context.Context, p *document.Parser, in *manual.Input, o Options) ([]diagnostic.Diagnostic, error) {
	var files []source.File
	for _, f := range in.Files {
		if isMarkdown(f.Path) {
			files = append(files, f)
		}
	}
	docs := make([]*document.Document, len(files))
	found := make([][]diagnostic.Diagnostic, len(files))
	work := make([]manual.Work, len(files))
	stated := make([][]string, len(files))
	inParallel(ctx, len(files), ticker{o.Progress, Reading, len(files)}, func(i int) {
		text, fault := readFile(files[i])
		if fault != nil {
			found[i], stated[i] = fault, document.StatedIDs(files[i].Path, nil)
			return
		}
		if l.repo != nil && o.Rev == "" {
			work[i] = l.repo.work(files[i].Path, text)
		}
		docs[i], found[i] = p.ParseNameless(files[i].Path, text)
		if docs[i] == nil || docs[i].Nameless {
			stated[i] = document.StatedIDs(files[i].Path, text)
		}
	})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var all []diagnostic.Diagnostic
	in.Work = map[string]manual.Work{}
	for i, d := range docs {
		all = append(all, found[i]...)
		in.Work[files[i].Path] = work[i]
		in.Stated = append(in.Stated, stated[i]...)
		switch {
		case d == nil:
			in.Unreadable[files[i].Path] = true
		case d.Nameless:
			in.Unreadable[files[i].Path] = true
			in.Nameless = append(in.Nameless, d)
		default:
			in.Documents = append(in.Documents, d)
		}
	}
	return all, nil
}

// inParallel runs do for 0 to n-1, several at a time, until ctx ends.
func inParallel(ctx context.Context, n int, t ticker, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var counting sync.Mutex
	done := 0
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(i)
				counting.Lock()
				done++
				t.tick(done)
				counting.Unlock()
			}
		})
	}
	wg.Wait()
}

func readFile(f source.File) ([]byte, []diagnostic.Diagnostic) {
	src, err := f.Read(document.MaxSize)
	at := diagnostic.Position{File: f.Path}
	switch {
	case errors.Is(err, source.ErrTooLarge):
		return nil, []diagnostic.Diagnostic{{Rule: check.RuleSize, Position: at, Message: fmt.Sprintf("the file has more than %d MB", document.MaxSize>>20), Hint: "split it, or keep what isn't text beside it as an attachment"}}
	case err != nil:
		return nil, []diagnostic.Diagnostic{{Rule: source.RuleUnreadable, Position: at, Message: "the file can't be read: " + source.Reason(err).Error(), Hint: "let the user who runs aims read it"}}
	}
	return src, nil
}
