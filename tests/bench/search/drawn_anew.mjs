// Queries to fit on, of the kinds of the harness's, which judges us and is not fitted on: its generator draws them with
// another seed and from the words that it leaves out itself, so no query and no word is in both.

import {execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** @param {string} harness @param {string} folder scratch; its DATA holds the posts as plain texts @returns {any} the sets */
export function sets_drawn_anew(harness, folder) {
  const file = join(folder, 'sets/dev.json');
  if (!existsSync(file)) {
    mkdirSync(folder, {recursive: true});
    cpSync(join(harness, 'lib'), join(folder, 'lib'), {recursive: true});
    const changed = (/** @type {string} */ text, /** @type {string} */ from, /** @type {string} */ to) => {
      if (!text.includes(from)) throw new Error(`gen-sets.mjs of the harness: «${from}» is not there to be changed`);
      return text.replace(from, to);
    };
    const generator = readFileSync(join(harness, 'gen-sets.mjs'), 'utf8');
    writeFileSync(join(folder, 'gen-sets.mjs'), changed(changed(generator, 'SEED = 2024', 'SEED = 7001'), 'fnv(s) & 1', '~fnv(s) & 1'));
    execFileSync(process.execPath, [join(folder, 'gen-sets.mjs')], {stdio: ['ignore', 2, 2]});
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * Questions, as who half remembers a sentence asks: some of its words in their order, with other particles and
 * endings, now and then a word that it does not say, and what asks. Of the paragraphs of the harness's questions, but not those questions.
 * @param {{name: string, id: number, body: string}[]} docs
 * @param {{rng: (seed: number) => () => number, cutJosa: (word: string) => string, isHangul: (word: string) => boolean}} hangul
 */
export function questions_drawn_anew(docs, {rng, cutJosa, isHangul}) {
  const particles = ['은', '는', '이', '가', '을', '를', '의', '에', '에서', '로', ''];
  const endings = ['한', '하는', '했던', '하였는가', '된', '되는', '되었던', '하고', '시킨'];
  const asking = ['누구인가?', '무엇인가?', '언제인가?', '어디인가?', '몇 명인가?', '무엇이라고 하는가?', ''];
  const random = rng(7001), one_of = (/** @type {any[]} */ list) => list[Math.floor(random() * list.length)];
  const sentences = docs.flatMap(doc => doc.body.split(/(?<=[.!?])\s+|\n/).map(sentence => ({doc: doc.id, words: sentence.match(/[가-힣A-Za-z0-9]+/g) ?? []}))
    .filter(({words}) => words.length >= 8).slice(0, 6).filter(() => random() < 0.5));
  return sentences.map(({doc, words}) => {
    const kept = words.filter(() => random() < 0.28).slice(0, 8).map(word => {
      const noun = cutJosa(word), luck = random();
      if (luck > 0.8) return one_of(one_of(sentences).words);
      if (!isHangul(word) || luck < 0.15) return word;
      if (noun !== word) return noun + one_of(particles);
      return word.length > 2 && luck < 0.7 ? word.slice(0, 2) + one_of(endings) : word;
    });
    return {doc, q: [...kept, one_of(asking)].join(' ').trim()};
  }).filter(({q}) => q.split(' ').length >= 3);
}
