// Every page at both widths: nothing that axe objects to, nothing that scrolls sideways; and (fixtures.ts) no error, no refusal, no request to others.
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./fixtures.ts";
import { expectNoSideways } from "./steps.ts";
import { places } from "./pages/index.ts";

const tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

for (const { name, open } of places) {
  test(`accessible at both widths: ${name}`, async ({ browsers }) => {
    const page = await open(browsers);
    // the new page is there a moment before the visit to it has ended
    await expect(page.locator("html")).not.toHaveAttribute("aria-busy");
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expectNoSideways(page);
      // what stands in the gallery's frames runs no script, not even axe's; gallery.spec.ts looks at each by itself
      const { violations } = await new AxeBuilder({ page }).withTags(tags).exclude(".gallery-frame iframe").analyze();
      const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`);
      expect.soft(found, `at ${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    await expectNoSideways(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "it");
    await expect(page.locator("h1")).toHaveCount(1);
  });
}
