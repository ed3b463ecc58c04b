// Adds a button to each text that is there to be copied; without scripts, the text can be selected.

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");  // a page without TLS on another machine has no clipboard of its own
  field.value = text;
  field.className = "away";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("the browser does not copy");
}

export function offerCopies(root = document) {
  for (const block of root.querySelectorAll("[data-copy]")) {
    if (block.querySelector("button.copy")) continue;
    const text = block.querySelector("pre");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "plain copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy ${block.dataset.copy}`);
    button.addEventListener("click", async () => {
      try {
        await copy(text.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(text);
        button.textContent = "Selected";
      }
      button.setAttribute("aria-label", `${button.textContent}: ${block.dataset.copy}`);
      setTimeout(() => {
        button.textContent = "Copy";
        button.setAttribute("aria-label", `Copy ${block.dataset.copy}`);
      }, 2000);
    });
    block.append(button);
  }
}

offerCopies();
