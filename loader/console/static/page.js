// Fetches a page of the console again and puts parts of it in the place of those that are shown.

const shownBefore = new WeakMap(); // what a part was put in with: scripts may have changed it since

export async function fetchPage(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "follow", ...options });
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in") {
    location.assign(answer.url);
    return null;
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// Where somebody is stays where they are: the same element has the focus, the same parts are open and scrolled.
export function swap(fresh, id) {
  const [now, next] = [document.getElementById(id), fresh.getElementById(id)];
  if (!now || !next) return;
  for (const [name, value] of Object.entries(next.dataset)) now.dataset[name] = value;
  if ((shownBefore.get(now) ?? now.innerHTML) === next.innerHTML) return;
  const open = [...now.querySelectorAll("details")].map((part) => part.open);
  const scrolled = [...now.querySelectorAll(".scroll")].map((part) => part.scrollLeft);
  const focus = now.contains(document.activeElement) ? place(document.activeElement) : null;
  const shown = next.innerHTML;
  now.replaceChildren(...next.childNodes);
  shownBefore.set(now, shown);
  now.querySelectorAll("details").forEach((part, i) => { if (open[i]) part.open = true; });
  now.querySelectorAll(".scroll").forEach((part, i) => { part.scrollLeft = scrolled[i] ?? 0; });
  if (focus) now.querySelector(focus)?.focus({ preventScroll: true });
}

// How to find an element again: by its id, its address, or the name of its region.
function place(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = ["href", "aria-label"].find((attribute) => element.hasAttribute(attribute));
  return name ? `${element.localName}[${name}="${CSS.escape(element.getAttribute(name))}"]` : element.localName;
}
