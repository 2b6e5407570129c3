// 390 pixels wide: the same reading and answering, and nothing that scrolls sideways.
import { expect, space, test } from "./fixtures.ts";
import { answer, expectNoSideways, findThread, post } from "./steps.ts";

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test("read and answer on a phone", async ({ browsers }) => {
  const page = await browsers.of("ivo", phone);
  await expectNoSideways(page);
  const tabs = page.getByRole("navigation", { name: "Principale, in basso" });
  await tabs.getByRole("link", { name: /^Spazi/ }).tap();
  await expect(page.getByRole("heading", { level: 1, name: "Spazi" })).toBeVisible();
  await expect(tabs.getByRole("link", { name: /^Spazi/ })).toHaveAttribute("aria-current", "page");
  await expectNoSideways(page);
  await page.getByRole("main").getByRole("link", { name: space, exact: true }).tap();
  await expect(page.getByRole("heading", { level: 1, name: space })).toBeVisible();
  await expectNoSideways(page);
  await findThread(page, "Mediazione agli sportelli: come coprite le lingue rare?");
  await expect(page.locator(".post").first()).toBeVisible();
  await expectNoSideways(page);
  await answer(page, "Rispondo dal telefono, con un indirizzo lungo: https://esempio.it/una/strada/molto/lunga/che/non/finisce/mai/e/poi/mai/0123456789");
  await expect(post(page, "Rispondo dal telefono")).toBeInViewport();
  await expectNoSideways(page);
});

test("what a finger presses is large enough and far enough from the rest", async ({ browsers }) => {
  const page = await browsers.of("ivo", phone);
  await page.goto("/spazi");
  for (const target of await page.locator(".bottom-tabs a, .bar-tool, main .btn").all()) {
    const box = await target.boundingBox();
    expect(box?.height ?? 0, await target.innerText()).toBeGreaterThanOrEqual(40);
  }
});
