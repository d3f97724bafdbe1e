// What pdf.js makes of reports: structure.mjs FOLDER...
//
// Of each FOLDER/report.pdf every page must have a structure tree; all painted
// text must stand in it or be an artifact, each piece once; figures must have
// words in their place; headings, page labels, bookmarks and attached files
// must be those of the report. Prints what is wrong; fails when anything is.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
// pdf.js draws nothing here; it says so on the console where canvas is missing.
const log = console.log;
console.log = console.warn = () => {};
const { getDocument } = require('pdfjs-dist/legacy/build/pdf.js');
console.log = log;

const roles = new Set(['Root', 'Document', 'Sect', 'Div', 'H1', 'H2', 'H3', 'P',
  'Link', 'L', 'LI', 'Lbl', 'LBody', 'Note', 'Table', 'Caption', 'THead',
  'TBody', 'TR', 'TH', 'TD', 'Figure']);
let bad = 0;

function fail(...what) {
  console.log(...what);
  bad += 1;
}

const joined = (text) => text.replace(/\s+/g, '');

// The pieces of a page by their ids, and the text outside of any.
function pieces(content) {
  const found = new Map();
  const open = [];
  let stray = '';
  for (const item of content.items) {
    if (item.type?.startsWith('beginMarkedContent'))
      open.push(item.tag === 'Artifact' ? 'artifact' : item.id);
    else if (item.type === 'endMarkedContent')
      open.pop();
    else if (open.at(-1))
      found.set(open.at(-1), (found.get(open.at(-1)) ?? '') + item.str);
    else
      stray += item.str;
  }
  return { found, stray: joined(stray) };
}

function walk(name, node, seen, headings, text) {
  if (node.type === 'content') {
    if (seen.has(node.id))
      fail(name, 'a piece stands twice in the tree:', node.id);
    seen.add(node.id);
    return text.get(node.id) ?? '';
  }
  if (!node.role)
    return ''; // the annotation of a link
  if (!roles.has(node.role))
    fail(name, 'a role that no reader knows:', node.role);
  if (node.role === 'Figure' && !(node.alt?.length >= 20 && /\d/.test(node.alt)))
    fail(name, 'a figure without words and a number:', node.alt);
  const said = (node.children ?? [])
    .map((child) => walk(name, child, seen, headings, text)).join('');
  if (/^H[1-3]$/.test(node.role))
    headings.push(joined(said));
  return said;
}

async function look(folder) {
  const name = join(folder, 'report.pdf');
  const pdf = await getDocument({
    data: new Uint8Array(readFileSync(name)), verbosity: 0,
    useSystemFonts: false, isEvalSupported: false,
  }).promise;
  const headings = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const at = `${name}, page ${number}:`;
    const tree = await page.getStructTree();
    const { found, stray } = pieces(
      await page.getTextContent({ includeMarkedContent: true }));
    const seen = new Set();
    if (stray)
      fail(at, 'text outside of the tree:', stray);
    if (!tree) {
      fail(at, 'no structure tree');
      continue;
    }
    walk(at, tree, seen, headings, found);
    for (const [id, text] of found)
      if (id !== 'artifact' && !seen.has(id))
        fail(at, 'text that the tree does not name:', text);
    page.cleanup();
  }
  const html = readFileSync(join(folder, 'report.html'), 'utf8');
  const wanted = [...html.matchAll(/<h[123] (?!class="figure-title")[^>]*>(.*?)<\/h[123]>/gs)]
    .map((match) => joined(match[1].replace(/<[^>]*>/g, '')
      .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'").replace(/&amp;/g, '&')));
  const odd = wanted.findIndex((text, i) => text !== headings[i]);
  if (odd >= 0 || headings.length !== wanted.length)
    fail(name, 'headings differ:', headings[odd], 'and in HTML', wanted[odd]);
  const { Marked } = await pdf.getMarkInfo();
  if (!Marked)
    fail(name, 'is not marked');
  const labels = await pdf.getPageLabels();
  if (labels?.some((label, i) => label !== String(i + 1)) ?? true)
    fail(name, 'pages are not labelled 1 to', pdf.numPages);
  const files = Object.keys(await pdf.getAttachments() ?? {}).sort();
  const tables = [...readdirSync(join(folder, 'tables')), 'report.json'].sort();
  if (files.join() !== tables.join())
    fail(name, 'attached files are not the tables');
  for (const mark of (await pdf.getOutline())?.[0]?.items ?? [null])
    if (!mark || await pdf.getPageIndex(mark.dest[0]) < 0)
      fail(name, 'a bookmark leads nowhere:', mark?.title);
  await pdf.destroy();
  return headings.length;
}

for (const folder of process.argv.slice(2))
  if (await look(folder) < 3)
    fail(folder, 'has hardly a heading');
console.log(`${process.argv.length - 2} files, ${bad} things wrong`);
process.exit(bad ? 1 : 0);
