// A button that copies a block of code.
if (navigator.clipboard) {
  const words = document.currentScript.dataset;
  for (const pre of document.querySelectorAll(".prose pre")) {
    const box = document.createElement("div");
    box.className = "code";
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool";
    button.textContent = words.copy;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(pre.textContent);
      } catch {
        return;
      }
      button.textContent = words.copied;
      setTimeout(() => (button.textContent = words.copy), 2000);
    });
    pre.replaceWith(box);
    box.append(pre, button);
  }
}
