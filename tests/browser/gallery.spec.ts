// Every sample of the gallery: valid HTML, and without scrolling sideways; pages and components without anything that axe objects to.
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import axe from "axe-core";
import { type Browsers, expect, test } from "./fixtures.ts";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];
const validator = new HtmlValidate(new FileSystemConfigLoader());
const root = fileURLToPath(new URL("../../page.html", import.meta.url));

declare global {
  interface Window { axe: typeof axe }
}

interface Sample { readonly name: string; readonly form: string }

/** In so many batches the samples are looked at, each batch in one browser. */
const batches = 12;

async function batch(page: Page, n: number): Promise<Sample[]> {
  await page.goto("/dev/gallery");
  const all = await page.locator("a[data-sample]").evaluateAll((links) => links.map((link) => ({
    name: link.getAttribute("data-sample") ?? "", form: link.getAttribute("data-form") ?? "",
  })));
  expect(all.length).toBeGreaterThan(200);
  return all.filter((_, index) => index % batches === n);
}

async function validate(page: Page, sample: Sample): Promise<void> {
  const answer = await page.request.get(`/dev/gallery/${sample.name}/it`);
  expect(answer.status(), sample.name).toBe(200);
  const html = await answer.text();
  const report = await validator.validateString(html, root);
  const found = report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${ruleId}: ${message}\n  ${html.split("\n")[line - 1]?.trim().slice(0, 300) ?? ""}`));
  expect.soft([...new Set(found)], sample.name).toEqual([]);
}

/** What axe objects to. It is put into the page once: a builder would open another page for each of some 400 looks. */
async function objections(page: Page): Promise<string[]> {
  return await page.evaluate(async (tags) => {
    const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
  }, tags);
}

/** How far the page goes beyond the window, once its letters have their final width. */
async function excess(page: Page): Promise<number> {
  return await page.evaluate(async () => {
    await document.fonts.ready;
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
}

/** Whether it can be judged as people meet it: whole pages, and components with their headings. A part alone says too little. */
function isWhole(sample: Sample): boolean {
  return sample.form === "page" || /^app\.gallery\._\w+\.html\/all$/.test(sample.name);
}

async function inspect(page: Page, sample: Sample): Promise<void> {
  await page.goto(`/dev/gallery/${sample.name}/it`);
  if (isWhole(sample)) await page.evaluate(axe.source);
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    expect.soft(await excess(page), `${sample.name} at ${width} scrolls sideways`).toBe(0);
    // the narrowest differs from 390 px in nothing that axe looks at
    if (width > 320 && isWhole(sample)) expect.soft(await objections(page), `${sample.name} at ${width}`).toEqual([]);
  }
}

async function look(browsers: Browsers, n: number): Promise<void> {
  const page = await browsers.nobody();
  for (const sample of await batch(page, n)) {
    if (sample.form !== "page" && sample.form !== "part") continue; // letters are as mail programs want them
    await validate(page, sample);
    await inspect(page, sample);
  }
}

test("a component is found by its name and shown as on a phone and on a desk", async ({ browsers }) => {
  const page = await browsers.nobody();
  await page.goto("/dev/gallery");
  await page.getByRole("searchbox", { name: "Cerca per nome" }).fill("btn-danger");
  await page.keyboard.press("Enter");
  await expect(page.locator("a[data-sample]")).toHaveText(["btn-danger"]);
  await page.getByRole("link", { name: "btn-danger", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("app/gallery/_buttons.html: btn-danger");
  await page.getByRole("link", { name: "btn-icon", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("app/gallery/_buttons.html: btn-icon");
  for (const width of [390, 1280]) {
    await expect(page.frameLocator(`iframe[width="${width}"]`).getByRole("heading", { name: /^btn-icon/ })).toBeVisible();
  }
});

for (let n = 0; n < batches; n += 1) {
  test(`samples of the gallery, ${n + 1} of ${batches}`, async ({ browsers }) => { await look(browsers, n); });
}
