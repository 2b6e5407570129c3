// The only place where text becomes elements: fragments rendered and cleaned by our own server, never anybody else's words.

/** The elements of a fragment from our own server. */
export function parseFragment(html: string): DocumentFragment {
  const template = document.createElement("template");
  // eslint-disable-next-line no-restricted-properties -- see the head of this file
  template.innerHTML = html;
  return template.content;
}

/** The fragment's first element, if there is one. */
export function parseElement(html: string): HTMLElement | null {
  const first = parseFragment(html).firstElementChild;
  return first instanceof HTMLElement ? first : null;
}

/** An element with a class and text: for what the scripts themselves say. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  if (text !== "") made.textContent = text;
  return made;
}

const svg = "http://www.w3.org/2000/svg";

/** An icon of the sprite that is served beside this script. */
export function icon(name: string): SVGSVGElement {
  const image = document.createElementNS(svg, "svg");
  image.setAttribute("class", "ic ic-s");
  image.setAttribute("aria-hidden", "true");
  image.setAttribute("focusable", "false");
  const use = document.createElementNS(svg, "use");
  use.setAttribute("href", `${new URL("icons.svg", import.meta.url).pathname}#it-${name}`);
  image.append(use);
  return image;
}

/** The version written on an element; 0 without one. */
export function versionOf(of: HTMLElement): number {
  return Number(of.dataset["version"] ?? 0);
}
