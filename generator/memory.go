package generator

import (
	"slices"
	"sync"

	"aims/generator/config"
	"aims/generator/git"
	"aims/generator/history"
)

// Memory keeps the history of a manual from one build to the next, for as long
// as the commit stays the same. Its zero value is empty.
type Memory struct {
	mu     sync.Mutex
	key    *memoryKey
	trails *history.Trails
}

// memoryKey is all that trails hang on.
type memoryKey struct {
	head, published git.Hash
	content         string
	exclude         []string
	incomplete      string
}

func (k *memoryKey) equal(other *memoryKey) bool {
	return other != nil && k.head == other.head && k.published == other.published && k.content == other.content &&
		k.incomplete == other.incomplete && slices.Equal(k.exclude, other.exclude)
}

// recall returns what read gave for the repository's commit, and reads anew when
// that is another one. A nil Memory keeps nothing.
func (m *Memory) recall(r *repository, c config.Config, read func() (*history.Trails, error)) (*history.Trails, error) {
	if m == nil {
		return read()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := &memoryKey{r.head, r.published, c.Content, c.Exclude, r.incomplete}
	if key.equal(m.key) {
		return m.trails, nil
	}
	t, err := read()
	if err != nil {
		return nil, err
	}
	m.key, m.trails = key, t
	return t, nil
}
