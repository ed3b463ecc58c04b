// Shows how far a job is while it runs, and the whole page anew when it has ended.
import { fetchPage, swap } from "./page.js";

const job = document.getElementById("job");

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

function left(seconds) {
  if (seconds === null) return "";
  return ` · about ${seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`} left`;
}

function follow() {
  const source = new EventSource(job.dataset.events);
  const log = document.getElementById("log");
  let first = true;
  let status = null;
  const show = (event) => {
    const news = JSON.parse(event.data);
    if (first) log.replaceChildren();
    first = false;
    log.append(...news.logs.map(line));
    document.getElementById("progress").value = news.progress;
    document.getElementById("step").textContent =
      news.status === "pending" ? "Waits for a worker" : `${news.progress} %${news.currentStep ? ` · ${news.currentStep}` : ""}${left(news.estimatedSecondsLeft)}`;
    return news;
  };
  source.addEventListener("progress", async (event) => {
    const news = show(event);
    if (status && status !== news.status) {
      const fresh = await fetchPage(location.href);
      if (fresh) swap(fresh, "job");
    }
    status = news.status;
  });
  source.addEventListener("end", async () => {
    source.close();
    const fresh = await fetchPage(location.pathname);
    if (fresh) {
      swap(fresh, "job");
      confirmation();
    }
  });
}

function confirmation() {
  const form = document.querySelector("form[data-slug]");
  if (!form) return;
  const [typed, button] = [form.querySelector("#confirm"), form.querySelector("button")];
  const check = () => { button.disabled = typed.value.trim() !== form.dataset.slug; };
  typed.addEventListener("input", check);
  check();
}

if (job.dataset.live === "yes") follow();
confirmation();
