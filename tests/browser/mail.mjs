// What mail programs make of mails, by the data of caniemail.com:
// mail.mjs FILE.html...
//
// Nothing may stand in them that Outlook, Gmail or Apple Mail do not support,
// but what is listed here, with what happens where it is not; and what is
// listed has to be there. Prints what is wrong; fails when anything is.
import { readFileSync } from 'node:fs';
import { doIUseEmail } from '@jsx-email/doiuse-email';

const allowed = {
  '@media': 'the light design, and tables that stay tables',
  '<body> element': 'styles are repeated on the table within',
  'display:none': 'of the line for lists and of heads on a phone: is seen',
  'overflow': 'mso-hide hides it where Word draws',
  'role attribute': 'a reader of screens meets tables for layout',
  'aria-hidden attribute': 'a reader of screens says the sign, too',
  '<wbr> element': 'Word breaks long words itself',
  'table-layout': 'Word keeps the width by the table of its own',
};

const found = new Map();
for (const file of process.argv.slice(2)) {
  const result = doIUseEmail(readFileSync(file, 'utf8'),
    { emailClients: ['outlook.*', 'gmail.*', 'apple-mail.*'] });
  for (const line of result.errors ?? []) {
    const [, what, client] = /^`(.*)` is not supported by `(.*)`/.exec(line) ??
      [null, line, ''];
    if (!found.has(what)) found.set(what, new Set());
    found.get(what).add(`${client} (${file})`);
  }
}
let bad = 0;
for (const [what, where] of found) {
  if (what in allowed) continue;
  console.log(`${what}: not supported by`, ...where);
  bad += 1;
}
for (const what of Object.keys(allowed)) {
  if (found.has(what)) continue;
  console.log(`${what}: is allowed, and not there`);
  bad += 1;
}
process.exitCode = bad ? 1 : 0;
