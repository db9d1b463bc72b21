// Every page, style sheet and picture of a built site before the Nu Html Checker, which the W3C's validator runs.
//
// usage: node html.mjs FOLDER

import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import vnu from 'vnu-jar';
import { files, finish, folderArgument } from './site.mjs';

const AT_ONCE = 500;

const folder = folderArgument();
const all = files(folder, '.html', '.css', '.svg').map((name) => join(folder, name));
const problems = [];
for (let from = 0; from < all.length; from += AT_ONCE) {
  const call = ['-Xss8m', '-jar', vnu, '--format', 'json', '--exit-zero-always', '--also-check-css', '--also-check-svg'];
  const run = spawnSync('java', [...call, ...all.slice(from, from + AT_ONCE)], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.error) throw run.error;
  for (const { type, message, url, lastLine } of JSON.parse(run.stderr).messages) {
    if (type !== 'error' && type !== 'non-document-error') continue;
    const page = url ? `${relative(folder, fileURLToPath(url))}:${lastLine ?? ''}` : 'the checker';
    problems.push({ page, problem: message });
  }
}
finish('pages, styles and pictures before the checker', all.length, problems);
