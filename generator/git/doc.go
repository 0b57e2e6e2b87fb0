// Package git is the only package that knows go-git, and it only reads.
//
// In comes the folder of a manual. Out come go values that the rest of the
// generator understands without knowing git's formats: where the folder lies in
// its repository ([Open]), one pass over all commits with the files that each
// of them changed ([Repository.Walk]), texts ([Repository.Blobs]), the files of
// one commit ([Repository.Files]), tags ([Repository.Tags]), what is missing
// from the history ([Repository.Incomplete]), and which files of a work tree git
// leaves out ([Ignore]).
//
// go-git reads references, configuration, pack indexes, packs and loose objects.
// This package adds what a pass over a whole history needs and go-git's own
// storage doesn't give: reading from several goroutines, alternates without
// opening them again for every object, trees compared as they are stored, and
// errors that tell a missing object from a broken one. The bytes of every object
// are compared with its name.
//
// What never happens here: no git process is started, nothing is written, the
// user's or the machine's git configuration and environment are not read, and no
// object is skipped because it can't be read. The same repository gives the same
// answer on every machine, whatever the number of its processors. What a
// repository holds is untrusted: a broken object is an error that names it,
// never a crash.
//
// The view of a repository is that of the moment of [Open]: packs that come
// later are not seen, and one that vanishes is an error.
package git
