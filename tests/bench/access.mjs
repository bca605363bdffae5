// Whether anybody can tell that the text is on a canvas: the roles that a screen reader is told of, beside those of the
// same posts as plain HTML; where the keys are after a random walk of them; what is copied, beside what is there; and
// whether what is drawn, what is selected and what is told are the same in random states.
//
// The posts are of several publishers, where they are at hand, else the samples; every other one of those was looked at
// while this was made, and each half is told. `--list` prints each role, each loss and each copy that is not right.

import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {extname, join} from 'node:path';
import {chromium} from 'playwright-core';
import {root, run_tool, serve, settle} from '../browser/harness.mjs';
import {compare_roles, roles_in} from './access/roles.mjs';
import {axe_over, post_with_note} from './access/axe.mjs';
import {lighthouse_over} from './access/lighthouse.mjs';
import {copies_in} from './access/copies.mjs';
import {walk_keys} from './access/keys.mjs';
import {orca_is_here, said_by_orca} from './access/orca.mjs';
import {walk_states} from './access/states.mjs';
import {are_here, html_by_cmark, html_by_kramdown} from './import/references.mjs';
import {with_marks_of_quotations, without_front_matter} from './import/source.mjs';

const json = process.argv.includes('--json'), list = process.argv.includes('--list');
const roles = process.env.ROLES !== '0', axe = process.env.AXE !== '0', orca = process.env.ORCA !== '0', keys = Number(process.env.KEYS ?? 2000), copies = Number(process.env.COPIES ?? 200), states = Number(process.env.STATES ?? 500), wanted = Number(process.env.POSTS ?? 100);

/** @param {string} figure @param {number} value @param {string} unit @param {number | null} baseline @param {string} note */
function tell(figure, value, unit, baseline, note) {
  const shown = Number(value.toPrecision(4));
  if (json) console.log(JSON.stringify({bench: 'access', figure, value: shown, unit, baseline, ratio: null, note}));
  else console.log(figure.padEnd(16) + String(shown).padStart(8) + ` ${unit.padEnd(6)} ${note}`);
}

/** @param {string} folder @param {number} most @returns {string[]} of all, evenly */
function posts_in(folder, most) {
  const all = /** @type {string[]} */ (readdirSync(folder, {recursive: true})).filter(name => name.endsWith('.md')).sort();
  return all.filter((_, i) => Math.floor(i * most / all.length) !== Math.floor((i - 1) * most / all.length)).map(name => join(folder, name));
}

const shared = join(root, '../shared'), at_hand = existsSync(join(shared, 'publishers'));
/** @type {{file: string, reader: 'kramdown' | 'cmark'}[]} */
const posts = (at_hand
  ? [['posts', 0.5, 'kramdown'], ['publishers/wiki', 0.3, 'kramdown'], ['publishers/hugo-toml', 0.2, 'cmark']].map(([name, part, reader]) => ({folder: join(shared, String(name)), most: Math.round(wanted * Number(part)), reader}))
  : [{folder: join(root, 'assets/posts'), most: wanted, reader: 'kramdown'}]
).flatMap(({folder, most, reader}) => posts_in(folder, most).map(file => ({file, reader: /** @type {'kramdown' | 'cmark'} */ (reader)})));

/** The longest run of these that those have too, in order. @param {string[]} these @param {string[]} those @returns {Set<number>} their numbers in these */
function in_order(these, those) {
  const longest = Array.from({length: these.length + 1}, () => new Uint16Array(those.length + 1));
  const row = (/** @type {number} */ i) => /** @type {Uint16Array} */ (longest[i]);
  for (let i = these.length - 1; i >= 0; --i)
    for (let k = those.length - 1; k >= 0; --k) row(i)[k] = these[i] === those[k] ? 1 + Number(row(i + 1)[k + 1]) : Math.max(Number(row(i + 1)[k]), Number(row(i)[k + 1]));
  /** @type {Set<number>} */ const found = new Set();
  for (let i = 0, k = 0; i < these.length && k < those.length;)
    if (these[i] === those[k]) found.add(i++), ++k;
    else if (Number(row(i + 1)[k]) >= Number(row(i)[k + 1])) ++i;
    else ++k;
  return found;
}

