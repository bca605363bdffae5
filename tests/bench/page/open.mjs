// Opens Chromium at a page that has layout_bench.cpp as `window.bench` (bench.js) and the page's own style sheet, with
// the articles of a publisher's posts, where they are at hand, else of the samples.

import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {chromium} from 'playwright-core';
import {root, run_tool, serve} from '../../browser/harness.mjs';

const html = '<!doctype html><html lang="ko"><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="/shell.css">' +
  '<body><div id="text"></div><script type="module" src="/bench/bench.js"></script></body></html>';

/** @param {(page: import('playwright-core').Page, posts: string) => Promise<void>} story */
export async function with_bench(story) {
  const shared = join(root, '../shared/posts');
  const posts = existsSync(shared) ? shared : join(root, 'assets/posts');
  const site = mkdtempSync(join(tmpdir(), 'hanji-bench-'));
  process.on('exit', () => rmSync(site, {recursive: true, force: true}));
  await run_tool('build', posts, '--out', join(site, 'site'), '--quiet');
  const built = join(root, 'build/web-cmake/tests'), page_files = join(root, 'build/web');
  const icu = join(page_files, readdirSync(page_files).find(name => name.startsWith('icudt')) ?? '');
  const server = await serve(join(site, 'site'), path => {
    if (path === '/index.html') return {body: html, type: 'text/html'};
    if (path === '/icu.dat') return {body: readFileSync(icu), type: 'application/octet-stream'};
    if (path === '/shell/glyphs.js') return {body: readFileSync(join(page_files, 'glyphs.js')), type: 'text/javascript'};
    if (path === '/shell.css') return {body: readFileSync(join(page_files, 'shell.css')), type: 'text/css'};
    if (!path.startsWith('/bench/')) return null;
    const file = basename(path);
    return {body: readFileSync(file === 'bench.js' ? join(root, 'tests/bench/page', file) : join(built, file)),
            type: file.endsWith('.wasm') ? 'application/wasm' : 'text/javascript'};
  });
  const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking']});
  try {
    const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1200, height: 900}})).newPage();
    page.on('console', message => console.error(message.text()));
    page.on('pageerror', error => console.error(error));
    await page.goto(`${server.url}/`);
    await page.waitForFunction(() => 'bench' in window);
    await page.evaluate(async () => {
      /** @type {any} */ (window).bench = await /** @type {any} */ (window).bench;
    });
    await story(page, posts);
  } finally {
    await browser.close();
    server.close();
  }
}
