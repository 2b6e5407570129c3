// No text is ever lost: drafts on the server, a session that ends, two tabs, a page left open for too long.
import { composer, goToSpace, post, startThread } from "./steps.ts";
import { expect, people, signIn, space, test } from "./fixtures.ts";
import type { Page } from "@playwright/test";

async function startsThread(page: Page, title: string): Promise<string> {
  await goToSpace(page, space);
  return await startThread(page, title, `La domanda di «${title}».`);
}

test("a draft is found again in another browser, and gone once published", async ({ browsers }) => {
  const [here, there] = [await browsers.of("elena"), await browsers.of("elena")];
  const thread = await startsThread(here, "Una bozza che viaggia");
  await composer(here).fill("Comincio qui e finisco là.");
  await expect(here.locator("[data-draft-status]")).toContainText("Bozza salvata alle");
  await there.goto("/");
  await there.getByRole("main").getByRole("link", { name: /^Riprendi Comincio qui/ }).click();
  await expect(there).toHaveURL(new RegExp(thread));
  await expect(composer(there)).toHaveValue("Comincio qui e finisco là.");
  await there.getByRole("button", { name: "Pubblica la risposta" }).click();
  await expect(post(here, "Comincio qui e finisco là.")).toBeVisible();
  await there.goto("/");
  await expect(there.getByRole("link", { name: /Comincio qui/ })).toHaveCount(0);
});

test("publishing waits for a draft that is on its way, and leaves none", async ({ browsers }) => {
  const page = await browsers.of("elena");
  const thread = await startsThread(page, "Una bozza in ritardo");
  const done: string[] = [];
  let letGo: () => void = () => { throw new Error("no draft was on its way"); };
  const held = new Promise<void>((resolve) => { letGo = resolve; });
  await page.route("**/bozze", async (route) => {
    await held;
    const response = await route.fetch();
    done.push("draft");
    await route.fulfill({ response });
  });
  page.on("request", (request) => { if (request.method() === "POST" && new URL(request.url()).pathname.startsWith(thread)) done.push("published"); });
  await composer(page).fill("Pubblicata una volta, e non più bozza.");
  const saving = page.waitForRequest("**/bozze");
  // leaving the text for the button saves it
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  await saving;
  letGo();
  await expect(post(page, "Pubblicata una volta, e non più bozza.")).toBeVisible();
  await expect(composer(page)).toHaveValue("");
  expect(done).toEqual(["draft", "published"]);
  await page.reload();
  await expect(composer(page)).toHaveValue("");
});

test("a draft that has gone on elsewhere is not written over without a choice", async ({ browsers }) => {
  const [desk, phone] = [await browsers.of("elena"), await browsers.of("elena")];
  const thread = await startsThread(desk, "Una bozza in due posti");
  const saved = async (page: Page): Promise<void> => { await expect(page.locator("[data-draft-status]")).toContainText("Bozza salvata alle"); };
  await composer(desk).fill("Breve.");
  await saved(desk);
  await phone.goto(thread);
  await expect(composer(phone)).toHaveValue("Breve.");
  const kept = phone.waitForResponse("**/bozze");
  await composer(phone).fill("Breve, e poi molto di più.");
  expect((await kept).status()).toBe(200);
  await composer(desk).fill("Breve, dalla scrivania.");
  await expect(desk.getByText(/Questa bozza è andata avanti/).first()).toBeVisible();
  await phone.reload();
  await expect(composer(phone)).toHaveValue("Breve, e poi molto di più.");
  await desk.getByRole("button", { name: "Tieni il testo di questa pagina" }).click();
  await saved(desk);
  await phone.reload();
  await expect(composer(phone)).toHaveValue("Breve, dalla scrivania.");
});

test("a draft is thrown away where it is written", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await startsThread(page, "Una bozza da buttare");
  await composer(page).fill("Non mi convince.");
  await expect(page.locator("[data-draft-status]")).toContainText("Bozza salvata alle");
  await page.reload();
  await page.getByText("Elimina la bozza", { exact: true }).click();
  await page.getByRole("button", { name: "Sì, elimina la bozza" }).click();
  await expect(page.getByText("La bozza è eliminata.").first()).toBeVisible();
  await expect(composer(page)).toHaveValue("");
});

