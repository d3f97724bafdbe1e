// node validate.mjs SCHEMAS BAG...: the JSON of each bag against its schema; of
// OSCAL and CycloneDX also what a schema cannot say: identifiers are unique, and
// what one place refers to is there.
import fs from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import formats from 'ajv-formats';

const [schemas, ...bags] = process.argv.slice(2);
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
let bad = 0;

function complain(file, what) {
  bad++;
  console.log(`${file}: ${what}`);
}

function validator(name, others = []) {
  const ajv = new Ajv.default({ strict: false, allErrors: false });
  formats.default(ajv);
  ajv.addFormat('idn-email', true);
  ajv.addFormat('iri-reference', true);
  for (const other of others) ajv.addSchema(read(path.join(schemas, other)));
  return ajv.compile(read(path.join(schemas, name)));
}

// All values under the key, wherever it stands.
function collect(node, key, into = []) {
  if (Array.isArray(node)) for (const item of node) collect(item, key, into);
  else if (node && typeof node === 'object')
    for (const [name, value] of Object.entries(node)) {
      if (name === key) into.push(value);
      collect(value, key, into);
    }
  return into;
}

function unique(file, names, what) {
  const seen = new Set();
  for (const name of names) {
    if (seen.has(name)) complain(file, `${what} ${name} stands twice`);
    seen.add(name);
  }
  return seen;
}

function checkOscal(file, oscal) {
  const own = unique(file, collect(oscal, 'uuid'), 'uuid');
  const wanted = [...collect(oscal, 'observation-uuid'),
    ...collect(oscal, 'risk-uuid'),
    ...collect(oscal, 'href').filter((href) => href.startsWith('#'))
      .map((href) => href.slice(1))];
  for (const uuid of wanted)
    if (!own.has(uuid)) complain(file, `nothing has the uuid ${uuid}`);
  for (const result of oscal['assessment-results'].results) {
    const reviewed = new Set(collect(result['reviewed-controls'], 'control-id'));
    unique(file, collect(result['reviewed-controls'], 'control-id'), 'control');
    for (const finding of result.findings ?? [])
      if (!reviewed.has(finding.target['target-id']))
        complain(file, `${finding.target['target-id']} is not reviewed`);
  }
}

function checkBom(file, bom) {
  const refs = unique(file, collect(bom, 'bom-ref'), 'bom-ref');
  for (const { ref, dependsOn = [] } of bom.dependencies ?? [])
    for (const name of [ref, ...dependsOn])
      if (!refs.has(name)) complain(file, `nothing has the bom-ref ${name}`);
}

const kinds = [
  ['data/controls/oscal-assessment-results.json',
    validator('oscal_assessment-results_schema.json'), checkOscal],
  ['data/sbom/ai-bom.cdx.json',
    validator('bom-1.6.schema.json',
      ['spdx.schema.json', 'jsf-0.82.schema.json']), checkBom],
  ['data/statement.intoto.json', validator('statement-v1.schema.json'),
    () => {}],
];

for (const bag of bags)
  for (const [name, valid, check] of kinds) {
    const file = path.join(bag, name);
    const json = read(file);
    if (!valid(json))
      for (const error of valid.errors)
        complain(file, `${error.instancePath} ${error.message}`);
    else check(file, json);
  }

// A validator that finds nothing in anything is none.
for (const [name, valid] of kinds) {
  const json = read(path.join(bags[0], name));
  const top = json['assessment-results'] ?? json;
  delete top.results;
  delete top.specVersion;
  delete top.subject;
  if (valid(json)) complain(name, 'is valid without what it has to have');
}
process.exit(bad ? 1 : 0);
