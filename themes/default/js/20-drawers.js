// The drawers open and close without a script. With it they also close when a
// heading is chosen or the window grows, and the tree shows where the page is.
{
  const drawers = document.querySelectorAll("nav[popover]");
  const close = () => drawers.forEach((drawer) => drawer.hidePopover?.());

  document.querySelector("nav.contents")?.addEventListener("click", (event) => {
    if (event.target.closest("a")) close();
  });
  for (const width of ["64rem", "80rem"]) matchMedia(`(width >= ${width})`).addEventListener("change", close);

  const tree = document.querySelector("nav.tree");
  const reveal = () => {
    const here = tree.querySelector("[aria-current]");
    if (!here) return;
    const below = here.getBoundingClientRect().bottom - tree.getBoundingClientRect().bottom;
    if (below > 0) tree.scrollTop += below + tree.clientHeight / 2;
  };
  if (tree) {
    reveal();
    tree.addEventListener("toggle", reveal);
  }
}
