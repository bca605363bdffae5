// The table of faults: what goes wrong, what the reader sees, what works once it is over, what was lost. Each row is
// run in Chromium (tests/browser/faults.mjs); one that is not as it should be (0) fails the run.
//
// FAULTS=words runs only the rows whose names have these.

import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {make_reader, make_site, rows, run_row} from '../browser/faults.mjs';

const json = process.argv.includes('--json'), words = process.env.FAULTS ?? '';
const folder = mkdtempSync(join(tmpdir(), 'hanji-faults-'));
const site = await make_site(folder);
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']});
const stored = await make_reader(browser, site);

if (!json) console.log('fault · what the reader sees · what works afterwards · data lost');
let run = 0, wrong = 0;
for (const row of rows.filter(row => row.fault.includes(words))) {
  const outcome = await run_row(browser, site, stored, row);
  run += 1;
  if (outcome.wrong) wrong += 1;
  if (json) console.log(JSON.stringify({bench: 'faults', figure: outcome.fault, value: outcome.wrong ? 0 : 1, unit: 'held', baseline: null, ratio: null,
                                        note: [outcome.sees, outcome.works, `lost: ${outcome.lost}`, outcome.note, outcome.wrong].filter(Boolean).join(' · ')}));
  else console.log([outcome.fault, outcome.sees + (outcome.note && ` (${outcome.note})`), outcome.works, outcome.lost].join(' · ') + (outcome.wrong && `\n    WRONG  ${outcome.wrong}`));
}
if (!json) console.log(`${run} faults, ${wrong} not as they should be`);
await browser.close();
site.close();
rmSync(folder, {recursive: true});
process.exit(wrong ? 1 : 0);
