// Where something stands in the bundle: as much of its format (src/bundle/FORMAT.md) as is needed to find files, not what is in
// them. Nothing here is checked but that it can be read: what a wrong file leads to is not there.

/** @typedef {{kind: string, file: string, bytes: number, first: number, count: number, first_key?: string, directory?: boolean}} Shard */
/** @typedef {(file: string) => Promise<Uint8Array>} Get a file by its name below bundle/ */

const kinds = ['headlines', 'slugs', 'articles', 'search', 'categories'];
const decoder = new TextDecoder(), encoder = new TextEncoder();

/** Of UTF-8, as the bundle sorts. @param {string} a @param {string} b @returns {boolean} whether a comes after b */
export function comes_after(a, b) {
  const left = encoder.encode(a), right = encoder.encode(b), at = left.findIndex((byte, i) => byte !== right[i]);
  return at >= 0 && (at >= right.length || /** @type {number} */ (left[at]) > /** @type {number} */ (right[at]));
}

/** @param {Uint8Array} bytes behind the header of a shard */
function reader_of(bytes) {
  let at = 6;
  const varint = () => {
    for (let value = 0, place = 1; ; place *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('a shard is short');
      value += (byte & 127) * place;
      if (byte < 128) return value;
    }
  };
  const raw = (/** @type {number} */ count) => bytes.subarray(at, at += count);
  varint();
  return {count: varint(), varint, raw, text: () => decoder.decode(raw(varint())), more: () => at < bytes.length};
}

/** @param {Shard} directory @param {Uint8Array} bytes @returns {Shard[]} what it lists */
function listed_in(directory, bytes) {
  const {varint, raw, text, more} = reader_of(bytes), kind = kinds[raw(1)[0] ?? -1] ?? '';
  const /** @type {Shard[]} */ listed = [];
  varint();
  for (let first = directory.first; more();) {
    const size = varint(), hash = Array.from(raw(8), byte => byte.toString(16).padStart(2, '0')).join(''), count = varint();
    const keyed = directory.first_key !== undefined;
    const shard = {kind, file: kind === 'search' ? `search/index-${hash}.bin` : `${kind}-${hash}.bin`, bytes: size, first: keyed ? varint() : first, count};
    listed.push(keyed ? {...shard, first_key: text()} : shard);
    first += count;
  }
  return listed;
}

/** The way to what `fits`: a shard, after the directory that lists it. @param {Shard[]} shards @param {(shards: Shard[]) => Shard | undefined} fits @param {Get} get
 * @returns {Promise<Shard[]>} nothing where there is none */
async function way_to(shards, fits, get) {
  const found = fits(shards);
  if (!found?.directory) return found ? [found] : [];
  const within = fits(listed_in(found, await get(found.file)));
  return within ? [found, within] : [];
}

/** @param {string} kind @param {number} number @returns {(shards: Shard[]) => Shard | undefined} */
export const with_number = (kind, number) => shards => shards.find(shard => shard.kind === kind && shard.first <= number && number < shard.first + shard.count);
/** @param {string} kind @param {string} key @returns {(shards: Shard[]) => Shard | undefined} */
export const with_key = (kind, key) => shards => shards.findLast(shard => shard.kind === kind && !comes_after(shard.first_key ?? '', key));

/** @param {Shard[]} shards @param {string} slug @param {Get} get @returns {Promise<{number: number | undefined, files: string[]}>} */
async function find_slug(shards, slug, get) {
  const way = await way_to(shards, with_key('slugs', slug), get), last = way.at(-1);
  const files = way.map(({file}) => file);
  if (last) {
    const {text, varint, more} = reader_of(await get(last.file));
    while (more()) {
      const each = text(), number = varint();
      if (each === slug) return {number, files};
    }
  }
  return {number: undefined, files};
}

/** @param {Shard[]} shards @param {number} number @param {Get} get @returns {Promise<string[]>} */
export const files_of_number = async (shards, number, get) => (await way_to(shards, with_number('articles', number), get)).map(({file}) => file);

/** What an article is read from. @param {Shard[]} shards @param {string} slug @param {Get} get @returns {Promise<string[]>} nothing where there is no such article */
export async function files_of_article(shards, slug, get) {
  const {number, files} = await find_slug(shards, slug, get);
  if (number === undefined) return [];
  const ways = await Promise.all(['headlines', 'articles'].map(kind => way_to(shards, with_number(kind, number), get)));
  return [...files, ...ways.flat().map(({file}) => file)];
}

/** What the articles of a category are listed and read from. @param {Shard[]} shards @param {string} name @param {Get} get @returns {Promise<string[]>} */
export async function files_of_category(shards, name, get) {
  const way = await way_to(shards, with_key('categories', name), get), last = way.at(-1);
  const files = new Set(way.map(({file}) => file));
  if (!last) return [];
  const {count, text, varint} = reader_of(await get(last.file));
  for (let i = 0; i < count; ++i) {
    const found = text() === name;
    for (let left = varint(), number = 0; left > 0; --left, ++number) {
      number += varint();
      if (!found) continue;
      for (const kind of ['headlines', 'articles']) {
        for (const {file} of await way_to(shards, with_number(kind, number), get)) files.add(file);
      }
    }
  }
  return [...files];
}
