// What Lighthouse says of a site's pages: the scores of its categories, of 100. It is large, and nothing else needs it:
// npm brings it into the cache at the first time, and where npm cannot, it is skipped. Search engines' wishes are not
// asked for: what is kept on a device (offline.html) is not to be found.

import {execFile, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';

const version = '12.8.2', categories = ['accessibility', 'best-practices'];

/** @returns {string | null} the program */
function lighthouse() {
  const folder = join(process.env.HANJI_CACHE ?? join(homedir(), '.cache/hanji'), `lighthouse-${version}`), program = join(folder, 'node_modules/.bin/lighthouse');
  if (!existsSync(program)) spawnSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', `lighthouse@${version}`], {stdio: 'ignore'});
  return existsSync(program) ? program : null;
}

/** The site may be served by this very process, which therefore goes on. @param {string} program @param {string[]} words @param {import('node:child_process').ExecFileOptions} how @returns {Promise<{failed: boolean, stdout: string, stderr: string}>} */
const ran = (program, words, how) => new Promise(done => execFile(program, words, {...how, encoding: 'utf8'}, (error, stdout, stderr) => done({failed: error !== null, stdout: String(stdout), stderr: String(stderr)})));

/**
 * @param {string} url of the site @param {string[]} pages
 * @returns {Promise<{least: Record<string, number>, looked: number, found: string[]} | null>} the least of all pages, on a desk and a phone; null where Lighthouse is not to be had
 */
export async function lighthouse_over(url, pages) {
  const program = lighthouse();
  if (!program) return null;
  /** @type {Record<string, number>} */ const least = Object.fromEntries(categories.map(each => [each, 100]));
  /** @type {string[]} */ const found = [];
  let looked = 0;
  for (const page of pages) for (const form of [[], ['--preset=desktop']]) {
    const run = await ran(program, [`${url}/${encodeURI(page)}`, '--quiet', '--output=json', `--only-categories=${categories.join()}`, '--chrome-flags=--headless=new --no-sandbox', ...form],
                          {maxBuffer: 1 << 28, env: {...process.env, CHROME_PATH: '/usr/bin/chromium'}});
    const report = run.failed ? null : JSON.parse(run.stdout);
    looked += 1;
    if (!report || report.runtimeError) {
      found.push(`${page}: ${report?.runtimeError?.message ?? run.stderr.slice(-300)}`);
      for (const each of categories) least[each] = 0;
      continue;
    }
    for (const each of categories) {
      const {score, auditRefs} = report.categories[each];
      least[each] = Math.min(Number(least[each]), Math.round(100 * score));
      for (const {id, weight} of auditRefs) if (weight > 0 && report.audits[id].score !== null && report.audits[id].score < 1) found.push(`${page}: ${id}, ${report.audits[id].title}`);
    }
  }
  return {least, looked, found};
}
