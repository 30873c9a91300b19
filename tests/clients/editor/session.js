// SPDX-License-Identifier: MIT
// What an editor shows for scenario files: no mistakes in the shipped ones, and completion and hover
// texts while editing. Uses the schema that the emulator serves.
//
//   PORTONE_EMULATOR_URL=http://127.0.0.1:PORT SCENARIOS=FOLDER:FOLDER node session.js
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const { getLanguageService, TextDocument } = require('vscode-json-languageservice');

const URI = 'scenario://schema';

function findScenarios(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const below = path.join(folder, entry.name);
    if (entry.isDirectory()) return findScenarios(below);
    return entry.name.endsWith('.json') && entry.name !== 'schema.json' ? [below] : [];
  });
}

async function main() {
  const schema = await (await fetch(`${process.env.PORTONE_EMULATOR_URL}/_emulator/scenario/schema`)).json();
  const service = getLanguageService({});
  service.configure({ validate: true, allowComments: true, schemas: [{ uri: URI, fileMatch: ['*'], schema }] });

  const open = (text) => {
    const document = TextDocument.create('file:///scenario.json', 'jsonc', 1, text);
    return [document, service.parseJSONDocument(document)];
  };
  const findMistakes = async (text) => {
    const found = await service.doValidation(...open(text), { comments: 'ignore' }, schema);
    return found.map((mistake) => `${mistake.range.start.line + 1}: ${mistake.message}`);
  };
  // | marks the cursor.
  const openAtCursor = (text) => {
    const [document, json] = open(text.replace('|', ''));
    return [document, document.positionAt(text.indexOf('|')), json];
  };
  const listCompletions = async (text) => (await service.doComplete(...openAtCursor(text))).items.map((item) => item.label);
  const readHoverText = async (text) => {
    const hover = await service.doHover(...openAtCursor(text));
    return hover ? hover.contents.join(' ').replace(/\\(.)/g, '$1') : '';  // as Markdown escapes it
  };

  const files = process.env.SCENARIOS.split(':').flatMap(findScenarios);
  assert(files.length > 100);
  for (const file of files) assert.deepStrictEqual(await findMistakes(fs.readFileSync(file, 'utf8')), [], file);

  assert((await findMistakes('{"given": {"billing_keys": [{"customer_uid": ""}]}}')).length > 0);
  assert((await findMistakes('{"faults": [{"when": {"operation": "webhook"}, "then": {"close": true}}]}')).length > 0);
  assert((await findMistakes('{"given": {"payments": [{"merchant_uid": "a", "amonut": 1}]}}')).length > 0);

  assert((await listCompletions('{"given": {|}}')).includes('sandboxes'));
  assert((await listCompletions('{"given": {"billing_keys": [{|}]}}')).includes('charge_outcome'));
  assert((await listCompletions('{"given": {"payments": [{"currency": |}]}}')).includes('"KRW"'));
  assert((await listCompletions('{"faults": [{"when": {"operation": |}}]}')).includes('"charge"'));
  assert((await listCompletions('{"given": {"channels": [{"pg": "kcp", "settings": {|}}]}}')).includes('batch_group_id'));

  const paid_at = await readHoverText('{"given": {"payments": [{"merchant_uid": "a", "amount": 1, "paid_|at": "2024-01-01T00:00:00Z"}]}}');
  assert(paid_at.includes('When it was paid.') && paid_at.includes('ISO 8601'), paid_at);
  const tier = await readHoverText('{"given": {"billing_keys": [{"customer_uid": "a", "ti|er": "A01"}]}}');
  assert(tier.includes('ledger'), tier);
  const start = await readHoverText('{"clock": {"sta|rt": "2024-01-01T00:00:00Z"}}');
  assert(start.includes('manual'), start);
  console.log('editor: ok');
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
