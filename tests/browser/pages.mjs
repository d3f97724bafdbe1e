// What a browser makes of reports: pages.mjs FOLDER...
//
// Each FOLDER/report.html is served from loopback and opened in Debian's
// Chromium, light and dark, wide and on a phone: axe-core must find nothing
// wrong, nothing may run, nothing else may be asked for. Then Lighthouse must
// give 100 for accessibility and best practices, and the Nu checker must have
// neither error nor warning. Prints what is wrong; fails when anything is.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import lighthouse from 'lighthouse';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const folders = process.argv.slice(2);
const files = folders.map((folder) => join(folder, 'report.html'));
let bad = 0;

function fail(...what) {
  console.log(...what);
  bad += 1;
}

const server = createServer((request, response) => {
  const file = files[Number(request.url.slice(1))];
  if (!file) {
    response.statusCode = request.url === '/favicon.ico' ? 204 : 404;
    response.end();
    return;
  }
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(readFileSync(file));
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}/`;

const port = 20000 + (process.pid % 20000);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update',
    '--disable-sync', `--remote-debugging-port=${port}`],
});

// The policy of the page forbids scripts, so axe is put in past it.
async function look(url, colorScheme, width) {
  const name = `${files[Number(url.split('/').pop())]}, ${colorScheme}, ${width} px:`;
  const page = await browser.newPage({
    colorScheme, bypassCSP: true, viewport: { width, height: 900 },
  });
  page.on('dialog', (dialog) => {
    fail(name, 'a dialog:', dialog.message());
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:'))
      fail(name, 'asks for', request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error')
      fail(name, message.text());
  });
  await page.goto(url);
  if (await page.evaluate(() => document.scripts.length))
    fail(name, 'holds scripts');
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() =>
    window.axe.run(document, { resultTypes: ['violations'] }));
  for (const violation of violations)
    for (const node of violation.nodes.slice(0, 5))
      fail(name, violation.id, node.target.join(' '), node.failureSummary);
  if (passes.length < 20)
    fail(name, `axe looked at ${passes.length} rules alone`);
  await page.close();
}

async function rate(url) {
  const { lhr } = await lighthouse(url, {
    port, onlyCategories: ['accessibility', 'best-practices'],
    logLevel: 'error',
  });
  for (const category of Object.values(lhr.categories)) {
    if (category.score === 1)
      continue;
    fail(`Lighthouse gives ${category.score} for ${category.id}`);
    for (const { id } of category.auditRefs)
      if (lhr.audits[id].score === 0)
        console.log(' ', id, lhr.audits[id].title);
  }
}

try {
  for (const i of files.keys()) {
    const url = origin + i;
    for (const colors of ['light', 'dark'])
      for (const width of [1200, 390])
        await look(url, colors, width);
    await rate(url);
  }
} finally {
  await browser.close();
  server.close();
}

const jar = require.resolve('vnu-jar/build/dist/vnu.jar');
const checked = spawnSync('java', ['-jar', jar, ...files], { encoding: 'utf8' });
if (checked.status !== 0 || checked.stderr)
  fail('The Nu checker:', checked.stderr);
console.log(`${files.length} pages, ${bad} things wrong`);
process.exit(bad ? 1 : 0);
