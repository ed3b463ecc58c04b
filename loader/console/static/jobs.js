// Shows the list anew while a job on it waits or runs, and when somebody comes back to it; filters work as soon as one is chosen.
import { fetchPage, swap } from "./page.js";

const EVERY = 1500;

async function renew() {
  try {
    const fresh = await fetchPage(location.href);
    if (fresh) swap(fresh, "jobs");
  } catch {
    // the console is away; the next look may find it
  }
}

async function look() {
  if (document.getElementById("jobs").dataset.live === "yes" && !document.hidden) await renew();
  setTimeout(look, EVERY);
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) renew(); });
for (const select of document.querySelectorAll(".filters select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
setTimeout(look, EVERY);
