// Bundle the scripts of the page: `node build.mjs` writes the files that ship.
//   --check         build in memory and compare with what is committed
//   --engine OUT    bundle the engine alone as an ES module, for tests under Node
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "..");

// Entry -> the file that is committed and ships in the wheel.
const PAGES = {
  "src/brief/main.ts": "src/suzerain/brief/page/brief.js",
  "src/atlas/main.ts": "src/suzerain/brief/page/atlas.js",
  "src/app/main.tsx": "src/suzerain/app/page/app.js",
  "src/app/waiting.ts": "src/suzerain/app/page/waiting.js",
  "src/review/main.ts": "src/suzerain/app/page/review.js",
};

// The licences of what is bundled ask that their notice goes along.
const NOTICE = `/*! Suzerain, Apache-2.0. Holds code of Preact (c) 2015-present Jason Miller, MIT,
and of d3 modules (c) 2010-present Mike Bostock, ISC: texts in NOTICE. */`;

const bundle = async (entry, options = {}) => {
  const made = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    target: "es2020",
    charset: "utf8",
    format: "iife",
    platform: "browser",
    sourcemap: false,
    legalComments: "none",
    banner: { js: NOTICE },
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
    ...options,
  });
  const text = made.outputFiles[0].text;
  if (/<\/script|<!--/i.test(text)) throw new Error(`${entry}: this cannot be inlined in a page`);
  return text.endsWith("\n") ? text : `${text}\n`;
};

const flags = process.argv.slice(2);
const engine = flags.indexOf("--engine");

if (engine >= 0) {
  const out = flags[engine + 1];
  if (!out) {
    console.error("--engine needs the file to write");
    process.exit(2);
  }
  const text = await bundle("src/engine/index.ts", { format: "esm", platform: "neutral" });
  await mkdir(dirname(resolve(out)), { recursive: true });
  await writeFile(resolve(out), text);
} else {
  const stale = [];
  for (const [entry, file] of Object.entries(PAGES)) {
    const text = await bundle(entry);
    const path = resolve(root, file);
    if (flags.includes("--check")) {
      const there = await readFile(path, "utf8").catch(() => "");
      if (there !== text) stale.push(file);
    } else {
      await writeFile(path, text);
      console.log(`${relative(root, path)}  ${Buffer.byteLength(text)} bytes`);
    }
  }
  if (stale.length) {
    console.error(`not what the sources make: ${stale.join(", ")}`);
    console.error("Hint: python3 tasks.py page, then commit the files");
    process.exit(1);
  }
}
