// Files and pictures that come to a composer as a browser brings them.
import { composer } from "./steps.ts";
import type { Page } from "@playwright/test";

/** A red rectangle made by the browser: a PNG, as base64. */
export async function picture(page: Page, width: number, height: number): Promise<string> {
  return page.evaluate(([width, height]) => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const paint = canvas.getContext("2d");
    if (paint !== null) {
      paint.fillStyle = "#b0203a";
      paint.fillRect(0, 0, width, height);
    }
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  }, [width, height] as const);
}

/** Lets files arrive at the composer as a browser does: by a drop or a paste. */
export async function bring(page: Page, how: "drop" | "paste", name: string, type: string, base64: string): Promise<void> {
  await composer(page).evaluate((field, { how, name, type, base64 }) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name, { type }));
    if (how === "drop") field.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    else field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, { how, name, type, base64 });
}