const work = mkdtempSync(join(tmpdir(), 'hanji-access-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));
mkdirSync(join(work, 'posts'));
posts.forEach(({file}, i) => writeFileSync(join(work, 'posts', `${String(i).padStart(3, '0')}${extname(file)}`), readFileSync(file)));
await run_tool('build', join(work, 'posts'), '--out', join(work, 'site'), '--quiet');
const records = JSON.parse(readFileSync(join(work, 'site/files.json'), 'utf8')).files.map((/** @type {{file: string}} */ {file}) => file);
const page_of = (/** @type {number} */ i) => records.find((/** @type {string} */ name) => new RegExp(`^a/(.*-)?${String(i).padStart(3, '0')}\\.html$`).test(name));

const site = await serve(join(work, 'site'));
const browser = await chromium.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-background-networking', '--force-renderer-accessibility']});
const context = await browser.newContext({locale: 'ko-KR', viewport: {width: 1280, height: 900}, permissions: ['clipboard-read', 'clipboard-write']});
await context.route(url => url.origin !== site.url, route => route.abort());  // pictures of other servers

/** @param {string} name of a page */
async function opened(name) {
  const page = await context.newPage();
  await page.goto(`${site.url}/${encodeURI(name)}`);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
  await page.waitForSelector('#text > article', {state: 'attached'});
  await settle(page);
  return page;
}

if (roles && are_here()) {
  /** @type {Map<string, number>[]} */ const ours = [];
  /** @type {Map<string, number>[]} */ const plain = [];
  /** @type {typeof posts} */ const shown = [];
  const by_kramdown = html_by_kramdown(posts.map(({file}) => without_front_matter(readFileSync(file, 'utf8'))));
  for (const [i, {file, reader}] of posts.entries()) {
    const name = page_of(i);
    if (!name) continue;  // a draft
    shown.push({file, reader});
    const page = await opened(name);
    await page.evaluate(() => { for (const element of document.querySelectorAll('#text > article > header, #text .beside')) element.remove(); });
    ours.push(await roles_in(page, '#text > article'));
    await page.close();
    const beside = await context.newPage();
    await beside.setContent(`<!doctype html><html lang="ko"><body><main>${reader === 'kramdown' ? by_kramdown[i] : html_by_cmark(with_marks_of_quotations(without_front_matter(readFileSync(file, 'utf8'))))}</main></body></html>`, {waitUntil: 'domcontentloaded'});
    // What ours says besides, since its author meant it: bold is said to be strong, also where cmark leaves its stars; a table is one
    // without header cells too, and cells in its head are headers. What is said of nothing is not counted. What stands elsewhere: a
    // generated table of contents is the outline beside the text.
    await beside.evaluate(() => {
      document.getElementById('markdown-toc')?.remove();
      for (const [from, to] of [['b', 'strong'], ['i', 'em']]) for (const one of document.querySelectorAll(from ?? '')) {
        const made = document.createElement(to ?? '');
        made.append(...one.childNodes);
        one.replaceWith(made);
      }
      for (const empty of document.querySelectorAll('strong:empty, em:empty')) empty.remove();
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      /** @type {Text[]} */ const starred = [];
      while (texts.nextNode()) if (!texts.currentNode.parentElement?.closest('pre, code')) starred.push(/** @type {Text} */ (texts.currentNode));
      for (const text of starred) text.replaceWith(...text.data.split(/\*\*([^*]+)\*\*/).map((part, i) => i % 2 === 0 ? part : Object.assign(document.createElement('strong'), {textContent: part})));
      for (const table of document.querySelectorAll('table')) table.setAttribute('role', 'table');
      for (const cell of document.querySelectorAll('thead td')) cell.setAttribute('role', 'columnheader');
    });
    plain.push(await roles_in(beside, 'main'));
    await beside.close();
  }
  const half = (/** @type {number} */ rest) => equal(compare_roles(ours.filter((_, i) => i % 2 === rest), plain.filter((_, i) => i % 2 === rest)));
  const equal = (/** @type {ReturnType<typeof compare_roles>} */ rows) => 100 - 100 * rows.reduce((sum, {differ}) => sum + differ, 0) / rows.reduce((sum, row) => sum + Math.max(row.ours, row.plain), 0);
  const rows = compare_roles(ours, plain);
  tell('roles_equal', equal(rows), '%', 100, `of ${rows.reduce((sum, row) => sum + row.plain, 0)} in ${ours.length} posts as plain HTML; those looked at ${half(0).toFixed(2)}, the others ${half(1).toFixed(2)}; goal 99.5`);
  if (list) for (const [i, {file}] of shown.entries()) {
    const differing = compare_roles([/** @type {Map<string, number>} */ (ours[i])], [/** @type {Map<string, number>} */ (plain[i])]).filter(row => row.differ > 0);
    if (differing.length > 0) console.log(`    ${file.slice(shared.length + 1)}: ${differing.map(({role, ours: own, plain: other}) => `${role} ${own}/${other}`).join(', ')}`);
  }
  if (list) for (const {role, ours: own, plain: other, differ} of rows) console.log(`    ${role.padEnd(20)} ${String(own).padStart(6)} / ${String(other).padStart(6)}  ${differ || ''}`);
} else if (roles) {
  console.error('access: kramdown and cmark-gfm are not here; roles skipped');
}

const names = posts.flatMap((_, i) => page_of(i) ?? []);
if (keys > 0) {
  const page = await opened(names[0] ?? '');
  const {lost, said} = await walk_keys(page, keys, 23);
  tell('focus_lost', lost.length, 'times', 0, `in a random walk of ${said} keys`);
  if (list) for (const each of lost) console.log(`    ${each}`);
  await page.close();
}
if (copies > 0) {
  /** @type {string[]} */ const wrong = [];
  let tried = 0;
  for (let i = 0; tried < copies; ++i) {
    const page = await opened(names[i % names.length] ?? ''), result = await copies_in(page, Math.min(10, copies - tried), i);
    tried += result.tried;
    wrong.push(...result.wrong.map(each => `${names[i % names.length]}: ${each}`));
    await page.close();
    if (i > 3 * names.length) break;
  }
  tell('copied_right', 100 - 100 * wrong.length / tried, '%', 100, `of ${tried} random selections: text, blocks, numbers and cells`);
  if (list) for (const each of wrong) console.log(`    ${each}`);
}
if (states > 0) {
  const page = await (await browser.newContext({locale: 'ko-KR'})).newPage();
  await page.route(url => url.origin !== site.url, route => route.abort());
  const {lines, wrong} = await walk_states(page, name => `${site.url}/${encodeURI(name)}`, names, states, 23);
  tell('states_differ', new Set(wrong.map(each => each.split(' ')[0])).size, 'states', 0, `of ${states} random ones (sizes, spacings, themes, widths, zooms, own styles), in ${lines} lines looked at: what is drawn, selected or told is not the same`);
  if (list) for (const each of wrong) console.log(`    ${each}`);
}
if (axe) {
  cpSync(join(root, 'assets/posts'), join(work, 'of_samples'), {recursive: true});
  const [name, text] = post_with_note;
  writeFileSync(join(work, 'of_samples/_posts', String(name)), String(text));
  await run_tool('build', join(work, 'of_samples'), '--out', join(work, 'samples'), '--quiet');
  const samples = await serve(join(work, 'samples')), {looked, found, seen, low} = await axe_over(browser, samples.url);
  tell('axe', found.length, 'found', 0, `by all rules and best practices, in ${looked} views, themes and widths of the samples`);
  if (list) for (const each of found) console.log(`    ${each}`);
  tell('contrast_low', low.length, 'texts', 0, `of ${seen} stretches of text in those looks, by pixels: less than 4.5 from their ground`);
  if (list) for (const each of low) console.log(`    ${each}`);
  const scores = await lighthouse_over(samples.url, ['', 'a/2023-07-02-hangul-search.html', '?q=소금#/search?q=소금', 'archive.html', 'search.html', 'offline.html']);
  if (!scores) console.error('access: Lighthouse cannot be had from npm; skipped');
  for (const [category, score] of Object.entries(scores?.least ?? {})) tell(`lighthouse_${category.replace('-', '_')}`, score, 'of 100', 100, `the least of ${scores?.looked} looks at the samples’ pages, as a phone and as a desk`);
  if (list) for (const each of scores?.found ?? []) console.log(`    ${each}`);
  samples.close();
}
if (orca && orca_is_here() && are_here()) {
  const names = ['2023-07-02-hangul-search', '2023-11-12-spacing', '2024-05-05-solar-terms'];
  await run_tool('build', join(root, 'assets/posts'), '--out', join(work, 'heard'), '--quiet');
  const bare = names.map(name => without_front_matter(readFileSync(join(root, `assets/posts/_posts/${name}.md`), 'utf8')));
  for (const [i, html] of html_by_kramdown(bare).entries())  // bold is said to be strong
    writeFileSync(join(work, 'heard', `plain-${i}.html`), `<!doctype html><html lang="ko"><meta charset="utf-8"><title>${names[i]}</title><main>${html.replace(/<(\/?)b>/g, '<$1strong>')}</main></html>`);
  const heard = await serve(join(work, 'heard'));
  for (const name of /** @type {const} */ (['firefox', 'chromium'])) {
    let same = 0, of_plain = 0;
    for (const [i, article] of names.entries()) {
      const letters = (/** @type {string} */ words) => words.replace(/[\s']/g, '');
      /** @type {string[][]} */ const said_of = [];
      for (const page of [`a/${article}.html`, `plain-${i}.html`]) said_of.push((await said_by_orca(name, `${heard.url}/${encodeURI(page)}`)).map(letters));
      const [ours, plain] = said_of;
      const said = plain?.slice(plain.findIndex(words => words.startsWith('Pagehas')) + 1) ?? [];
      const found = in_order(said, ours ?? []);
      same += found.size;
      of_plain += said.length;
      if (list) for (const [k, words] of said.entries()) if (!found.has(k)) console.log(`    ${name}, ${article}: «${words}»`);
    }
    tell(`orca_${name}`, 100 * same / of_plain, '%', 100, `of the ${of_plain} utterances that Orca makes of ${names.length} samples as plain HTML it makes of ours too, in the same order`);
  }
  heard.close();
} else if (orca) {
  console.error('access: Orca, Xvfb, metacity or kramdown is not here; speech of a screen reader skipped');
}
await browser.close();
site.close();
process.exit();
