package trust

import (
	"bytes"
	"fmt"
	"strings"
	"time"
)

const longestSignature = 64 << 10 // bytes

// Check says what a signature is worth that is said to be about payload. several
// is that of git.Signed. at is the date of the commit or tag, at which the keys'
// windows are judged; the zero time is a date that can't be read, and then a key
// with an end is not [Good].
func (k *Keys) Check(payload, signature []byte, several bool, at time.Time) Result {
	if k == nil {
		k = &Keys{}
	}
	if len(bytes.TrimSpace(signature)) == 0 {
		return Result{State: Malformed, Reason: "there is no signature"}
	}
	if len(signature) > longestSignature {
		return Result{State: Malformed, Reason: "the signature is longer than 64 kB"}
	}
	list, loose := blocks(signature)
	if len(list) == 0 {
		return Result{State: Malformed, Reason: "it is no armoured signature"}
	}
	b := list[0]
	r := Result{State: Malformed, Kind: kindOf(b.kind)}
	switch {
	case several || len(list) > 1:
		r.Reason = "there is more than one signature, and nobody can say which is meant"
	case r.Kind == "":
		r.Reason = fmt.Sprintf("a block of type %q is no signature", b.kind)
	case !b.whole:
		r.Reason = "the signature is cut short"
	case loose:
		r.Reason = "there is text before or after the signature"
	case r.Kind == "x509":
		r.State, r.Reason = Unsupported, "X.509 signatures are not verified"
	case r.Kind == "ssh":
		return k.checkSSH(payload, b, at)
	default:
		return k.checkOpenPGP(payload, b, at)
	}
	return r
}

// kindOf tells signatures by their armour, as git does; a PGP MESSAGE, which git
// hands to gpg, is no signature of what it stands beside.
func kindOf(armour string) string {
	switch armour {
	case "SSH SIGNATURE":
		return "ssh"
	case "PGP SIGNATURE":
		return "openpgp"
	case "SIGNED MESSAGE", "PKCS7", "CMS":
		return "x509"
	}
	return ""
}

// readable makes a library's words into a part of a reason.
func readable(err error, prefix string) string {
	return strings.TrimPrefix(err.Error(), prefix)
}
