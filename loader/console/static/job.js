// Keeps the page of a job true: badge, progress and log while it waits or runs, the whole page when its status changes,
// and again when somebody comes back to it.
import { offerCopies } from "./copy.js";
import { fetchPage, swap } from "./page.js";

const job = document.getElementById("job");
const EVERY = 3000;
const busy = () => job.dataset.live === "yes";

function line(entry) {
  const item = document.createElement("li");
  const time = document.createElement("time");
  const text = document.createElement("span");
  item.className = entry.level;
  time.dateTime = entry.at;
  time.textContent = new Date(entry.at).toISOString().slice(11, 19);
  text.dir = "auto";
  text.textContent = entry.message;
  item.append(time, " ", text);
  return item;
}

// Adds lines that are not there yet: the event's id counts all lines so far, its own being the last of them.
function addLines(log, lines, all) {
  if (log.children.length > all) log.replaceChildren(); // another worker began anew
  log.append(...lines.slice(Math.max(0, log.children.length - (all - lines.length))).map(line));
}

async function renew() {
  try {
    const fresh = await fetchPage(location.pathname);
    if (!fresh || !fresh.getElementById("job")) return false;
    swap(fresh, "job");
    offerCopies(job);
    confirmation();
    return true;
  } catch {
    return false; // the console is away; the next look may find it
  }
}

function showBadge(status) {
  const badge = job.querySelector(".head .status");
  badge.textContent = status;
  badge.className = `status ${status}`;
}

function left(seconds) {
  if (seconds === null || seconds === undefined) return "";
  return ` · about ${seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`} left`;
}

function follow() {
  const source = new EventSource(job.dataset.events);
  const show = async (event) => {
    const news = JSON.parse(event.data);
    if (news.status !== job.dataset.status) {
      showBadge(news.status === "failed" && news.errorCode === "CANCELLED" ? "cancelled" : news.status);
      job.dataset.status = news.status;
      await renew();
    }
    const [log, bar, step] = ["log", "progress", "step"].map((id) => document.getElementById(id));
    if (log) addLines(log, news.logs, Number(event.lastEventId));
    if (bar) bar.value = news.progress;
    if (step) step.textContent = news.status === "pending" ? "Waits for a worker" : `${news.progress} %${news.currentStep ? ` · ${news.currentStep}` : ""}${left(news.estimatedSecondsLeft)}`;
  };
  source.addEventListener("progress", show);
  source.addEventListener("end", async (event) => {
    source.close();
    await show(event);
    if (!(await renew())) setTimeout(watch, EVERY);
  });
  source.addEventListener("error", () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(watch, EVERY); // refused: look at the page instead
  });
}

async function watch() {
  if (!busy()) return;
  await renew();
  setTimeout(watch, EVERY);
}

function confirmation() {
  const form = document.querySelector("form[data-slug]");
  if (!form) return;
  const [typed, button] = [form.querySelector("#confirm"), form.querySelector("button")];
  const check = () => { button.disabled = typed.value.trim() !== form.dataset.slug; };
  typed.addEventListener("input", check);
  check();
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !busy() && !job.querySelector("form:focus-within, [aria-invalid]")) renew();
});
if (busy()) follow();
confirmation();
