// Sets the reader's choice of colours before anything is drawn. It is a file
// of its own, loaded before the style sheet and not deferred, because a
// deferred script would let the page flash in the other scheme first.
try {
  const scheme = localStorage.getItem("aims-scheme");
  if (scheme === "light" || scheme === "dark") document.documentElement.dataset.scheme = scheme;
} catch {
  // Storage is refused: the system's scheme stands.
}
