// Package trust says what a signature in git is worth: whose key made it, and
// whether that key was valid at the time.
//
// In come the files of the manual's folder trust/ ([Parse]), then what is signed,
// the armoured signature, and the date of the commit or tag ([Keys.Check]). Out
// come diagnostics, each with file, line and column, and a [Result]: a [State], a
// fingerprint, addresses, and a reason to show to people.
//
// Three kinds of file are read; another one in the folder is a warning.
//
//   - trust/allowed_signers, as ssh-keygen(1) describes it under ALLOWED SIGNERS.
//     A window (valid-after, valid-before) and namespaces hold for their line. A
//     key on several lines is good where one of them is; its identities are those
//     of the lines that are. Times without a Z, which ssh takes for local time,
//     are UTC here, so that the verdict is the same on every machine.
//   - trust/revoked_signers: SSH keys that count at no date, one public key a
//     line, as ssh-keygen(1) takes it for a revocation list.
//   - trust/*.asc: armoured OpenPGP keys, several in a file if need be, and
//     revocation certificates. Copies of one key count as one.
//
// Validity is judged at the date that is passed in, which is what somebody's
// computer said: a key that has expired since is good for what it signed before.
// A key with an end is not good for a date that nobody can read.
//
// Of an OpenPGP key the newest self-signature decides, as in GnuPG, whatever its
// date, because a renewed key is usually exported without the older ones. A
// revocation without a reason, or with the reason that the key is compromised,
// holds at every date; one that says superseded or retired holds from its own
// date on. Self-signatures made with SHA-1 prove nothing here. Revocations by
// other people's keys are not read.
//
// What is recognised but not verified is [Unsupported]: X.509, SSH certificates
// and authorities, and signatures made with SHA-1. Anything but exactly one whole
// signature is [Malformed].
//
// What never happens here: nothing of the user's key rings, agents or git
// configuration is read, no program is started, no clock is asked, and no key is
// looked up anywhere. Keys and signatures are untrusted: files over 1 MB and
// signatures over 64 kB are refused.
package trust
