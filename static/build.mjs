// Builds static/dist from static/: styles, script, icons, fonts and marks. The server embeds that folder and serves each file below one hashed
// directory, so the names here stay plain and every address inside a file is relative.
//
//   node static/build.mjs           once, minified; fails above the budgets
//   node static/build.mjs --watch   again at each change, with source maps
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { context } from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as path from "node:path";
import * as sass from "sass";
import { watch as watchFolder } from "node:fs";
import { buildSprite } from "./icons.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const dist = path.join(here, "dist");
const library = path.join(root, "node_modules/bootstrap-italia");
const watching = process.argv.includes("--watch");

/** Bytes after gzip, from the design: a signed-in discussion page. */
const budgets = { "app.css": 45 * 1024, "app.js": 60 * 1024 };

const fonts = {
  "titillium-web-400.woff2": "titillium-web-v10-latin-ext_latin-regular.woff2",
  "titillium-web-400i.woff2": "titillium-web-v10-latin-ext_latin-italic.woff2",
  "titillium-web-600.woff2": "titillium-web-v10-latin-ext_latin-600.woff2",
  "titillium-web-700.woff2": "titillium-web-v10-latin-ext_latin-700.woff2",
};

/** Lets a style sheet import Bootstrap Italia's Sass sources. */
const sassPlugin = {
  name: "sass",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, (args) => {
      const { css } = sass.compile(args.path, {
        loadPaths: [path.join(library, "src/scss")],
        logger: sass.Logger.silent, // the library's sources still use the older module syntax
      });
      return { contents: css, loader: "css" };
    });
  },
};

const settings = {
  entryPoints: [path.join(here, "css/app.css"), path.join(here, "js/app.ts")],
  outdir: dist,
  entryNames: "[name]",
  bundle: true,
  format: "esm",
  // Turbo is es2017 and our sources are es2022: the browsers of the last three years.
  target: ["es2022", "chrome111", "firefox115", "safari16.4"],
  external: ["./fonts/*"],
  minify: !watching,
  sourcemap: watching ? "linked" : false,
  legalComments: "none",
  logLevel: "warning",
  plugins: [sassPlugin],
};

async function copyStatic() {
  await mkdir(path.join(dist, "fonts"), { recursive: true });
  await Promise.all([
    ...Object.entries(fonts).map(([to, from]) => copyFile(path.join(library, "dist/fonts/Titillium_Web", from), path.join(dist, "fonts", to))),
    copyFile(path.join(library, "dist/fonts/Titillium_Web/OFL.txt"), path.join(dist, "fonts/OFL.txt")),
    ...(await readdir(path.join(here, "brand"))).map((name) => copyFile(path.join(here, "brand", name), path.join(dist, name))),
  ]);
}

async function writeSprite() {
  const { text, names } = await buildSprite(root, path.join(library, "dist/svg/sprites.svg"), path.join(here, "icons"));
  await writeFile(path.join(dist, "icons.svg"), text);
  return names.length;
}

/** What the server also offers compressed; fonts are compressed already. */
const packable = /\.(css|js|svg)$/;

/** Packs what can be packed and prints what each file weighs; returns the messages of the budgets that are exceeded. */
async function packAndWeigh() {
  const exceeded = [];
  const kb = (bytes) => (bytes / 1024).toFixed(1).padStart(7);
  console.log("file".padEnd(34) + "raw".padStart(7) + "gzip".padStart(10) + "brotli".padStart(10) + "   KB");
  const names = (await readdir(dist, { recursive: true })).filter((name) => !name.endsWith(".map")).sort();
  for (const name of names) {
    const file = path.join(dist, name);
    if (!(await stat(file)).isFile()) continue;
    const bytes = await readFile(file);
    const gz = gzipSync(bytes, { level: 9 });
    const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    if (packable.test(name)) await Promise.all([writeFile(`${file}.gz`, gz), writeFile(`${file}.br`, br)]);
    const gzip = gz.length;
    console.log(`${name.padEnd(34)}${kb(bytes.length)}   ${kb(gzip)}   ${kb(br.length)}`);
    const budget = budgets[name];
    if (budget !== undefined && gzip > budget) {
      exceeded.push(`${name} weighs ${kb(gzip).trim()} KB after gzip; its budget is ${kb(budget).trim()} KB`);
    }
  }
  return exceeded;
}

async function buildOnce() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const bundler = await context(settings);
  try {
    const [{ warnings }] = await Promise.all([bundler.rebuild(), copyStatic(), writeSprite()]);
    if (warnings.length > 0) throw new Error("esbuild has warnings (above): here they count as errors");
  } finally {
    await bundler.dispose();
  }
  const exceeded = await packAndWeigh();
  if (exceeded.length > 0) throw new Error(exceeded.join("\n"));
}

async function keepBuilding() {
  await mkdir(dist, { recursive: true });
  // packed copies of an earlier build would be served instead of what changes now
  const packed = (await readdir(dist, { recursive: true })).filter((name) => /\.(br|gz)$/.test(name));
  await Promise.all(packed.map((name) => rm(path.join(dist, name))));
  const bundler = await context(settings);
  await Promise.all([bundler.watch(), copyStatic(), writeSprite()]);
  let pending;
  const later = () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      writeSprite().then((count) => console.log(`icons.svg: ${count} icons`), (error) => console.error(error.message));
    }, 200);
  };
  for (const folder of ["templates", "src", "static/icons"]) {
    try {
      watchFolder(path.join(root, folder), { recursive: true }, later);
    } catch {
      console.warn(`not watching ${folder}: it does not exist yet`);
    }
  }
  console.log("watching static/, templates/ and src/; Ctrl+C ends");
}

try {
  await (watching ? keepBuilding() : buildOnce());
} catch (error) {
  // esbuild has printed its own messages already
  if (!("errors" in error)) console.error(`\nstatic/build.mjs: ${error.message}`);
  process.exitCode = 1;
}
