// Marks reviews that became overdue since the build, by the reader's clock.
{
  const words = document.currentScript.dataset;
  for (const day of document.querySelectorAll("[data-next-review]")) {
    const end = Date.parse(`${day.dataset.nextReview}T24:00`);
    if (!(end <= Date.now()) || day.parentElement.querySelector(".bad")) continue;
    const mark = document.createElement("span");
    mark.className = "state bad";
    mark.textContent = words.overdue;
    day.after(" ", mark);
  }
}
