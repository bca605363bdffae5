// Every browser story: the sites they read, then tools that are not ours, other people's servers, Chromium, Firefox and WebKit one after the other.
// `node tests/browser/run.mjs [validators|hosts|chromium|firefox|webkit [words]]` runs one engine, or those of its stories whose names have the words.

import {existsSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {close, root, run_tool, serve, shots, skip} from './harness.mjs';
import {chromium_stories} from './chromium.mjs';
import {host_stories} from './hosts.mjs';
import {other_engines} from './other_engines.mjs';
import {validator_stories} from './validators.mjs';

const only = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), 'hanji-browser-'));
mkdirSync(shots, {recursive: true});

await run_tool('build', join(root, 'assets/posts'), '--out', join(folder, 'samples'), '--quiet');
const samples = {folder: join(folder, 'samples'), ...await serve(join(folder, 'samples'))};

const seed_post = join(root, '../shared/seed');
let seed = null;
if (existsSync(seed_post)) {
  await run_tool('build', seed_post, '--out', join(folder, 'seed'), '--quiet');
  seed = {folder: join(folder, 'seed'), ...await serve(join(folder, 'seed'))};
} else {
  skip("the seed's article", '../shared/seed is not here');
}

if (!only || only === 'validators') await validator_stories(folder);
if (!only || only === 'hosts') await host_stories(folder);
if (!only || only === 'chromium') await chromium_stories(samples, seed);
for (const engine of other_engines) {
  if (!only || only === engine.name) await engine.stories(samples);
}
samples.close();
seed?.close();
rmSync(folder, {recursive: true});
close();