test("a text that is too long says so before it leaves", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await startsThread(page, "Un testo troppo lungo");
  await composer(page).fill("parola ".repeat(3000));
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  await expect(page.getByText(/Il testo ha 21\.000 caratteri: al massimo 20\.000/).first()).toBeVisible();
  await expect(composer(page)).toHaveValue("parola ".repeat(3000));
});

for (const javaScriptEnabled of [true, false]) {
  test(`an ended session keeps the text (${javaScriptEnabled ? "with" : "without"} JavaScript)`, async ({ browsers }) => {
    const page = await browsers.of("nives", { javaScriptEnabled });
    await startsThread(page, `Una sessione che finisce ${javaScriptEnabled ? "con" : "senza"} script`);
    await composer(page).fill("Scritto prima che la sessione finisse.\n\nCon «due» paragrafi.");
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Pubblica la risposta" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Accedi di nuovo" })).toBeVisible();
    await expect(page.locator(".kept-text")).toContainText("Con «due» paragrafi.");
    await signIn(page, people.nives);
    await expect(page.getByRole("heading", { level: 1, name: "Il tuo testo è qui" })).toBeVisible();
    await expect(composer(page)).toHaveValue("Scritto prima che la sessione finisse.\n\nCon «due» paragrafi.");
    await page.getByRole("button", { name: "Prosegui" }).click();
    await expect(post(page, "Con «due» paragrafi.")).toHaveCount(1);
    await expect(page.locator(".post")).toHaveCount(2);
  });
}

test("two tabs change the same message: the second sees both texts", async ({ browsers }) => {
  const first = await browsers.of("elena");
  await startsThread(first, "Due finestre");
  await first.getByRole("link", { name: "Modifica" }).click();
  await expect(first.getByRole("heading", { level: 1, name: "Modifica il messaggio" })).toBeVisible();
  const second = await first.context().newPage();
  await second.goto(first.url());
  await composer(first).fill("Dalla **prima** finestra.");
  await composer(second).fill("Dalla seconda finestra.");
  await first.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(post(first, "Dalla prima finestra.")).toBeVisible();
  await second.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(second.getByRole("heading", { level: 1, name: "Il messaggio è cambiato mentre scrivevi" })).toBeVisible();
  await expect(second.getByRole("region", { name: "Il testo pubblicato ora" })).toContainText("Dalla prima finestra.");
  await expect(composer(second)).toHaveValue("Dalla seconda finestra.");
  await composer(second).fill("Dalla prima e dalla seconda finestra.");
  await second.getByRole("button", { name: "Salva le modifiche" }).click();
  await expect(post(first, "Dalla prima e dalla seconda finestra.")).toBeVisible();
});

test("a form whose secret is stale gives the text back", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await startsThread(page, "Rimasta aperta a lungo");
  await composer(page).fill("Un testo in una pagina vecchia.");
  await page.locator("prassi-composer input[name=csrf]").evaluate((field) => { (field as HTMLInputElement).value = "vecchia"; });
  await page.getByRole("button", { name: "Pubblica la risposta" }).click();
  await expect(page.getByText(/La pagina era rimasta aperta a lungo/).first()).toBeVisible();
  await expect(composer(page)).toHaveValue("Un testo in una pagina vecchia.");
  await page.getByRole("button", { name: "Prosegui" }).click();
  await expect(post(page, "Un testo in una pagina vecchia.")).toHaveCount(1);
});

test("the same form sent twice makes one message", async ({ browsers }) => {
  const page = await browsers.of("elena");
  await startsThread(page, "Due volte lo stesso modulo");
  await composer(page).fill("Una volta sola.");
  const answers = await page.locator("prassi-composer form").evaluate(async (form: HTMLFormElement) => {
    const send = async (): Promise<number> => {
      const fields = new URLSearchParams([...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]));
      return (await fetch(form.action, { method: "POST", body: fields })).status;
    };
    return [await send(), await send(), ...(await Promise.all([send(), send()]))];
  });
  expect(answers).toEqual([200, 200, 200, 200]);
  await page.reload();
  await expect(post(page, "Una volta sola.")).toHaveCount(1);
});
