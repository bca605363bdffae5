// What pages and frames say to each other (shell/messages.js): anything may come, and only what is understood goes on. A seeded
// fuzz test; `node tests/browser/messages_test.mjs <seed>` looks elsewhere.

import {events, methods, read_question, read_word} from '../../shell/messages.js';
import {random as numbers_from} from '../random.mjs';
import {assert, close, test} from './harness.mjs';

const seed = Number(process.argv[2] ?? 20261130), rounds = 60_000;

/** @param {() => number} random */
function maker_of(random) {
  const pick = (/** @type {any[]} */ from) => from[Math.floor(random() * from.length)];
  const long = '가'.repeat(30_000);
  const atoms = [undefined, null, true, false, 0, 1, -1, 0.5, NaN, Infinity, 1e300, 2 ** 53, '', 'hanji', 'article', 'home', '__proto__', 'constructor', long, 1n, new Date(0), /x/, new Map([[1, 2]]), new Set(['a']),
    new Uint8Array(8), new Error('odd')];
  const names = ['hanji', 'type', 'id', 'arguments', 'value', 'error', 'state', 'view', 'slug', 'section', 'query', 'category', 'progress', 'hits', 'height', 'message', 'where', 'reason', 'auto', 'dark', 'draw',
    '__proto__', 'constructor', 'length', 'then', 'toString', 'incomplete', long];
  /** @param {number} depth @returns {any} */
  const any = depth => {
    const kind = random();
    if (depth > 5 || kind < 0.5) return pick(atoms);
    if (kind < 0.65) return Array.from({length: Math.floor(random() * 6)}, () => any(depth + 1));
    if (kind < 0.68) return Object.assign([1, 2], {incomplete: any(depth + 1)});
    const made = kind < 0.72 ? Object.create({hanji: 1, type: 'ready', inherited: true}) : {};
    for (let i = Math.floor(random() * 6); i > 0; --i) Object.defineProperty(made, pick(names), {value: any(depth + 1), enumerable: true, configurable: true, writable: true});
    if (kind > 0.98) made.self = made;
    return made;
  };
  /** Nearly one of ours. */
  const nearly = () => {
    const made = any(4);
    const message = typeof made === 'object' && made !== null && !Array.isArray(made) ? made : {};
    if (!Object.isExtensible(message)) return message;
    const put = (/** @type {string} */ name, /** @type {any} */ value) => { try { Object.defineProperty(message, name, {value, enumerable: true, configurable: true, writable: true}); } catch { /* as it is */ } };
    put('hanji', random() < 0.95 ? 1 : any(0));
    put('type', random() < 0.9 ? pick([...methods, ...events, 'height', 'hello', 'answer', 'host']) : any(0));
    for (const name of names.slice(2, 21)) if (random() < 0.35) put(name, name === 'state' && random() < 0.7 ? {view: pick(['home', 'article', 'odd']), slug: any(3), progress: any(3), more: any(2)} : any(1));
    return message;
  };
  return () => random() < 0.3 ? any(0) : nearly();
}

/** Texts, numbers, lists and objects of those; no getter, nothing inherited, not too long. @param {any} value @param {number} [depth] */
function assert_plain(value, depth = 0) {
  assert.ok(depth < 12);
  if (value === null || value === undefined || typeof value === 'boolean') return;
  if (typeof value === 'number') return assert.ok(Number.isFinite(value));
  if (typeof value === 'string') return assert.ok(value.length <= 10_000);
  assert.equal(typeof value, 'object');
  assert.ok(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);
  assert.ok(!Object.hasOwn(value, '__proto__'));
  for (const name of Object.keys(value)) assert_plain(value[name], depth + 1);
}

await test(`어떤 말이 와도 던지지 않고, 알아들은 것만 넘긴다 (씨 ${seed}, ${rounds}번)`, () => {
  const make = maker_of(numbers_from(seed)), before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
  const understood = {words: 0, questions: 0};
  for (let i = 0; i < rounds; ++i) {
    const data = make();
    const asked = read_question(data);
    if (asked !== null) {
      understood.questions += 1;
      assert.equal(data.hanji, 1);
      if (asked.type === 'host') {
        const {auto, draw, dark} = /** @type {import('../../shell/messages.js').Host} */ (asked);
        assert.ok(typeof auto === 'boolean' && typeof draw === 'boolean' && (dark === null || typeof dark === 'boolean'));
      } else {
        const {id, arguments: given} = /** @type {import('../../shell/messages.js').Question} */ (asked);
        assert.ok(methods.includes(asked.type));
        assert.ok(id === undefined || Number.isFinite(id) || (typeof id === 'string' && id.length <= 100));
        assert.ok(given === null || (Array.isArray(given) && given.length <= 2));
      }
    }
    const word = read_word(data);
    if (word === null) continue;
    understood.words += 1;
    assert.ok(['hello', 'answer', 'height', ...events].includes(word.type));
    assert_plain(word);
    if (word.type === 'height') assert.ok(Number.isInteger(word.height) && word.height >= 0 && word.height <= 1e7);
    if (word.type === 'answer') assert.ok(Number.isFinite(word.id) || typeof word.id === 'string');
    if (word.type === 'error') assert.ok(typeof word.message === 'string' && typeof word.where === 'string');
    if (word.state) {
      for (const name of ['slug', 'section', 'query', 'category']) assert.equal(typeof word.state[name], 'string');
      for (const name of ['progress', 'sectionProgress']) assert.ok(word.state[name] >= 0 && word.state[name] <= 1);
    }
  }
  assert.equal(JSON.stringify(Object.getOwnPropertyNames(Object.prototype)), before);
  assert.ok(understood.words > rounds / 20 && understood.questions > rounds / 20, JSON.stringify(understood));
});

await test('우리 말은 그대로 알아듣는다', () => {
  const state = {view: 'article', slug: '가', section: '', query: '', category: '', progress: 0.5, sectionProgress: 0, offline: false, theme: 'auto', showing: 'content'};
  assert.deepEqual(read_word({hanji: 1, type: 'navigate', state}), {hanji: 1, type: 'navigate', state});
  const hits = Object.assign([{slug: '가', ranges: [[0, 2]]}], {incomplete: true});
  assert.deepEqual(read_word({hanji: 1, type: 'answer', id: 7, value: hits}).value, hits);
  assert.equal(read_word({hanji: 1, type: 'answer', id: 7, value: undefined}).value, undefined);
  assert.deepEqual(read_question({hanji: 1, type: 'open', id: 3, arguments: ['가', {section: '나'}, 'more']}), {type: 'open', id: 3, arguments: ['가', {section: '나'}]});
  assert.deepEqual(read_question({hanji: 1, type: 'host', auto: true, dark: null, draw: false, more: 1}), {type: 'host', auto: true, dark: null, draw: false});
  for (const odd of [null, undefined, 7, 'hanji', [], {}, {hanji: 2, type: 'ready'}, {hanji: 1}, {hanji: 1, type: 'toString'}, Object.create({hanji: 1, type: 'ready'})]) {
    assert.equal(read_word(odd), null);
    assert.equal(read_question(odd), null);
  }
});

close();
