// Every page as the server writes it is valid HTML (.htmlvalidate.json).
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { expect, test } from "./fixtures.ts";
import { fileURLToPath } from "node:url";
import { places } from "./pages/index.ts";

const validator = new HtmlValidate(new FileSystemConfigLoader());
const root = fileURLToPath(new URL("../../page.html", import.meta.url));

for (const { name, open } of places) {
  test(`valid HTML: ${name}`, async ({ browsers }) => {
    const written: Promise<string>[] = [];
    browsers.onPage((answer) => { written.push(answer); });
    await open(browsers);
    const pages = new Set((await Promise.all(written)).filter((html) => html !== ""));
    expect(pages.size).toBeGreaterThan(0);
    for (const html of pages) {
      const report = await validator.validateString(html, root);
      const found = report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${ruleId}: ${message}\n  ${html.split("\n")[line - 1]?.trim().slice(0, 300) ?? ""}`));
      expect.soft([...new Set(found)]).toEqual([]);
    }
  });
}
