// What the script adds to the sample: numbers of clauses that copy their address, and fields that filter long lists; by
// mouse, by keyboard, on a telephone, on paper, and nothing of it where scripts do not run.
//
// usage: node helping.mjs FOLDER
//        CHROMIUM names another browser than /usr/bin/chromium

import { chromium } from 'playwright-core';
import { finish, folderArgument, serve } from './site.mjs';

const site = await serve(folderArgument());
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const problems = [];
const checks = [
  copying, copyingByKeyboard, copyingRefused, filteringRows, filteringMeasures, onATelephone, onPaper, withoutScripts,
];
for (const check of checks) {
  const report = (problem) => problems.push({ page: check.name, problem });
  const is = (what, found, wanted) => {
    if (found !== wanted) report(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  };
  const context = await browser.newContext({
    viewport: { width: check === onATelephone ? 390 : 1280, height: 900 },
    javaScriptEnabled: check !== withoutScripts,
    permissions: check === copyingRefused ? [] : ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => report(`script: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') report(`console: ${message.text()}`); });
  const open = (path) => page.goto(site.origin + path, { waitUntil: 'load' });
  try {
    await check({ page, open, is });
  } catch (error) {
    report(String(error.message).split('\n')[0]);
  }
  await context.close();
}
await browser.close();
site.close();
finish('copying and filtering', checks.length, problems);

async function copied(page) {
  const said = await page.waitForFunction(() => document.querySelector('.told')?.textContent);
  return { address: await page.evaluate(() => navigator.clipboard.readText()), said: await said.jsonValue() };
}

// The page of what applies today copies the address of the version, which stays.
async function copying({ page, open, is }) {
  await open('/avv/');
  await page.click('a.clause-number[href="#4.2"]');
  const { address, said } = await copied(page);
  is('the address of a clause', address, `${site.origin}/avv/2.0/#4.2`);
  is('what is said', said, '4.2: Adresse kopiert');
  is('who hears it', await page.getAttribute('.told', 'role'), 'status');
  is('where the link leads', page.url(), `${site.origin}/avv/#4.2`);
  await open('/en/toms/1.1/');
  await page.click('a.clause-number[href="#2.1"]');
  const old = await copied(page);
  is('the address in an old version', old.address, `${site.origin}/en/toms/1.1/#2.1`);
  is('what is said in English', old.said, '2.1: address copied');
  await page.waitForFunction(() => !document.querySelector('.told').textContent);
}

async function copyingByKeyboard({ page, open, is }) {
  await open('/avv/');
  await page.focus('a.clause-number[href="#1.1"]');
  await page.keyboard.press('Enter');
  is('the address by keyboard', (await copied(page)).address, `${site.origin}/avv/2.0/#1.1`);
  await page.keyboard.press('Tab');
  is('the next stop', await page.evaluate(() => !!document.activeElement.closest('.prose')), true);
}

// Nothing is said to be copied that was not.
async function copyingRefused({ page, open, is }) {
  await page.addInitScript(() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); });
  await open('/avv/');
  await page.click('a.clause-number[href="#4.2"]');
  await page.waitForTimeout(300);
  is('what is said without a clipboard', await page.locator('.told').count(), 0);
  is('where the link leads without one', page.url(), `${site.origin}/avv/#4.2`);
}

function shown(page, what) {
  return page.evaluate((of) => [...document.querySelectorAll(of)].filter((e) => e.checkVisibility()).length, what);
}

async function filteringRows({ page, open, is }) {
  await open('/subprocessors/');
  const all = await shown(page, '.register tbody tr:not(.scope)');
  const widths = () => page.evaluate(() =>
    [...document.querySelectorAll('.register thead th')].map((th) => Math.round(th.offsetWidth / 4)).join());
  const before = await widths();
  await page.getByLabel('Liste filtern').focus();
  await page.keyboard.type('osterreich SERVER');
  const left = await shown(page, '.register tbody tr:not(.scope)');
  is('some rows are left, not all', left > 0 && left < all, true);
  is('their number', await page.textContent('.filter output'), `${left} von ${all} Einträgen`);
  const empty = await page.evaluate(() => [...document.querySelectorAll('.register tbody')].filter((group) =>
    group.querySelector('.scope')?.checkVisibility() && !group.querySelector('tr:not(.scope, .out)')).length);
  is('groups without rows', empty, 0);
  is('widths of columns', await widths(), before);
  // A link to a row that is filtered out shows it.
  const hidden = await page.evaluate(() => document.querySelector('.register tr.out[id]').id);
  await page.evaluate((id) => { location.hash = id; }, hidden);
  await page.waitForFunction((id) => document.getElementById(id).checkVisibility(), hidden);
  is('all rows again', await shown(page, '.register tbody tr:not(.scope)'), all);
  is('the field', await page.inputValue('.filter input'), '');
}

async function filteringMeasures({ page, open, is }) {
  await open('/en/toms/');
  const leaves = '.prose .measures > li:not(:has(.measures))';
  const all = await shown(page, leaves);
  const headings = await shown(page, '.prose > h2');
  const field = page.getByLabel('Filter the list');
  await field.fill('password');
  const left = await shown(page, leaves);
  is('some measures are left, not all', left > 0 && left < all, true);
  is('their number', await page.textContent('.filter output'), `${left} of ${all} entries`);
  is('each of them has the word', await page.evaluate((of) => [...document.querySelectorAll(of)].filter((e) =>
    e.checkVisibility()).every((e) => /password/i.test(e.textContent)), leaves), true);
  is('fewer headings', (await shown(page, '.prose > h2')) < headings, true);
  is('the text before the measures', await page.isVisible('[id="1.1"]'), true);
  await field.fill('no measure says this');
  is('none', await page.textContent('.filter output'), `0 of ${all} entries`);
  await field.fill('');
  is('all headings again', await shown(page, '.prose > h2'), headings);
  is('nothing is counted', await page.textContent('.filter output'), '');
}

async function onATelephone({ page, open, is }) {
  for (const path of ['/subprocessors/', '/toms/']) {
    await open(path);
    await page.fill('.filter input', 'wien');
    is(`${path} scrolls sideways by`, await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
    const { height } = await page.locator('.filter input').boundingBox();
    is('the field can be touched', height >= 24, true);
    await page.locator('a.clause-number').first().click();
    await page.waitForFunction(() => document.querySelector('.told')?.textContent);
    const box = await page.locator('.told').boundingBox();
    is('what is said is on the screen', box.x >= 0 && box.x + box.width <= 390 && box.y + box.height <= 900, true);
  }
}

// A printed list is whole, whatever the screen shows.
async function onPaper({ page, open, is }) {
  await open('/subprocessors/');
  const all = await shown(page, '.register tbody tr');
  await page.fill('.filter input', 'wien');
  await page.emulateMedia({ media: 'print' });
  is('rows on paper', await shown(page, '.register tbody tr'), all);
  is('the field on paper', await page.isVisible('.filter'), false);
}

async function withoutScripts({ page, open, is }) {
  await open('/subprocessors/');
  is('a field that does nothing', await page.locator('.filter, input').count(), 0);
  is('the rows', (await page.locator('.register tbody tr:visible').count()) > 8, true);
}
