// Shows the list anew while a job on it waits or runs; filters work as soon as one is chosen.
import { fetchPage, swap } from "./page.js";

const EVERY = 1500;

async function look() {
  const jobs = document.getElementById("jobs");
  if (jobs.dataset.live === "yes" && !document.hidden && !jobs.contains(document.activeElement)) {
    try {
      const fresh = await fetchPage(location.href);
      if (fresh) swap(fresh, "jobs");
    } catch {
      // the console is away; the next look may find it
    }
  }
  setTimeout(look, EVERY);
}

for (const select of document.querySelectorAll(".filters select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}
setTimeout(look, EVERY);
