// The switch between the system's colours, light and dark, at the end of the bar.
{
  const words = document.currentScript.dataset;
  const root = document.documentElement;
  const order = ["auto", "light", "dark"];
  const bar = document.querySelector(".bar");

  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool scheme";

  const show = (scheme) => {
    if (scheme === "auto") delete root.dataset.scheme;
    else root.dataset.scheme = scheme;
    button.dataset.now = scheme;
    button.title = `${words.scheme}: ${words[scheme]}`;
    button.setAttribute("aria-label", button.title);
  };

  button.addEventListener("click", () => {
    const scheme = order[(order.indexOf(button.dataset.now) + 1) % order.length];
    show(scheme);
    try {
      if (scheme === "auto") localStorage.removeItem("aims-scheme");
      else localStorage.setItem("aims-scheme", scheme);
    } catch {
      // Storage is refused: the choice lasts as long as the page.
    }
  });

  if (bar) {
    show(root.dataset.scheme ?? "auto");
    bar.append(button);
  }
}
