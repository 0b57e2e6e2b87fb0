package manual

// TraceOf makes the trace of a manual anew.
func TraceOf(m *Manual) *Trace { return m.trace() }
