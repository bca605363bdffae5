// Whether the first hits are the right ones: our own queries, written by hand and graded 0–3 (tests/relevance), as
// nDCG@10, by what is asked for. Parameters may be fitted on the train half; the test half is what counts. The queries
// over news need a publisher's posts, which are not part of a clone: without them they are skipped and counted.
//
// `--all` names the queries that are answered badly.

import {Court, news, queries_of_news, samples} from './search/judges.mjs';

const json = process.argv.includes('--json'), all = process.argv.includes('--all');
const judges = [samples(), news()].filter(judge => judge !== null);
const skipped = judges.length < 2 ? queries_of_news() : 0;
const court = new Court(judges);

/** @param {string} figure @param {number} value @param {string} note */
function tell(figure, value, note) {
  const rounded = Number(value.toFixed(4));
  if (json) console.log(JSON.stringify({bench: 'relevance', figure, value: rounded, unit: 'nDCG@10', baseline: null, ratio: null, note}));
  else console.log(`${figure.padEnd(28)}${value.toFixed(4).padStart(8)}   ${note}`);
}
const mean = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b, 0) / list.length;

for (const judge of judges) {
  for (const half of /** @type {const} */ (['test', 'train'])) {
    const scores = (await court.scores(judge, half)).map(each => ({...each, score: each.score ?? 0}));
    tell(`${judge.name}_${half}`, mean(scores.map(({score}) => score)), `${scores.length} queries${half === 'test' ? '' : ', to fit on'}`);
    if (half === 'train') continue;
    for (const need of [...new Set(scores.map(each => each.need))].sort()) {
      const of_need = scores.filter(each => each.need === need);
      tell(`  ${judge.name}_${need}`, mean(of_need.map(({score}) => score)), `${of_need.length}`);
    }
    if (all) for (const {query, score, slugs} of scores.filter(each => each.score < 0.9)) console.error(`  ${score.toFixed(2)}  ${query}   ${slugs.slice(0, 3).join(' ')}`);
  }
}
court.close();
if (skipped) console.error(`relevance: ${skipped} queries over news skipped, their posts are not part of a clone`);
if (skipped && json) console.log(JSON.stringify({bench: 'relevance', figure: 'skipped', value: skipped, unit: 'queries', baseline: null, ratio: null, note: 'over news, whose posts are not part of a clone'}));
