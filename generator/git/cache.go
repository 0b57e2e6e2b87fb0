package git

// object is an object's type and bytes. The bytes are shared: nobody changes them.
type object struct {
	kind kind
	data []byte
}

// cache keeps the objects that were used last, up to about limit bytes. It holds
// two generations: an object that isn't used while the young one fills up is
// dropped with the old one. It is not safe for use by several goroutines.
type cache[K comparable] struct {
	limit      int // required
	young, old map[K]object
	bytes      int // in young
}

func (c *cache[K]) get(k K) (object, bool) {
	if o, ok := c.young[k]; ok {
		return o, true
	}
	o, ok := c.old[k]
	if ok {
		c.put(k, o)
	}
	return o, ok
}

func (c *cache[K]) put(k K, o object) {
	const entry = 128 // what the maps take for one, about
	size := len(o.data) + entry
	if c.bytes+size > c.limit/2 {
		c.old, c.young, c.bytes = c.young, nil, 0
	}
	if c.young == nil {
		c.young = map[K]object{}
	}
	c.young[k] = o
	c.bytes += size
}
