package git

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing/format/idxfile"
)

// pack is one pack file with its index. Its methods are safe for use by several
// goroutines.
type pack struct {
	path  string // of the .pack file
	index *idxfile.MemoryIndex

	opening sync.Once
	file    *os.File
	size    int64
	err     error // of opening
}

// readIndex reads the index beside the pack at path.
func readIndex(path string) (*pack, error) {
	f, err := os.Open(strings.TrimSuffix(path, ".pack") + ".idx")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// The decoder asks for the file's size before it believes the counts in it.
	buffered := struct {
		io.Reader
		stat
	}{bufio.NewReaderSize(f, 1<<16), f}
	index := idxfile.NewMemoryIndex()
	if err := idxfile.NewDecoder(buffered).Decode(index); err != nil {
		return nil, fmt.Errorf("index of pack %q: %w", name(path), err)
	}
	return &pack{path: path, index: index}, nil
}

type stat interface{ Stat() (fs.FileInfo, error) }

// name leaves out the folders, which differ between machines.
func name(path string) string { return path[strings.LastIndexAny(path, `/\`)+1:] }

// find returns where in the pack the object begins. It reads the tables itself:
// FindOffset would note every answer in a map behind a lock.
func (p *pack) find(h Hash) (offset int64, ok bool) {
	bucket := p.index.FanoutMapping[h[0]]
	if bucket < 0 || bucket >= len(p.index.Names) {
		return 0, false
	}
	names := p.index.Names[bucket]
	low, high := 0, len(names)/len(h)
	for low < high {
		mid := int(uint(low+high) >> 1)
		switch bytes.Compare(h[:], names[mid*len(h):(mid+1)*len(h)]) {
		case 0:
			return p.offset(bucket, mid)
		case -1:
			high = mid
		default:
			low = mid + 1
		}
	}
	return 0, false
}

func (p *pack) offset(bucket, i int) (int64, bool) {
	small := binary.BigEndian.Uint32(p.index.Offset32[bucket][4*i:])
	if small>>31 == 0 {
		return int64(small), true
	}
	at := 8 * int(small&^(1<<31))
	if at+8 > len(p.index.Offset64) {
		return 0, false
	}
	return int64(binary.BigEndian.Uint64(p.index.Offset64[at:])), true
}

// open opens the pack once, and keeps it open until close.
func (p *pack) open() (*os.File, int64, error) {
	p.opening.Do(func() {
		p.file, p.err = os.Open(p.path)
		if errors.Is(p.err, fs.ErrNotExist) {
			p.err = fmt.Errorf("pack %q has vanished, which a repack does: run again", name(p.path))
		}
		if p.err == nil {
			p.size, p.err = p.check()
		}
	})
	return p.file, p.size, p.err
}

// check compares the last bytes of the pack with what its index says they are,
// so that a pack that was cut off is found before anything is read from it.
func (p *pack) check() (size int64, err error) {
	info, err := p.file.Stat()
	if err != nil {
		return 0, err
	}
	sum := make([]byte, len(p.index.PackfileChecksum))
	if _, err := p.file.ReadAt(sum, info.Size()-int64(len(sum))); err != nil {
		return 0, fmt.Errorf("pack %q: %w", name(p.path), err)
	}
	if !bytes.Equal(sum, p.index.PackfileChecksum[:]) {
		return 0, fmt.Errorf("pack %q is cut off, or its index belongs to another pack", name(p.path))
	}
	return info.Size(), nil
}

func (p *pack) close() error {
	p.opening.Do(func() { p.err = os.ErrClosed })
	if p.file == nil {
		return nil
	}
	return p.file.Close()
}
