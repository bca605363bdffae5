// hanji-search in Chromium, measured as the harness measures its peers: what loading takes once the bytes are there,
// memory after 400 queries, and warm latency, with and without the hits' sentences.

import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {harness, root} from './harness.mjs';

/** @param {string} site @param {string[]} words @param {string[]} three_words */
export async function measure_browser(site, words, three_words) {
  const {serve} = await import(pathToFileURL(join(harness, 'lib/serve.mjs')).href);  // isolated, so that memory may be measured
  const server = await serve({'/site/': `${site}/`, '/program/': `${join(root, 'build/web')}/`, '/code/': `${join(root, 'web')}/`},
    {'/': '<!doctype html><html lang="ko"><meta charset="utf-8"><title>hanji-search</title></html>'});
  const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
  if (!existsSync(executablePath)) return null;
  const browser = await chromium.launch({executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--js-flags=--expose-gc']});
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/`);
    return {chromium: browser.version(), ...await page.evaluate(async ({words, three_words}) => {
      const bytes = async (/** @type {string} */ path) => new Uint8Array(await (await fetch(path)).arrayBuffer());
      const {open} = await import(/** @type {any} */ ('/code/hanji-search.js'));
      /** @type {Record<string, Uint8Array>} */
      const had = {};
      const fetch_bytes = async (/** @type {string} */ path) => had[path] ??= await bytes(path.endsWith('.wasm') ? '/program/hanji-search.wasm' : `/site/${path}`);
      await open('', {fetch_bytes});  // brings the files
      const loads = [];
      let search;
      for (let i = 0; i < 5; ++i) {
        const start = performance.now();
        search = await open('', {fetch_bytes});
        loads.push(performance.now() - start);
      }
      for (const path of Object.keys(had)) delete had[path];  // an index that is not asked for is not in memory
      search = await open('', {fetch_bytes: (/** @type {string} */ path) => bytes(path.endsWith('.wasm') ? '/program/hanji-search.wasm' : `/site/${path}`)});
      const quantile = (/** @type {number[]} */ values, /** @type {number} */ share) => values.sort((a, b) => a - b)[Math.floor((values.length - 1) * share)];
      /** @param {string[]} queries @param {'rank' | 'search'} ask */
      const time = async (queries, ask) => {
        const times = [];
        for (const query of queries) {
          const start = performance.now();
          await search[ask](query, {limit: 10});
          times.push(performance.now() - start);
        }
        return {p50: quantile(times, 0.5), p95: quantile(times, 0.95), p99: quantile(times, 0.99)};
      };
      const hundred_each = [...words.slice(0, 100), ...three_words.slice(0, 100)];
      const first = performance.now();
      await search.rank('라브로프', {limit: 10});
      const first_query_ms = performance.now() - first;
      await time(hundred_each, 'rank');
      await time(hundred_each, 'rank');
      for (let i = 0; i < 4; ++i) {
        /** @type {any} */ (globalThis).gc?.();
        await new Promise(done => setTimeout(done, 20));
      }
      const ua_memory_mb = await Promise.race([/** @type {any} */ (performance).measureUserAgentSpecificMemory().then((/** @type {{bytes: number}} */ {bytes}) => bytes / 2 ** 20),
        new Promise(done => setTimeout(done, 60000, null))]);
      const wasm_mb = search.stats().memory_bytes / 2 ** 20;
      await time(words, 'rank');
      await time(three_words, 'rank');
      const word = await time(words, 'rank'), three = await time(three_words, 'rank');
      await time(hundred_each, 'search');
      return {load_ms: quantile(loads, 0.5), first_query_ms, ua_memory_mb, wasm_mb, word, three_words: three, shown: await time(hundred_each, 'search'),
        wasm_mb_shown: search.stats().memory_bytes / 2 ** 20};
    }, {words, three_words})};
  } finally {
    await browser.close();
    server.close();
  }
}
