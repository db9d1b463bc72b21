// Opens every page of a built site in Chromium: nothing is asked of anybody else, nothing is stored on the reader's
// machine, nothing goes wrong, nothing is wider than a telephone, and axe finds no barrier.
//
// usage: node pages.mjs FOLDER [PATH…]        only the pages below these paths
//        CHROMIUM names another browser than /usr/bin/chromium

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { finish, folderArgument, pages, serve } from './site.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [320, 390];
const AT_ONCE = 2;

const folder = folderArgument();
const site = await serve(folder);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const problems = [];
const below = process.argv.slice(3);
const all = pages(folder).filter((page) => below.length === 0 || below.some((path) => page.startsWith(path)));
const waiting = [...all];
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await look(path);
}));
await browser.close();
site.close();
finish('pages in a browser', all.length, problems);

async function look(path) {
  const report = (problem) => problems.push({ page: path, problem });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await watch(context, page, report);
  try {
    await page.goto(site.origin + path, { waitUntil: 'load' });
    await page.waitForLoadState('networkidle');
    await barriers(page, 'light', report);
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const wider = await page.evaluate(widest);
      if (wider) report(`at ${width} px the page scrolls sideways: ${wider}`);
    }
    await barriers(page, `dark, ${WIDTHS.at(-1)} px`, report);
    for (const cookie of await context.cookies()) report(`sets the cookie ${cookie.name}`);
    for (const entry of await page.evaluate(stored)) report(`stores ${entry}`);
    for (const entry of await page.evaluate(() => window.blockedByPolicy)) report(`the policy blocks ${entry}`);
  } catch (error) {
    report(String(error.message).split('\n')[0]);
  }
  await context.close();
}

async function watch(context, page, report) {
  await page.addInitScript(() => {
    window.blockedByPolicy = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      window.blockedByPolicy.push(`${event.blockedURI || 'inline'} (${event.violatedDirective})`);
    });
  });
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(site.origin) || url.startsWith('data:')) return route.continue();
    report(`asks somebody else: ${url}`);
    return route.abort();
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) report(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => report(`script: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) report(`${response.status()} for ${response.url().slice(site.origin.length)}`);
  });
}

async function barriers(page, look, report) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) => window.axe.run({ runOnly: tags }), RULES);
  for (const { id, help, nodes } of violations) {
    report(`axe ${id} (${look}): ${help}: ${nodes[0].target.join(' ')} ${nodes[0].html.slice(0, 160)}`);
  }
}

// Runs in the page: the element that makes it wider than the window, if any does.
function widest() {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const beyond = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > room + 0.5);
  return beyond.at(-1)?.outerHTML.slice(0, 160) ?? 'something';
}

// Runs in the page: everything that a site can leave on the reader's machine.
async function stored() {
  const entries = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  entries.push(...(await indexedDB.databases()).map((database) => database.name));
  if (window.caches) entries.push(...(await caches.keys()));
  if (navigator.serviceWorker) entries.push(...(await navigator.serviceWorker.getRegistrations()).map((w) => w.scope));
  return entries;
}
