// A built site as a web server shows it: its pages, and a server on loopback that sends what `_headers` asks for.

import { createServer } from 'node:http';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json', '.xml': 'application/xml',
  '.atom': 'application/atom+xml', '.rss': 'application/rss+xml', '.ics': 'text/calendar; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8', '.md': 'text/markdown; charset=utf-8', '.csv': 'text/csv; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** The folder named on the command line; a call without one, or a folder without pages, ends the program. */
export function folderArgument() {
  const folder = process.argv[2] && resolve(process.argv[2]);
  if (!folder || !existsSync(join(folder, 'index.html'))) {
    console.error(`usage: node ${relative(process.cwd(), process.argv[1])} FOLDER (a built site)`);
    process.exit(2);
  }
  return folder;
}

/** All files of a folder with one of the endings, as paths with `/`, sorted. */
export function files(folder, ...endings) {
  return readdirSync(folder, { recursive: true })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => endings.includes(extname(name)) && statSync(join(folder, name)).isFile())
    .sort();
}

/** The addresses of all pages, relative to the root of the site. */
export function pages(folder) {
  return files(folder, '.html').map((name) => '/' + name.replace(/(^|\/)index\.html$/, '$1'));
}

/** Serves the folder on a free port of loopback. */
export async function serve(folder) {
  const rules = headerRules(folder);
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = join(folder, path.endsWith('/') ? path + 'index.html' : path);
    let status = 200;
    if (!file.startsWith(folder) || !existsSync(file) || statSync(file).isDirectory()) {
      status = 404;
      file = join(folder, '404.html');
    }
    for (const rule of rules) if (rule.matches(path)) for (const [name, value] of rule.headers) response.setHeader(name, value);
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.writeHead(status);
    response.end(existsSync(file) ? readFileSync(file) : 'not found');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

// `_headers`: a pattern of paths on a line of its own, the headers indented below it.
function headerRules(folder) {
  const rules = [];
  const file = join(folder, '_headers');
  for (const line of existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []) {
    if (!line.trim() || line.trim().startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const at = line.indexOf(':');
      rules.at(-1)?.headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
    } else {
      const pattern = line.trim().split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
      const expression = new RegExp(`^${pattern}$`);
      rules.push({ matches: (path) => expression.test(path), headers: [] });
    }
  }
  return rules;
}

/** Prints what was found, each thing once with the number of pages, and ends the program. */
export function finish(what, count, problems) {
  const grouped = new Map();
  for (const { page, problem } of problems) grouped.set(problem, [...(grouped.get(problem) ?? []), page]);
  for (const [problem, where] of grouped) {
    const more = where.length > 1 ? ` and ${where.length - 1} more` : '';
    console.log(`  ${where[0]}${more}: ${problem}`);
  }
  console.log(`${what}: ${count} checked, ${grouped.size} problems`);
  process.exit(grouped.size === 0 ? 0 : 1);
}
