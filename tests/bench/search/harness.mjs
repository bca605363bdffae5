// The harness that compares searches, as a program that we run: where it is, its peers, and the rows it leaves.

import {spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const harness = join(root, '../shared/bench/search');
export const scratch = process.env.DATA || join(process.env.HANJI_CACHE || join(homedir(), '.cache/hanji'), 'bench');
export const tool = join(root, 'build/native/hanji');

/** The rows of ours: the command line tool, and hanji-search as WebAssembly. */
export const ours = ['hanji', 'hanji-search'];
/** What stands for all peers in a short run: the overall opponent, and the quickest to load. */
export const few_peers = ['minisearch-bigram', 'sqlite-fts5-unicode61'];

/**
 * What the harness measured of one adapter: `row.posts.query.dev.A1.rprec`, `row.posts.build.index_brotli`, …
 * @typedef {Record<string, any>} Row
 */

const environment = () => ({...process.env, DATA: scratch, HANJI: tool, HANJI_PAGE: join(root, 'build/web'), XDG_CACHE_HOME: join(scratch, 'cache'),
  ENGINE_MODULE: join(root, 'tests/bench/search/engine.mjs'), SET_BUDGET_S: process.env.SET_BUDGET_S || '100'});

/** What the harness says goes to stderr: it is progress. @param {string} script @param {string[]} words */
export function run(script, ...words) {
  const {status, signal} = spawnSync(process.execPath, [join(harness, script), ...words], {env: environment(), stdio: ['ignore', 2, 2]});
  if (status !== 0) throw new Error(`${script} ${words.join(' ')}: exit ${status ?? signal}`);
}

/** The peers' packages, as the harness pins them. Tells whether they are there. */
export function install_peers() {
  const folder = join(scratch, 'npm'), wanted = join(folder, 'package.json'), pinned = join(harness, 'package.json');
  if (existsSync(join(folder, 'node_modules')) && existsSync(wanted) && readFileSync(wanted, 'utf8') === readFileSync(pinned, 'utf8')) return true;
  mkdirSync(folder, {recursive: true});
  copyFileSync(pinned, wanted);
  const {status} = spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'], {stdio: ['ignore', 2, 2]});
  return status === 0;
}

/** Rows as this machine measured them. @returns {Record<string, Row>} */
export function measured_rows() {
  /** @type {Record<string, Row>} */
  const rows = {};
  const folder = join(scratch, 'out');
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    if (!file.endsWith('.json')) continue;
    const result = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const [corpus, mode] = file.slice(result.adapter.length + 1, -'.json'.length).split('.');
    ((rows[result.adapter] ??= {})[corpus] ??= {})[mode] = result;
  }
  return rows;
}

/** Rows as they were recorded on the same posts, elsewhere. @returns {Record<string, Row>} */
export function recorded_rows() {
  const {peers, pagefind_sizes} = JSON.parse(readFileSync(join(harness, 'results.json'), 'utf8'));
  if (peers.pagefind) peers.pagefind.sizes = pagefind_sizes.posts;
  return peers;
}

/** The queries of the sets, each once. @param {(sets: any) => {q: string}[]} choose @returns {string[]} */
export const queries = choose => choose(JSON.parse(readFileSync(join(harness, 'sets/dev.json'), 'utf8'))).map(({q}) => q);
