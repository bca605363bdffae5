// The axes on which searches are compared: where a figure of each stands in a row, and the goal. `most` axes want much
// of it.
/** @typedef {import('./harness.mjs').Row} Row */
/** @typedef {{name: string, figure: string, goal: number, most: boolean, unit: string, digits: number, of: (row: Row) => number | null | undefined}} Axis */

/** @param {string} name @param {string} figure @param {number} goal @param {(dev: any, korquad: any) => number | undefined} of @returns {Axis} */
const relevance = (name, figure, goal, of) => ({name, figure, goal, most: true, unit: 'share', digits: 3,
  of: row => of(row.posts?.query?.dev ?? {}, row.korquad?.query?.dev ?? {})});

/** @param {string} name @param {string} figure @param {number} goal @param {string} unit @param {(row: Row) => number | null | undefined} of @returns {Axis} */
const cost = (name, figure, goal, unit, of, digits = 2) => ({name, figure, goal, most: false, unit, digits, of});

const megabytes = (/** @type {number | undefined} */ bytes) => bytes === undefined ? undefined : bytes / 1e6;

/** Pagefind fetches as ours does; of the others all of the index comes first. @param {Row} row */
function bytes_before_first_answer({posts}) {
  const build = posts?.build;
  if (posts?.bytes) return posts.bytes.first.middle / 1e3;
  const lazy = (posts?.latency?.first_fetch ?? posts?.query?.first_fetch)?.search_only?.wire;
  return lazy ? lazy / 1e3 : build?.outside || !build?.index_brotli ? undefined : build.index_brotli / 1e3;
}

/** @param {any} posts */
function shown_by_pagefind(posts) {
  const shown = (posts?.latency?.first_fetch ?? posts?.query?.first_fetch)?.with_10_results_shown?.wire;
  return shown ? shown / 1e3 : undefined;
}

/** @param {Row} row */
function whole_index({posts, sizes}) {
  return megabytes(posts?.bytes?.whole ?? (sizes ? sizes.index + sizes.meta : posts?.build?.index_brotli));
}

/** Pagefind builds in a process of its own, of which the harness knows the wall time alone. @param {any} posts */
const builds_in_node = posts => posts?.build?.adapter !== 'pagefind' && Boolean(posts?.build?.build_cpu_ms);

/** The page's memory, with that of its WebAssembly. @param {Row} row */
function memory({posts}) {
  const browser = posts?.browser;
  return browser?.ua_memory_mb ? browser.ua_memory_mb + (browser.wasm_mb ?? 0) : undefined;
}

/** @type {Axis[]} */
export const axes = [
  relevance('A1 word start, R-prec', 'A1_rprec', 1, dev => dev.A1?.rprec),
  relevance('A1 word start, recall', 'A1_recall100', 1, dev => dev.A1?.recall100),
  relevance('A2 in a compound, R-prec', 'A2_rprec', 1, dev => dev.A2?.rprec),
  relevance('A2 in a compound, recall', 'A2_recall100', 1, dev => dev.A2?.recall100),
  relevance('B particle, recall@50', 'B_recall50', 0.97, dev => dev.B?.recall50),
  relevance('B particle, nDCG@10', 'B_ndcg10', 0.92, dev => dev.B?.ndcg10),
  relevance('C joined → spaced', 'C_joined', 0.98, dev => dev.C_joined?.other100),
  relevance('C spaced → joined', 'C_spaced', 0.99, dev => dev.C_spaced?.other100),
  relevance('D wrong key', 'D_success10', 0.92, dev => dev.D?.success10),
  relevance('E initial consonants', 'E_choseong', 0.90, dev => dev.E_choseong?.success10),
  relevance('E wrong layout', 'E_layout', 0.98, dev => dev.E_layout?.success10),
  relevance('F question, MRR@10', 'F_mrr10', 0.955, (_, korquad) => korquad.F?.mrr10),
  relevance('F question, R@10', 'F_recall10', 0.995, (_, korquad) => korquad.F?.recall10),
  relevance('G known item, MRR@10', 'G_mrr10', 0.60, dev => dev.G?.mrr10),
  relevance('G* told apart, MRR@10', 'G_specific', 0.95, dev => dev.G?.mrr10_specific),
  relevance('T every IME state', 'T_all', 0.50, dev => dev.T?.hit_all),
  relevance('T finished word', 'T_final', 1, dev => dev.T?.hit_final),
  cost('before the first answer', 'first_answer_kb', 100, 'kB', bytes_before_first_answer, 0),
  cost('… of three words', 'first_answer_3_kb', 100, 'kB', row => row.posts?.bytes ? row.posts.bytes.first_of_three.middle / 1e3 : bytes_before_first_answer(row), 0),
  cost('… with ten hits shown', 'first_answer_shown_kb', 100, 'kB', ({posts}) => posts?.bytes ? posts.bytes.first_shown.middle / 1e3 : shown_by_pagefind(posts), 0),
  cost('after 200 queries', 'after_200_mb', 2.5, 'MB', ({posts}) => megabytes(posts?.bytes?.after_200 ?? posts?.browser?.wire_200_queries?.wire)),
  cost('whole index, brotli 9', 'index_mb', 3.7, 'MB', whole_index),
  cost('build, CPU', 'build_cpu_s', 6, 's', ({posts}) => builds_in_node(posts) ? posts.build.build_cpu_ms / 1000 : posts?.build?.build_ms / 1000, 1),
  cost('build, peak memory', 'build_peak_mb', 400, 'MB', ({posts}) => builds_in_node(posts) ? posts.build.build_peak_rss_mb : undefined, 0),
  cost('load in Chromium', 'load_ms', 15, 'ms', ({posts}) => posts?.browser?.load_ms || undefined, 1),
  cost('memory after 400 queries', 'memory_mb', 16, 'MB', memory, 1),
  cost('one word, p50', 'word_p50_ms', 0.2, 'ms', ({posts}) => posts?.latency?.word?.p50),
  cost('one word, p95', 'word_p95_ms', 1, 'ms', ({posts}) => posts?.latency?.word?.p95),
  cost('three words, p50', 'three_words_p50_ms', 0.8, 'ms', ({posts}) => posts?.latency?.three_words?.p50),
  cost('three words, p95', 'three_words_p95_ms', 3, 'ms', ({posts}) => posts?.latency?.three_words?.p95),
];

/** @param {Axis} axis @param {number} a @param {number} b */
export const is_better = (axis, a, b) => axis.most ? a > b : a < b;

/** As it would be printed. @param {Axis} axis @param {number} value */
export const rounded = (axis, value) => Number(value.toFixed(axis.digits));
