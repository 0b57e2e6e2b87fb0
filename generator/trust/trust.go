package trust

// State says what a signature is worth.
type State string

// The states. Only Good is good.
const (
	Good        State = "good"
	Bad         State = "bad"           // it signs something else, or was changed
	Unknown     State = "unknown key"   // no key of trust/ made it
	Expired     State = "expired"       // the key was no longer valid
	NotYetValid State = "not yet valid" // the key was not valid yet
	Revoked     State = "revoked"
	Forbidden   State = "forbidden"   // the key may not sign for git
	Unsupported State = "unsupported" // X.509, certificates, SHA-1 and the like: recognised, not verified
	Malformed   State = "malformed"   // cut short, doubled, or no signature at all
)

// Result is what a signature is worth by some keys at a time.
type Result struct {
	State      State
	Kind       string   // "ssh", "openpgp", "x509", or "" where it can't be told
	Key        string   // fingerprint as ssh-keygen (SHA256:…) or gpg (40 hex digits) shows it; "" when unknown; for a key that trust/ doesn't have, what the signature names
	Identities []string // addresses that the key belongs to, in lower case, sorted; empty unless the key is known
	Reason     string   // a clause: why it is not good, or which key made it; never empty
}
