// The README's pictures, made anew: `npm run screenshots` writes docs/images/*.png. No test: it asserts only that each stays small.
import { mkdir, stat } from "node:fs/promises";
import { composer, goToSpace } from "./steps.ts";
import { expect, space, test } from "./fixtures.ts";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";

const folder = fileURLToPath(new URL("../../docs/images/", import.meta.url));
const title = "Mediazione agli sportelli: come coprite le lingue rare?";

async function shoot(page: Page, name: string, [width, height]: readonly [number, number]): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    window.scrollTo(0, 0);
    (document.activeElement as HTMLElement | null)?.blur();
    await document.fonts.ready;
  });
  await mkdir(folder, { recursive: true });
  const path = `${folder}${name}.png`;
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  expect((await stat(path)).size, `${name} is larger than 200 KB`).toBeLessThanOrEqual(200 * 1024);
}

test("the pictures of the README", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await shoot(page, "home-1280", [1280, 900]);
  await goToSpace(page, space);
  await shoot(page, "space-1280", [1280, 800]);
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await composer(page).fill("Noi li abbiamo tenuti: **8:30–11** e **11–13:30**.");
  await expect(page.locator("[data-draft-status]")).toContainText("Bozza salvata alle");
  await shoot(page, "thread-1280", [1280, 1100]);
  await shoot(page, "thread-390", [390, 844]);
});
