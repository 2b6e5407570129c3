// `<input list="…" data-list-of-words>`: a field of names between commas completes the one that is being written; the browser's own list does the rest.

function names(list: HTMLDataListElement): string[] {
  const kept = list.dataset["names"];
  if (kept !== undefined) return kept.split("\n");
  const all = [...list.options].map((option) => option.value);
  list.dataset["names"] = all.join("\n");
  return all;
}

function offer(input: HTMLInputElement): void {
  const list = input.list;
  if (!(list instanceof HTMLDataListElement)) return;
  const end = input.value.lastIndexOf(",");
  const before = end < 0 ? "" : `${input.value.slice(0, end).trimEnd()}, `;
  const taken = new Set(before.toLowerCase().split(",").map((name) => name.trim()));
  const options = names(list).filter((name) => !taken.has(name.toLowerCase())).map((name) => {
    const option = document.createElement("option");
    option.value = before + name;
    return option;
  });
  list.replaceChildren(...options);
}

/** Called once. */
export function startWordLists(): void {
  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-list-of-words]")) offer(event.target);
  });
}
