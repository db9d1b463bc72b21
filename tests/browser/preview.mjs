// The preview in a browser: what is saved appears by itself, where the reader is, and mistakes are told on the page.
//
// usage: node preview.mjs AUSHANG SITE
//        AUSHANG is the program, SITE the folder of the sample; CHROMIUM names another browser than /usr/bin/chromium

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { chromium } from 'playwright-core';
import { finish } from './site.mjs';

const [program, sample] = process.argv.slice(2).map((path) => resolve(path));
if (!sample) {
  console.error('usage: node preview.mjs AUSHANG SITE');
  process.exit(2);
}
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// How long anything may take on a busy machine, in milliseconds.
const PATIENCE = 30_000;
const DRAFT = '/avv/draft/';
const TEXT = 'content/avv/de.md';

const folder = mkdtempSync(join(tmpdir(), 'aushang-preview-'));
for (const part of ['site.yaml', 'aushang.lock', 'content', 'themes']) {
  cpSync(join(sample, part), join(folder, part), { recursive: true });
}
const read = (path) => readFileSync(join(folder, path), 'utf8');
const save = (path, text) => writeFileSync(join(folder, path), text);
const original = read(TEXT);

const preview = spawn(program, ['watch', '--site', folder, '--as-of', '2026-11-21', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
const origin = await new Promise((found, failed) => {
  preview.stdout.on('data', (data) => found(/http:\/\/[^/]+/.exec(String(data))?.[0]));
  preview.on('exit', failed);
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});

const problems = [];
let checked = 0;
for (const check of [
  editedClauseIsShown, placeIsKept, stylesAreExchanged, mistakesAreTold, foldsAreKept, goneAndBack, manyPages, otherDay, everyLook,
]) {
  checked += 1;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const report = (problem) => problems.push({ page: check.name, problem });
  page.on('pageerror', (error) => report(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) report(message.text());
  });
  try {
    await check(page, report);
  } catch (error) {
    report(error.message.split('\n')[0]);
  }
  save(TEXT, original);
  await context.close();
}
await browser.close();
preview.kill();
rmSync(folder, { recursive: true });
finish('the preview in a browser', checked, problems);

// Waits until `wish` holds in the page; `what` says what was waited for.
async function until(page, what, wish, argument) {
  const end = Date.now() + PATIENCE;
  while (!(await page.evaluate(wish, argument).catch(() => false))) {
    if (Date.now() > end) throw new Error(`${what}: not within ${PATIENCE} ms`);
    await new Promise((wake) => setTimeout(wake, 10));
  }
}

// Opens a page that says whether it was loaded anew since.
async function open(page, path) {
  await page.goto(origin + path, { waitUntil: 'load' });
  await page.evaluate(() => { window.sameSince = true; });
}

function isSame(page) {
  return page.evaluate(() => window.sameSince === true);
}

// Runs in the page.
function shows(word) {
  return document.body.innerText.includes(word);
}

// The first paragraph behind the heading `number`, with a word more.
function edited(number, word) {
  const at = original.indexOf('\n\n', original.search(new RegExp(`^## ${number}`, 'm')) + 1);
  const end = original.indexOf('\n\n', at + 2);
  return `${original.slice(0, end)} ${word}${original.slice(end)}`;
}

async function editedClauseIsShown(page, report) {
  await open(page, DRAFT);
  save(TEXT, edited(8, 'Zuletztgeschrieben.'));
  await until(page, 'the edited text', shows, 'Zuletztgeschrieben.');
  await until(page, 'the edited clause in the window', () => {
    const clause = document.querySelector('.aushang-edited');
    const { top, bottom } = clause.getBoundingClientRect();
    return scrollY > 0 && bottom > 0 && top < innerHeight;
  });
  if (!(await isSame(page))) report('the page was loaded anew');
}

async function placeIsKept(page, report) {
  await open(page, DRAFT);
  const place = () => page.evaluate(() => scrollY);
  await page.evaluate(() => document.querySelector('[id^="4"]').scrollIntoView());
  const before = await place();
  if (before === 0) report('the page cannot be scrolled to its fourth section');
  save(TEXT, edited(4, 'Hierbeigeblieben.'));
  await until(page, 'the edited text', shows, 'Hierbeigeblieben.');
  if ((await place()) !== before) report('an edit in sight moves the page');
  const again = page.waitForResponse(origin + DRAFT, { timeout: PATIENCE });
  save('content/pages/imprint/de.md', `${read('content/pages/imprint/de.md')}\nAnderswo geändert.\n`);
  await (await again).finished();
  await new Promise((wake) => setTimeout(wake, 200));
  if ((await place()) !== before) report('an edit elsewhere moves the page');
  if (!(await isSame(page))) report('the page was loaded anew');
}

async function stylesAreExchanged(page, report) {
  await open(page, DRAFT);
  await page.evaluate(() => { document.querySelector('h1').kept = true; });
  const path = 'themes/default/assets/site.css';
  const before = read(path);
  save(path, `${before}\nh1 { letter-spacing: 7px; }\n`);
  const spacing = (wanted) => getComputedStyle(document.querySelector('h1')).letterSpacing === wanted;
  await until(page, 'the new style', spacing, '7px');
  save(path, before);
  await until(page, 'the old style', (wanted) => getComputedStyle(document.querySelector('h1')).letterSpacing !== wanted, '7px');
  if (!(await isSame(page))) report('the page was loaded anew');
}

async function mistakesAreTold(page, report) {
  await open(page, DRAFT);
  save(TEXT, edited(1, '{{ keine.angabe }}'));
  await until(page, 'the overlay', shows, 'Hier stimmt etwas nicht');
  const told = await page.evaluate(() => document.querySelector('#aushang-trouble').innerText);
  if (!/content\/avv\/de\.md:\d+:\d+/.test(told) || !told.includes('keine.angabe')) report(`the overlay says ${told}`);
  if (!(await page.evaluate(shows, 'Weisungen'))) report('the last good page is gone');
  save(TEXT, edited(1, 'Wiedergutes.'));
  await until(page, 'the mended text', shows, 'Wiedergutes.');
  if (await page.evaluate(() => document.querySelector('#aushang-trouble') !== null)) report('the overlay stays');
  await open(page, '/en/dpa/draft/');
  save(TEXT, edited(1, '{{ keine.angabe }}'));
  await until(page, 'the overlay in English', shows, 'Something is wrong');
  if (!(await isSame(page))) report('the page was loaded anew');
}

async function foldsAreKept(page, report) {
  await open(page, DRAFT);
  const fold = (id, wanted) => page.evaluate(([id, wanted]) => { document.getElementById(id).open = wanted; }, [id, wanted]);
  const is = (id) => page.evaluate((id) => document.getElementById(id)?.open, id);
  await fold('aushang-drafts', true);
  save(TEXT, edited(2, '{{ falsch.eins }}'));
  await until(page, 'the first mistake', shows, 'falsch.eins');
  if (!(await is('aushang-drafts'))) report('the open list of drafts is closed');
  await fold('aushang-findings', false);
  save(TEXT, edited(2, '{{ falsch.zwei }}'));
  await until(page, 'the second mistake', () => document.querySelector('#aushang-trouble').textContent.includes('falsch.zwei'));
  if (await is('aushang-findings')) report('the folded overlay is unfolded');
}

// What was saved while the page was not there is on it when it is back.
async function goneAndBack(page, report) {
  await open(page, DRAFT);
  await page.goto(origin + '/impressum/');
  save(TEXT, edited(2, 'Inzwischengeschrieben.'));
  await page.goBack();
  await until(page, 'what was saved meanwhile', shows, 'Inzwischengeschrieben.');
  const sleeper = await page.context().newCDPSession(page);
  await sleeper.send('Page.setWebLifecycleState', { state: 'frozen' });
  save(TEXT, edited(2, 'Imschlafgeschrieben.'));
  await new Promise((wake) => setTimeout(wake, 500));
  await sleeper.send('Page.setWebLifecycleState', { state: 'active' });
  await until(page, 'what was saved while the page slept', shows, 'Imschlafgeschrieben.');
  if (!page.url().endsWith(DRAFT)) report(`the page is ${page.url()}`);
}

// A browser keeps six connections to a server, and no page may wait for the seventh.
async function manyPages(page, report) {
  const pages = [page];
  while (pages.length < 12) pages.push(await page.context().newPage());
  for (const each of pages) await open(each, DRAFT);
  save(TEXT, edited(2, 'Überallgeschrieben.'));
  for (const each of pages) await until(each, 'what was saved, on every page', shows, 'Überallgeschrieben.');
  await pages[3].close();
  save(TEXT, edited(2, 'Nochmalgeschrieben.'));
  for (const each of pages.toSpliced(3, 1)) await until(each, 'the next save, on every page', shows, 'Nochmalgeschrieben.');
  for (const each of pages.toSpliced(3, 1)) if (!(await isSame(each))) report('a page was loaded anew');
}

async function otherDay(page, report) {
  await open(page, '/subprocessors/');
  await page.fill('#aushang-preview input[type=date]', '2026-12-20');
  await page.click('#aushang-preview button');
  await until(page, 'the other day', () => location.pathname === '/@2026-12-20/subprocessors/');
  await page.click('#aushang-preview a[href="/subprocessors/"]');
  await until(page, 'the way back', () => location.pathname === '/subprocessors/');
  if ((await page.inputValue('#aushang-preview input[type=date]')) !== '2026-11-21') report('the day is another one');
}

// The bar and the overlay, folded and open, have no barrier and are no wider than a telephone.
async function everyLook(page, report) {
  for (const wrong of [false, true]) {
    save(TEXT, wrong ? edited(1, '{{ keine.angabe }}') : original);
    for (const [colorScheme, width] of [['light', 1280], ['dark', 390]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      await open(page, DRAFT);
      await until(page, 'the overlay or none', (wanted) => (document.querySelector('#aushang-trouble') !== null) === wanted, wrong);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => window.axe.run('#aushang-preview, #aushang-trouble'));
      for (const { id, nodes } of violations) report(`axe ${id} (${colorScheme}): ${nodes[0].html.slice(0, 160)}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) report(`at ${width} px the page is too wide by ${over} px`);
    }
  }
}
