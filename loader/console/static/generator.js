// Shows what a config will give, and what is wrong with it, while one types.
import { fetchPage, swap } from "./page.js";

const form = document.getElementById("generator");
const PAUSE = 250;
let timer = 0;
let asked = 0;

function fields(fresh) {
  for (const next of fresh.querySelectorAll(".field[id]")) {
    const now = document.getElementById(next.id);
    if (!now) continue;
    now.className = next.className;
    const [input, other] = [now.querySelector("input, select"), next.querySelector("input, select")];
    if (other.hasAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (input.placeholder !== undefined) input.placeholder = other.placeholder ?? "";
    if (input.tagName === "SELECT" && !input.required) input.options[0].textContent = other.options[0].textContent;
    now.querySelector(".about").replaceChildren(...next.querySelector(".about").childNodes);
  }
}

async function look() {
  const mine = ++asked;
  const body = new FormData(form);
  body.set("action", "preview");
  body.delete("file");
  body.delete("document");
  try {
    const fresh = await fetchPage(form.getAttribute("action"), { method: "POST", body });
    if (!fresh || mine !== asked || !fresh.getElementById("preview")) return;
    fields(fresh);
    swap(fresh, "preview");
    swap(fresh, "summary");
  } catch {
    // the console is away; the next change asks again
  }
}

form.addEventListener("input", (event) => {
  if (["document", "file"].includes(event.target.name)) return;
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
if (document.querySelector("#summary .wrong")) document.getElementById("summary").focus();
