// From the box on every page to the message that helps.
import { expect, space, test } from "./fixtures.ts";
import { goToSpace, startThread } from "./steps.ts";

test("a word is found from any page with the keyboard alone", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await goToSpace(page, space);
  await startThread(page, "Chi traduce i provvedimenti?", "Cerchiamo una **traduttrice** giurata per il tigrino.");
  await page.goto("/spazi");
  await page.keyboard.press("/");
  await page.keyboard.type("TIGRINO tradut");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/cerca\?q=TIGRINO\+tradut/);
  const found = page.getByRole("region", { name: "Messaggi" }).getByRole("listitem").filter({ hasText: "Chi traduce i provvedimenti?" });
  await expect(found.locator("mark")).toHaveText(["traduttrice", "tigrino"]);
  await found.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Chi traduce i provvedimenti?" })).toBeVisible();
});

test("a message found in the middle of a long discussion is where one lands", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await page.goto("/cerca?q=corretti+virgola+cognome");
  await page.getByRole("region", { name: "Messaggi" }).getByRole("link", { name: "Diario di lavoro" }).first().click();
  await expect(page).toHaveURL(/\/discussioni\/\d+\?m=(\d+)#m\1$/);
  const landed = page.locator(".post.just-arrived");
  await expect(landed).toContainText("Corretti una virgola e un cognome");
  await expect(landed).toBeInViewport();
  await expect(landed).toBeFocused();
});

test("without JavaScript the search narrows and says what it cannot read", async ({ browsers }) => {
  const page = await browsers.of("elena", { javaScriptEnabled: false });
  await page.goto("/");
  await page.getByRole("searchbox").fill("parola che non c’è");
  await page.getByRole("button", { name: "Cerca" }).click();
  await expect(page.getByText("Non c’è niente con tutte queste parole.")).toBeVisible();
  await page.goto("/cerca?q=sportello&dal=ieri");
  await expect(page.getByText("Questa data non si legge.")).toBeVisible();
  await expect(page.getByLabel("Parole da cercare")).toHaveValue("sportello");
});
