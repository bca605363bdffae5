// What judges the order of hits: our own queries of tests/relevance, and the axes of the harness that compares
// searches, each in a half to fit on (train) and a half to report (test), which nothing is fitted on. Sites are built
// once into the scratch folder; a native program answers, by any parameters and without any rule.

import {execFileSync, spawn} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {extname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {pathToFileURL} from 'node:url';
import {questions_drawn_anew, sets_drawn_anew} from './drawn_anew.mjs';
import {harness, root, scratch, tool} from './harness.mjs';

/** @typedef {'train' | 'test'} Half */
/** A query and how good an answer to it is, 0 … 1; null: it does not count. @typedef {{query: string, half: Half, need: string, score: (slugs: string[]) => number | null}} Judged */
/** @typedef {{name: string, site: string, limit: number, judged: Judged[]}} Judge */
/** Rules that are off, parameters that are set. @typedef {{off?: string[], set?: Record<string, number>}} Variant */

const posts = join(root, '../shared/posts/_posts');
const sites = join(scratch, 'judges');

// ---- sites ----

/** Slug and plain text of each post. @typedef {{slug: string, title: string, text: string}} Plain */

/** @param {string} folder @returns {Plain[]} */
function plain_posts(folder) {
  return readdirSync(folder).filter(name => statSync(join(folder, name)).isFile()).sort().map(name => {
    const shown = JSON.parse(execFileSync(tool, ['show', join(folder, name), '--json'], {encoding: 'utf8', maxBuffer: 1 << 26}));
    return {slug: name.slice(0, -extname(name).length), title: shown.title ?? '', text: JSON.stringify(shown)};
  });
}

/** Builds a site where there is none of this name. @param {string} name @param {() => string} folder of posts @returns {string} */
function site_of(name, folder) {
  const site = join(sites, name, 'site');
  execFileSync(tool, ['build', folder(), '--out', site, '--quiet'], {stdio: ['ignore', 2, 2]});
  return site;
}

/** @param {{id: number, title: string, excerpt: string, body: string}[]} docs @param {string} name @param {number} copies */
function folder_of(docs, name, copies) {
  const folder = join(sites, name, 'posts');
  if (existsSync(folder)) return folder;
  const html = (/** @type {string} */ text) => text.replace(/[&<>]/g, c => /** @type {any} */ ({'&': '&amp;', '<': '&lt;', '>': '&gt;'})[c]);
  mkdirSync(folder, {recursive: true});
  for (const doc of docs) {
    for (let copy = 0; copy < copies; ++copy) {
      writeFileSync(join(folder, `${doc.id}${copy ? `-${copy}` : ''}.md`), `---\ntitle: ${JSON.stringify(doc.title)}\n${doc.excerpt ? `excerpt: ${JSON.stringify(doc.excerpt)}\n` : ''}---\n\n` +
        doc.body.split('\n').map(line => `<p>${html(line)}</p>\n`).join('\n'));
    }
  }
  return folder;
}

// ---- our own queries ----

const joined = (/** @type {string} */ text) => text.normalize('NFC').replace(/\s+/g, '');

/** @param {string} file @returns {{half: Half, need: string, query: string, grades: string}[]} */
export function read_queries(file) {
  /** @type {Half} */
  let half = 'train';
  const queries = [];
  for (const [number, line] of readFileSync(join(root, 'tests/relevance', file), 'utf8').split('\n').entries()) {
    const subject = /^## (train|test) · ./.exec(line);
    if (subject) half = /** @type {Half} */ (subject[1]);
    if (!line || line.startsWith('#')) continue;
    const [need, query, grades, more] = line.split(' | ');
    if (!grades || more) throw new Error(`tests/relevance/${file}:${number + 1}: a line is «need | query | grades»`);
    queries.push({half, need, query, grades});
  }
  return queries;
}

/** nDCG of the first ten: the gain of a grade is 2^grade − 1. @param {string[]} slugs @param {Map<string, number>} grades */
export function ndcg(slugs, grades) {
  const sum = (/** @type {number[]} */ list) => list.slice(0, 10).reduce((all, grade, i) => all + (2 ** grade - 1) / Math.log2(i + 2), 0);
  const ideal = sum([...grades.values()].sort((a, b) => b - a));
  return ideal ? sum(slugs.map(slug => grades.get(slug) ?? 0)) / ideal : 0;
}

/** @param {{half: Half, need: string, query: string}} query @param {Map<string, number>} grades @returns {Judged} */
const judged_by_grades = ({half, need, query}, grades) => ({query, half, need, score: slugs => ndcg(slugs, grades)});

/** Queries over the sample posts, which every clone has. @returns {Judge} */
export function samples() {
  const folder = join(root, 'assets/posts/_posts'), slugs = readdirSync(folder).map(name => name.slice(0, -extname(name).length));
  const judged = read_queries('samples.txt').map(query => judged_by_grades(query, new Map(query.grades.split(' ').map(part => {
    const [end, grade] = part.split('='), named = slugs.filter(slug => slug.slice(11) === end);
    if (named.length !== 1) throw new Error(`tests/relevance/samples.txt: «${query.query}» names the post ${end}, which is not there`);
    return [named[0], Number(grade)];
  }))));
  return {name: 'samples', site: site_of('samples', () => join(root, 'assets/posts')), limit: 10, judged};
}

/** The grade that a rule such as «3=제목:쯔양+구제역 1=글:쯔양» gives to a post. @param {string} rules @param {{title: string, text: string}} post */
export function grade_by(rules, post) {
  for (const rule of rules.split(' ')) {
    const [, grade, where, words] = /^([1-3])=(제목|글):(.+)$/.exec(rule) ?? [];
    if (!grade) throw new Error(`tests/relevance/news.txt: «${rule}» is no rule`);
    if (words.split('+').every(word => post[where === '제목' ? 'title' : 'text'].includes(word))) return Number(grade);
  }
  return 0;
}

/** Queries over a publisher's news; null where the posts are not at hand. @returns {Judge | null} */
export function news() {
  if (!existsSync(posts)) return null;
  const cache = join(sites, 'news.json');
  mkdirSync(sites, {recursive: true});
  if (!existsSync(cache)) writeFileSync(cache, JSON.stringify(plain_posts(posts)));
  const plain = /** @type {Plain[]} */ (JSON.parse(readFileSync(cache, 'utf8'))).map(post => ({...post, title: joined(post.title), text: joined(post.text)}));
  const judged = read_queries('news.txt').map(query => {
    const grades = new Map(plain.map(post => /** @type {[string, number]} */ ([post.slug, grade_by(query.grades, post)])).filter(([, grade]) => grade > 0));
    if (!grades.size) throw new Error(`tests/relevance/news.txt: no post answers «${query.query}»`);
    return judged_by_grades(query, grades);
  });
  return {name: 'news', site: site_of('news', () => join(root, '../shared/posts')), limit: 10, judged};
}
export const queries_of_news = () => read_queries('news.txt').length;

// ---- the harness's axes ----

/**
 * Test: the harness's own queries; train: others of their kinds (drawn_anew.mjs). Empty where the harness is not at hand.
 * @returns {Promise<Judge[]>}
 */
export async function axes() {
  if (!existsSync(harness)) return [];
  process.env.DATA = join(scratch, 'judges/harness');  // its posts as plain texts
  if (!existsSync(join(process.env.DATA, 'korquad-q.json'))) execFileSync(process.execPath, [join(harness, 'prep.mjs')], {stdio: ['ignore', 2, 2]});
  const load = (/** @type {string} */ file) => import(pathToFileURL(join(harness, file)).href);
  const {Truth, loadPosts, loadKq} = await load('lib/truth.mjs'), metrics = await load('lib/metrics.mjs');
  const docs = loadPosts(), truth = new Truth(docs), paragraphs = loadKq();
  const sets = {test: JSON.parse(readFileSync(join(harness, 'sets/dev.json'), 'utf8')), train: sets_drawn_anew(harness, join(sites, 'drawn'))};
  const asked_of_paragraphs = {test: JSON.parse(readFileSync(join(process.env.DATA, 'korquad-q.json'), 'utf8')),
    train: questions_drawn_anew(paragraphs, await load('lib/hangul.mjs'))};
  const once = site_of('posts', () => folder_of(docs, 'posts', 1)), five = site_of('five', () => folder_of(docs, 'five', 5));
  const questions = site_of('korquad', () => folder_of(paragraphs, 'korquad', 1));
  const by_name = new Map(docs.map((/** @type {any} */ doc) => [doc.name, doc.id]));
  const ids = (/** @type {string[]} */ slugs) => slugs.map(slug => Number.parseInt(slug, 10));

  /** @param {string} name @param {string} site @param {number} limit @param {(half: Half) => any[]} items @param {(item: any) => string} query @param {(item: any) => ((found: number[]) => number | null) | null} judge */
  const axis = (name, site, limit, items, query, judge) => ({name, site, limit, judged: /** @type {Half[]} */ (['train', 'test']).flatMap(half => items(half).flatMap(item => {
    const score = judge(item);
    return score ? [{query: query(item), half, need: name, score: (/** @type {string[]} */ slugs) => score(ids(slugs))}] : [];
  }))});
  const of = (/** @type {string} */ set) => (/** @type {Half} */ half) => sets[half][set];
  const asked = (/** @type {any} */ item) => item.q;
  const set = (/** @type {number[]} */ list) => new Set(list);
  const precision = (/** @type {any} */ item) => { const right = set(truth.substring(item.q)); return right.size ? (/** @type {number[]} */ found) => metrics.rprec(found, right, 100) : null; };
  const hit = (/** @type {(item: any) => number[]} */ of) => (/** @type {any} */ item) => { const right = set(of(item)); return right.size ? (/** @type {number[]} */ found) => found.slice(0, 10).some(id => right.has(id)) ? 1 : 0 : null; };
  const gains = (/** @type {any} */ item) => { const titles = set(truth.titleStart(item.stem)); return new Map(truth.wordStart(item.stem).map((/** @type {number} */ id) => [id, titles.has(id) ? 3 : 1])); };
  const other = (/** @type {'joined' | 'spaced'} */ from, copies = 1) => (/** @type {any} */ item) => {
    const typed = set(truth.substring(item[from])), found = truth.substring(item[from === 'joined' ? 'spaced' : 'joined']).filter((/** @type {number} */ id) => !typed.has(id));
    if (!found.length) return null;
    const right = set(found);  // copies of one post are found by their common id
    return (/** @type {number[]} */ list) => list.slice(0, 100).filter(id => right.has(id)).length / Math.min(100, right.size * copies);
  };
  const states = (/** @type {Half} */ half) => sets[half].T.flatMap((/** @type {any} */ item) => item.states.map((/** @type {string} */ q, /** @type {number} */ i) => ({q, word: item.word, last: i + 1 === item.states.length})));
  const questions_of = (/** @type {Half} */ half) => asked_of_paragraphs[half];
  const known = (/** @type {any} */ item) => (/** @type {number[]} */ found) => metrics.rr10(found, set([/** @type {number} */ (by_name.get(item.doc))]));
  return [
    axis('A1_rprec', once, 100, of('A1'), asked, precision),
    axis('A2_rprec', once, 100, of('A2'), asked, precision),
    axis('B_recall50', once, 50, of('B'), asked, item => { const right = set(truth.wordStart(item.stem)); return found => metrics.recallAt(found, right, 50); }),
    axis('B_ndcg10', once, 10, of('B'), asked, item => { const gain = gains(item); return found => metrics.ndcg10(found, gain); }),
    axis('C_joined', once, 100, of('C'), item => item.joined, other('joined')),
    axis('C_spaced', once, 100, of('C'), item => item.spaced, other('spaced')),
    axis('C_joined_5x', five, 100, of('C'), item => item.joined, other('joined', 5)),
    axis('C_spaced_5x', five, 100, of('C'), item => item.spaced, other('spaced', 5)),
    axis('D_success10', once, 10, of('D'), asked, hit(item => truth.substring(item.word))),
    axis('E_choseong', once, 10, of('E1'), asked, hit(item => truth.titleStart(item.word))),
    axis('E_layout', once, 10, of('E2'), asked, hit(item => truth.substring(item.word))),
    axis('F_mrr10', questions, 10, questions_of, asked, item => found => metrics.rr10(found, set([item.doc]))),
    axis('F_recall10', questions, 10, questions_of, asked, item => found => found.slice(0, 10).includes(item.doc) ? 1 : 0),
    axis('G_mrr10', once, 10, of('G'), asked, known),
    axis('G_specific', once, 10, of('G'), asked, item => item.n3 <= 3 ? known(item) : null),
    axis('T_all', once, 10, states, asked, hit(item => truth.titleStart(item.word))),
  ];
}

// ---- asking ----

/** Answers of one site, by a process that stays. */
export class Ranker {
  /** @param {string} site */
  constructor(site) {
    const {stdin, stdout} = spawn(join(root, 'build/native/tests/ranking_bench'), [site], {stdio: ['pipe', 'pipe', 'inherit']});
    this.stdin = stdin;
    this.lines = createInterface({input: stdout})[Symbol.asyncIterator]();
  }
  /** @param {string[]} queries @param {number} limit @param {Variant} [variant] @returns {Promise<string[][]>} */
  async rank(queries, limit, variant = {}) {
    this.stdin.write(JSON.stringify({queries, limit, ...variant}) + '\n');
    const {value, done} = await this.lines.next();
    if (done) throw new Error('ranking_bench ended: is a rule or a parameter unknown?');
    return JSON.parse(value);
  }
  close() { this.stdin.end(); }
}

export class Court {
  /** @param {Judge[]} judges */
  constructor(judges) {
    this.judges = judges;
    /** @type {Map<string, Ranker>} */
    this.rankers = new Map([...new Set(judges.map(judge => judge.site))].map(site => [site, new Ranker(site)]));
  }
  /** How well each judge's queries of a half are answered, by name. @param {Half | 'both'} half @param {Variant} [variant] @returns {Promise<Record<string, number>>} */
  async ask(half, variant = {}) {
    const found = await Promise.all(this.judges.map(async judge => {
      const each = await this.scores(judge, half, variant), counted = each.flatMap(({score}) => score === null ? [] : [score]);
      return /** @type {[string, number]} */ ([judge.name, counted.reduce((a, b) => a + b, 0) / Math.max(1, counted.length)]);
    }));
    return Object.fromEntries(found);
  }
  /** @param {Judge} judge @param {Half | 'both'} half @param {Variant} [variant] */
  async scores(judge, half, variant = {}) {
    const judged = judge.judged.filter(each => half === 'both' || each.half === half);
    const answers = await /** @type {Ranker} */ (this.rankers.get(judge.site)).rank(judged.map(({query}) => query), judge.limit, variant);
    return judged.map((each, i) => ({...each, slugs: answers[i], score: each.score(answers[i])}));
  }
  close() { for (const ranker of this.rankers.values()) ranker.close(); }
}
