package document

// The rules that reading a file can trip; the names are keys of `checks:`.
const (
	RuleEncoding    = "file-encoding" // not UTF-8 text
	RuleEmpty       = "file-empty"
	RuleFrontmatter = "frontmatter" // a block that can't be read
	RuleUnknownKey  = "key-unknown"
	RuleValue       = "key-value"   // a value of the wrong type, or none of those allowed
	RuleMissing     = "key-missing" // a key that the kind requires
	RuleID          = "id"          // an id that no document may have
	RuleLink        = "link-unsafe" // a link whose scheme is not allowed
	RuleRemoteImage = "image-remote"
	RuleAuditor     = "fence-auditor"  // a fence for auditors that could show what it hides
	RuleRegister    = "fence-register" // a register fence that can't be read
	RuleComment     = "comment-open"   // a comment without an end, which hides what follows it
	RuleLimit       = "text-limit"     // more nesting, marks, cells or footnotes than a text may have
)
