// Loads an open page again when it has changed, and shows what is wrong with
// the manual at the foot of the page. The server says which text the page would
// have now; a page that has another one is out of date.
"use strict";
(() => {
  const shown = document.currentScript.dataset.page;
  const address = "/-/events?page=" + encodeURIComponent(location.pathname);
  let source = null;
  let banner = null;
  let hidden = ""; // the banner's text when the reader closed it

  // A browser keeps few connections to one server, so pages that nobody looks
  // at give theirs back.
  function connect() {
    if (document.visibilityState === "hidden") {
      disconnect();
      return;
    }
    if (source) return;
    source = new EventSource(address);
    source.onmessage = (event) => take(JSON.parse(event.data));
    source.onerror = () => {
      // The browser connects again by itself, except after a refusal.
      if (source && source.readyState === EventSource.CLOSED) {
        disconnect();
        setTimeout(connect, 1000);
      }
    };
  }

  function disconnect() {
    if (source) source.close();
    source = null;
  }

  function take(news) {
    if (news.page !== shown) {
      disconnect();
      location.reload();
      return;
    }
    show(news);
  }

  function show(news) {
    if (banner) banner.remove();
    banner = null;
    if ((!news.failed && news.errors === 0) || document.body.classList.contains("preview-notice")) {
      hidden = "";
      return;
    }
    const text = JSON.stringify(news.messages);
    if (text === hidden) return;
    banner = element("section", "preview-fault");
    banner.setAttribute("role", "status");
    banner.append(element("p", "preview-fault-title", title(news)), list(news), closeButton(text));
    document.body.append(banner);
  }

  function title(news) {
    const counts = [];
    if (news.errors > 0) counts.push(count(news.errors, "error"));
    if (news.warnings > 0) counts.push(count(news.warnings, "warning"));
    const what = news.failed ? "The last build failed; this page is of an earlier one" : "The manual has faults";
    return counts.length > 0 ? what + ": " + counts.join(", ") : what;
  }

  function count(n, word) {
    return n + " " + word + (n === 1 ? "" : "s");
  }

  function list(news) {
    const items = element("ul", "preview-fault-list");
    for (const message of news.messages) items.append(element("li", "preview-fault-item", message));
    return items;
  }

  function closeButton(text) {
    const button = element("button", "preview-fault-close", "Hide");
    button.type = "button";
    button.addEventListener("click", () => {
      hidden = text;
      banner.remove();
      banner = null;
    });
    return button;
  }

  function element(name, className, text = "") {
    const e = document.createElement(name);
    e.className = className;
    e.textContent = text;
    return e;
  }

  document.addEventListener("visibilitychange", connect);
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();
})();
