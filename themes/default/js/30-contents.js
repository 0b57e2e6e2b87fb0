// Marks the heading under which the reader is, in the list of headings.
{
  const links = new Map();
  for (const link of document.querySelectorAll("nav.contents li a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }

  const mark = () => {
    const line = innerHeight / 4;
    let here;
    for (const heading of links.keys()) {
      if (heading.getBoundingClientRect().top > line) break;
      here = heading;
    }
    for (const [heading, link] of links) {
      if (heading === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  if (links.size > 0) {
    const observer = new IntersectionObserver(mark, { rootMargin: "0px 0px -75% 0px" });
    for (const heading of links.keys()) observer.observe(heading);
  }
}
