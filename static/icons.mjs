// The icon sprite: only the icons that the pages use, from Bootstrap Italia's sprite and from static/icons (which wins).
//
// A use is `icons.svg#it-NAME`, `icon("NAME")` or `ic("it-NAME")` in templates, Rust or TypeScript; each must exist. Any other word that is an icon's
// full name ("it-check" in a table, say) counts as a use too, but may be a class name, so an unknown one is no error.
import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";

const places = [
  ["templates", ".html"],
  ["src", ".rs"],
  ["static/js", ".ts"],
];
const certain = [/icons\.svg#it-([a-z0-9-]+)/g, /\bicon\(\s*["']([a-z0-9-]+)["']/g, /\bic\(\s*["']it-([a-z0-9-]+)["']/g];
const likely = /\bit-([a-z0-9]+(?:-[a-z0-9]+)*)\b/g;

async function filesBelow(folder, ending) {
  try {
    const names = await readdir(folder, { recursive: true });
    return names.filter((name) => name.endsWith(ending)).map((name) => path.join(folder, name));
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
}

/** Symbols by name, without `it-`: the library's, then our own. */
async function readSymbols(sprite, ownFolder) {
  const symbols = new Map();
  for (const [, name, box, body] of (await readFile(sprite, "utf8")).matchAll(/<symbol id="it-([^"]+)" viewBox="([^"]+)"[^>]*>(.*?)<\/symbol>/gs)) {
    symbols.set(name, `<symbol id="it-${name}" viewBox="${box}">${body}</symbol>`);
  }
  for (const file of await filesBelow(ownFolder, ".svg")) {
    const name = path.basename(file, ".svg");
    const parts = /<svg[^>]*viewBox="([^"]+)"[^>]*>(.*)<\/svg>/s.exec(await readFile(file, "utf8"));
    if (parts === null) throw new Error(`${file} is not an <svg> with a viewBox`);
    symbols.set(name, `<symbol id="it-${name}" viewBox="${parts[1]}">${parts[2].trim().replaceAll(/>\s+</g, "><")}</symbol>`);
  }
  return symbols;
}

/** The sprite's text and the names in it; throws naming each place that uses an icon which does not exist. */
export async function buildSprite(root, librarySprite, ownFolder) {
  const symbols = await readSymbols(librarySprite, ownFolder);
  const used = new Set();
  const unknown = [];
  for (const [folder, ending] of places) {
    for (const file of await filesBelow(path.join(root, folder), ending)) {
      const text = await readFile(file, "utf8");
      for (const pattern of certain) {
        for (const [, name] of text.matchAll(pattern)) {
          if (symbols.has(name)) used.add(name);
          else unknown.push(`  ${path.relative(root, file)}: it-${name}`);
        }
      }
      for (const [, name] of text.matchAll(likely)) {
        if (symbols.has(name)) used.add(name);
      }
    }
  }
  if (unknown.length > 0) {
    throw new Error(`these icons exist neither in Bootstrap Italia's sprite nor in static/icons:\n${[...new Set(unknown)].join("\n")}`);
  }
  const names = [...used].sort();
  const text = `<svg xmlns="http://www.w3.org/2000/svg">${names.map((name) => symbols.get(name)).join("")}</svg>\n`;
  return { text, names };
}
