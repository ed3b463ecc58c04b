// Fetches a page of the console again and puts parts of it in the place of those that are shown.

export async function fetchPage(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", redirect: "follow", ...options });
  if (answer.redirected && new URL(answer.url).pathname === "/sign-in") {
    location.assign(answer.url);
    return null;
  }
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

export function swap(fresh, id) {
  const [now, next] = [document.getElementById(id), fresh.getElementById(id)];
  if (!now || !next || now.innerHTML === next.innerHTML) return;
  const open = [...now.querySelectorAll("details")].map((part) => part.open);
  now.replaceChildren(...next.childNodes);
  for (const [name, value] of Object.entries(next.dataset)) now.dataset[name] = value;
  now.querySelectorAll("details").forEach((part, i) => { if (open[i]) part.open = true; });
}
