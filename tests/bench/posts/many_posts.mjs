// Posts in any number for measuring at scale: sentences of assets/posts put together anew, with a fixed seed, in the
// sizes of a real publisher (median 1,550 characters and 19 blocks; one post in twenty below 600 or above 2,650). Post
// number i is the same whatever the number of posts, so a folder of 1,000 can grow to one of 10,000.

import {mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {random} from '../../random.mjs';

const categories = ['정치', '경제', '사회', '문화', '과학', '자연', '세계', '운동', '글자', '인쇄', '바다', '하늘'];

/** @param {string} folder of posts */
export function sentencesOf(folder) {
  const sentences = new Set();
  for (const name of readdirSync(folder).sort()) {
    const body = readFileSync(join(folder, name), 'utf8').replace(/^---[^]*?\n---\n/, '');
    const text = body.replace(/<rt>.*?<\/rt>|<[^>]*>|!?\[|\]\([^)]*\)|[*_`#|>{}]|&\w+;/g, '').replace(/\s+/g, ' ');
    for (const sentence of text.split(/(?<=[.?!]) /)) {
      if (sentence.length >= 12 && sentence.length <= 160 && /[가-힣]/.test(sentence)) sentences.add(sentence.trim());
    }
  }
  return [...sentences];
}

/** @param {number} number @param {string[]} sentences @returns {{name: string, text: string}} */
export function postOf(number, sentences) {
  const next = random(0x68616e6a + number);
  const pick = (/** @type {string[]} */ list) => list[Math.floor(next() * list.length)];
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const length = Math.min(12_000, 1550 * Math.exp(0.47 * normal));
  const date = new Date(Date.UTC(2004, 0, 1) + Math.floor(next() * 20 * 365.25 * 86_400_000)).toISOString();

  const blocks = [];
  let written = 0;
  const sentence = () => {
    const one = pick(sentences);
    written += one.length;
    return next() < 0.2 ? `<b><span style="color: #ee2323;">${one}</span></b>` : one;
  };
  const paragraph = () => `<p data-ke-size="size16">${sentence()}${next() < 0.6 ? ` ${sentence()}` : ''}</p>`;
  while (written < length) {
    const kind = next();
    if (kind < 0.14) blocks.push(`<h2 data-ke-size="size26">${pick(sentences).slice(0, 24).trim()}</h2>`);
    else if (kind < 0.2) blocks.push(`<ul>\n${[0, 1, 2].map(() => `<li>${sentence()}</li>`).join('\n')}\n</ul>`);
    else if (kind < 0.22) {
      const row = () => `<tr><td>${pick(sentences).slice(0, 12)}</td><td>${Math.floor(next() * 1000)}</td></tr>`;
      blocks.push(`<table><tbody>${row()}${row()}${row()}</tbody></table>`);
    } else blocks.push(paragraph());
    if (next() < 0.5) blocks.push('<p data-ke-size="size16">&nbsp;</p>');
  }
  const excerpt = pick(sentences);
  const front = [
    '---', `title: "${pick(sentences).replaceAll('"', '').slice(0, 40).trim()}"`, 'categories:', `  - ${pick(categories)}`, 'excerpt: >',
    `  ${excerpt}`, 'feature_text: >', `  ${excerpt}`, `image: 'https://example.org/${number}.jpg'`, `date: ${date.slice(0, 10)} ${date.slice(11, 16)}`, '---', '', ''];
  return {name: `${date.slice(0, 10)}-post-${number}.md`, text: front.join('\n') + blocks.join('\n\n') + '\n'};
}

/** Posts number `from` … `to` − 1 into `folder`/_posts. @param {string} folder @param {number} from @param {number} to @param {string[]} sentences */
export function writePosts(folder, from, to, sentences) {
  mkdirSync(join(folder, '_posts'), {recursive: true});
  for (let number = from; number < to; ++number) {
    const {name, text} = postOf(number, sentences);
    writeFileSync(join(folder, '_posts', name), text);
  }
}

/** So many posts of so many bytes or a little more. @param {string} folder @param {number} count @param {number} bytes @param {string[]} sentences */
export function writeLongPosts(folder, count, bytes, sentences) {
  mkdirSync(join(folder, '_posts'), {recursive: true});
  for (let number = 0, next = 0; number < count; ++number) {
    const {name, text} = postOf(next++, sentences);
    let all = text;
    while (Buffer.byteLength(all) < bytes) all += postOf(next++, sentences).text.replace(/^---\n[^]*?\n---\n/, '');
    writeFileSync(join(folder, '_posts', name), all);
  }
}
