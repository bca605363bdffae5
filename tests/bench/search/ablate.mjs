// Every rule and every parameter of the ranking off by itself, and what each axis loses: on the test half, which
// nothing was fitted on. What gains less than 0.002 anywhere must have a test that states a reader's need, or go.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './harness.mjs';
import {axes, Court, news, samples} from './judges.mjs';

/** Rules and parameters, as the program has them. */
export function names() {
  const text = readFileSync(join(root, 'src/search/parameters.h'), 'utf8');
  const rules = [...text.matchAll(/\{"(\w+)", Tier::/g)].map(([, name]) => name).filter(name => name !== 'typed');  // what stands without any rule
  const parameters = [...text.matchAll(/\{"(\w+)", &Parameters::\w+\}/g)].map(([, name]) => name);
  if (!rules.length || !parameters.length) throw new Error('src/search/parameters.h: no names of rules or parameters were found');
  return {rules, parameters};
}

/** @param {boolean} json @param {string[]} only rules or parameters; none: all */
export async function ablate(json, only = []) {
  const court = new Court([samples(), news(), ...await axes()].filter(judge => judge !== null));
  const {rules, parameters} = names();
  const today = await court.ask('test'), columns = Object.keys(today);
  const head = (/** @type {string} */ name) => name.replace('_success10', '').replace('_mrr10', '').replace('choseong', 'cho').replace('recall50', 'rec').replace('specific', '*').padStart(10);
  if (!json) {
    console.log(''.padEnd(18) + columns.map(head).join('') + '      most');
    console.log('all on'.padEnd(18) + columns.map(name => today[name].toFixed(4).padStart(10)).join(''));
  }
  /** @type {[string, import('./judges.mjs').Variant][]} */
  const variants = [...rules.map(rule => /** @type {[string, any]} */ ([rule, {off: [rule]}])), ...parameters.map(name => /** @type {[string, any]} */ ([`${name} = 0`, {set: {[name]: 0}}]))];
  for (const [name, variant] of variants) {
    if (only.length && !only.some(each => name.startsWith(each))) continue;
    const without = await court.ask('test', variant);
    const gains = columns.map(column => today[column] - without[column]), most = Math.max(...gains);
    if (json) for (const [i, column] of columns.entries()) console.log(JSON.stringify({bench: 'search', figure: `without ${name}: ${column}`, value: Number(without[column].toFixed(4)), unit: 'share', baseline: Number(today[column].toFixed(4)), ratio: null, note: `the rule gains ${gains[i].toFixed(4)}`}));
    else console.log(name.padEnd(18) + gains.map(gain => (Math.abs(gain) < 0.00005 ? '·' : (gain > 0 ? '+' : '') + gain.toFixed(4)).padStart(10)).join('') + `${most < 0.002 ? '  < 0.002' : ''}`);
  }
  court.close();
}
