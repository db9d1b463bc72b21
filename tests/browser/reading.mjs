// Reads one page of each kind of the sample by keyboard, in letters of twice the size, in high contrast and on paper.
//
// usage: node reading.mjs FOLDER
//        CHROMIUM names another browser than /usr/bin/chromium

import { chromium } from 'playwright-core';
import { finish, folderArgument, pages, serve } from './site.mjs';

const KINDS = [
  '/', '/avv/', '/avv/1.1/', '/avv/versions/', '/avv/compare/1.1...2.0/', '/toms/', '/toms/products/cloud-m/',
  '/toms/responsibilities/', '/toms/crosswalk/', '/products/', '/products/cloud-m/', '/subprocessors/',
  '/subprocessors/quillwing/', '/dpo/', '/changes/', '/subscribe/', '/impressum/', '/404.html',
];
// Width of an A4 page within its margins, at 96 dots to the inch.
const PAPER = 627;

const folder = folderArgument();
const site = await serve(folder);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const problems = [];
const known = new Set(pages(folder));
for (const path of KINDS) {
  const report = (problem) => problems.push({ page: path, problem });
  if (!known.has(path)) {
    report('the sample has no such page');
    continue;
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(site.origin + path, { waitUntil: 'load' });
  await byKeyboard(page, report);
  await inLargeLetters(page, report);
  await inHighContrast(page, report);
  await onPaper(page, report);
  await context.close();
}
await browser.close();
site.close();
finish('pages by keyboard, large, in contrast and on paper', KINDS.length, problems);

// The skip link comes first and leads to the content; every stop can be seen; nothing holds the focus.
async function byKeyboard(page, report) {
  const stops = await page.evaluate(() => document.querySelectorAll('a[href], button, input, [tabindex="0"]').length);
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => {
    const { left, top } = document.activeElement.getBoundingClientRect();
    return { href: document.activeElement.getAttribute('href'), seen: left >= 0 && top >= 0 };
  });
  if (first.href !== '#content' || !first.seen) report(`the first stop of the keyboard is ${JSON.stringify(first)}`);
  for (let stop = 0; stop < Math.min(stops, 60); stop += 1) {
    const unseen = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const { width, height } = at.getBoundingClientRect();
      const shown = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0;
      return shown ? null : at.outerHTML.slice(0, 120);
    });
    if (unseen) report(`the focus cannot be seen on ${unseen}`);
    await page.keyboard.press('Tab');
  }
  await page.focus('.skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await page.evaluate(
    () => document.activeElement === document.body || !document.activeElement.closest('header.top'),
  );
  if (!inside) report('the skip link does not skip the menu');
}

async function inLargeLetters(page, report) {
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
  for (const width of [1280, 640, 390]) {
    await page.setViewportSize({ width, height: 800 });
    const over = await sideways(page);
    if (over > 0) report(`with letters of twice the size, at ${width} px, the page is too wide by ${over} px`);
  }
  await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
}

// 7 : 1 for text and links (WCAG 2.2, 1.4.6), as far as a color on the page's own paper goes.
async function inHighContrast(page, report) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ contrast: 'more', colorScheme });
    const poor = await page.evaluate(() => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
      const luminance = (color) => {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const linear = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((channel) => {
          const value = channel / 255;
          return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
      };
      const paper = luminance(getComputedStyle(document.body).backgroundColor);
      const found = [...document.querySelectorAll('main *, header *, footer *')].find((element) => {
        if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) return false;
        const ink = luminance(getComputedStyle(element).color);
        return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 7;
      });
      return found && `${getComputedStyle(found).color} on ${found.outerHTML.slice(0, 120)}`;
    });
    if (poor) report(`in high contrast (${colorScheme}) this is below 7 : 1: ${poor}`);
  }
  await page.emulateMedia({ contrast: null, colorScheme: null });
}

// What is wider than the paper makes the browser print everything smaller.
async function onPaper(page, report) {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: PAPER, height: 900 });
  const over = await sideways(page);
  if (over > 0) report(`the page is wider than the paper by ${over} px`);
  const left = await page.evaluate(() =>
    [...document.querySelectorAll('.menu, .languages, .skip, .contents')].filter((e) => e.checkVisibility()).length);
  if (left > 0) report('navigation is printed');
  const head = await page.evaluate(() => {
    const head = document.querySelector('.running');
    return head && { seen: head.checkVisibility(), text: head.textContent };
  });
  if (head && (!head.seen || !/Version/.test(head.text) || !/\/\/.*\//.test(head.text))) {
    report(`the head of printed pages says ${JSON.stringify(head)}`);
  }
  await page.emulateMedia({ media: null });
}

async function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
