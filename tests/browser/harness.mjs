// Tests as stories: each has a name and a function; one that throws has failed. One line a test, a count at the end.
/// <reference path="./page.d.ts" />

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createServer} from 'node:http';
import {existsSync, readFileSync} from 'node:fs';
import {extname, join, normalize, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

export {assert};
export const root = resolve(fileURLToPath(import.meta.url), '../../..');
export const shots = join(root, 'build/screenshots');
export const tool = join(root, 'build/native/hanji');

const words_of_name = process.argv[3] ?? '';  // `run.mjs chromium 그물`: only the stories that have this in their names
let passed = 0, failed = 0, skipped = 0;

/** @param {string} name @param {() => Promise<void> | void} story @param {number} [most_ms] */
export async function test(name, story, most_ms = 120_000) {
  if (!name.includes(words_of_name)) return;
  const start = Date.now();
  /** @type {NodeJS.Timeout | undefined} */ let timer;
  try {
    await Promise.race([story(), new Promise((_, fail) => timer = setTimeout(() => fail(new Error(`took more than ${most_ms / 1000} s`)), most_ms))]);
    passed += 1;
    console.log(`ok      ${name} (${Date.now() - start} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error instanceof Error ? error.stack : error}`);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} name @param {string} why */
export function skip(name, why) {
  skipped += 1;
  console.log(`skipped ${name}: ${why}`);
}

export function close() {
  console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  process.exit(failed || (words_of_name && passed === 0) ? 1 : 0);  // a story that failed may have left a server behind
}

/** Waits until `probe` answers something true. @template T @param {() => Promise<T> | T} probe @param {string} what @param {number} [ms] */
export async function until(probe, what, ms = 20000) {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${what}`);
    await new Promise(done => setTimeout(done, 50));
  }
}

/** Runs in the page: until nothing scrolls and nothing is drawn for four frames, and the text layer is no longer busy. @returns {Promise<void>} */
export const settled = () => new Promise(done => {
  let before = '', same = 0;
  const look = () => {
    const now = `${scrollX} ${scrollY} ${hanji.stats().frames}`;
    same = now === before && !document.querySelector('#text[aria-busy]') ? same + 1 : 0;
    before = now;
    if (same === 4) done();
    else requestAnimationFrame(look);
  };
  look();
});
/** @param {import('playwright-core').Page} page @returns {Promise<void>} */
export const settle = page => page.evaluate(settled);

/** Until the history knows where the page was left. @param {import('playwright-core').Page} page */
export const place_kept = page => until(() => page.evaluate(() => history.state?.y === scrollY), 'the place to be kept');

/** What the service worker keeps, of all builds, once one of them is whole: paths. @param {import('playwright-core').Page} page @returns {Promise<string[]>} */
export const kept_paths = page => page.evaluate(async () => {
  const {active} = await (await caches.match('/build.json?state', {cacheName: 'hanji / state'}))?.json() ?? {};
  const paths = [];
  for (const name of active ? await caches.keys() : []) for (const {url} of await (await caches.open(name)).keys()) paths.push(new URL(url).pathname);
  return paths;
});

/** @param {string[]} words @returns {Promise<void>} */
export function run_tool(...words) {
  return new Promise((done, fail) => {
    const child = spawn(tool, words, {stdio: ['ignore', 'inherit', 'inherit']});
    child.on('error', fail);
    child.on('exit', code => code === 0 ? done() : fail(new Error(`hanji ${words.join(' ')}: exit ${code}`)));
  });
}

/** @param {string[]} words @returns {Promise<string>} what it prints */
export function ask_tool(...words) {
  return new Promise((done, fail) => {
    const child = spawn(tool, words, {stdio: ['ignore', 'pipe', 'inherit']});
    let out = '';
    child.stdout.on('data', data => out += data);
    child.on('error', fail);
    child.on('close', code => code === 0 ? done(out) : fail(new Error(`hanji ${words.join(' ')}: exit ${code}`)));
  });
}

export const types = /** @type {Record<string, string>} */ ({'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css',
  '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json'});

/** @typedef {{status?: number, body?: string | Buffer, type?: string, cut?: boolean, lost?: boolean, late_ms?: number}} Answer cut: broken off half-way; lost: the line is; late_ms Infinity: never */

/**
 * The plainest static host there is. `change` may answer something else than the file.
 * @param {string | null} folder @param {(path: string) => Answer | null} [change]
 * @returns {Promise<{url: string, close(): void}>}
 */
export function serve(folder, change = () => null) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname)).replace(/\/$/, '/index.html');
    const other = change(path);
    if (other?.lost) return response.destroy();
    const file = folder && join(folder, path);
    const is_there = file && existsSync(file);
    const answer = () => {
      if (other?.body === undefined && !(is_there && (other?.status ?? 200) === 200)) return response.writeHead(other?.status ?? 404).end();
      const body = Buffer.from(other?.body ?? readFileSync(/** @type {string} */ (file)));
      response.writeHead(other?.status ?? 200, {'content-type': other?.type ?? types[extname(path)] ?? 'application/octet-stream', 'cache-control': 'no-cache',
                           'content-length': body.length, 'access-control-allow-origin': '*'});  // as the common static hosts say
      if (!other?.cut) return response.end(body);
      response.write(body.subarray(0, body.length >> 1), () => setTimeout(() => response.destroy(), 20));
    };
    if (!other?.late_ms) answer();
    else if (other.late_ms < Infinity) setTimeout(answer, other.late_ms);
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => {
    const address = /** @type {import('node:net').AddressInfo} */ (server.address());
    done({url: `http://127.0.0.1:${address.port}`, close() {
      server.close();
      server.closeAllConnections();
    }});
  }));
}
