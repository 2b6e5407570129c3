// Code and tables that scroll within themselves can be reached with the keyboard in every browser.

const scrollers = ".prose pre, .prose table, .prose .table, .version .source";

function reach(target: Element): void {
  if (target instanceof HTMLElement && target.scrollWidth > target.clientWidth) target.tabIndex = 0;
}

/** Called once: covers what is on the page, what arrives and what a narrower window makes scroll. */
export function startScrollers(): void {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) reach(target);
  });
  const watch = (below: ParentNode): void => {
    for (const target of below.querySelectorAll(scrollers)) sizes.observe(target);
  };
  watch(document);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) watch(node);
  }).observe(document.documentElement, { childList: true, subtree: true });
}
