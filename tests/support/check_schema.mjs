// SPDX-License-Identifier: MIT
// Validates documents against a JSON Schema (2020-12) with Ajv:
//
//   NODE_PACKAGES=folder node tests/support/check_schema.mjs SCHEMA DOCUMENTS
//
// SCHEMA is a file, DOCUMENTS another: an object of documents by name. Prints a line for each, in
// order: "NAME: ok", or "NAME: " and the first error. Fails when the schema itself is invalid or has
// a keyword that JSON Schema does not know.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(path.resolve(process.env.NODE_PACKAGES), "package.json"));
const { default: Ajv } = require("ajv/dist/2020");

const [schema, documents] = process.argv
  .slice(2)
  .map((file) => JSON.parse(readFileSync(file, "utf8")));
const ajv = new Ajv({
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  validateFormats: false,
  keywords: ["components"], // where an OpenAPI document has the schemas that others refer to
});
const validate = ajv.compile(schema);
for (const [name, document] of Object.entries(documents)) {
  const verdict = validate(document)
    ? "ok"
    : ajv.errorsText([validate.errors[0]], { dataVar: "" }).slice(0, 200);
  console.log(`${name}: ${verdict}`);
}
