// Files that somebody has chosen or dropped, and how they go from the page on which they were dropped to the one that
// opens them (open.js): by the browser's own store, from which they are taken at once.

/** @typedef {import('./posts_worker.js').Given} Given */

const root = new URL('..', import.meta.url);  // this file lies in the page-… folder of the site
const name = `hanji given ${root.pathname.replace(/hanji-opened\/$/, '')}`;
export const opening_page = new URL(root.pathname.endsWith('/hanji-opened/') ? '../open.html' : 'open.html', root).href;

/** @param {FileSystemEntry} entry @param {Given[]} given */
async function walk(entry, given) {
  if (entry.isFile) {
    const file = await new Promise((done, fail) => /** @type {FileSystemFileEntry} */ (entry).file(done, fail));
    given.push({path: entry.fullPath.replace(/^\//, ''), file});
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {  // some at a time
    /** @type {FileSystemEntry[]} */ const entries = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (entries.length === 0) return;
    for (const each of entries) await walk(each, given);
  }
}

/** @param {FileList} files @returns {Given[]} */
export const given_of = files => [...files].map(file => ({path: file.webkitRelativePath || file.name, file}));

/** @param {DataTransfer} dropped @returns {Promise<Given[]>} */
export async function given_in(dropped) {
  /** @type {Given[]} */ const given = [];
  const entries = [...dropped.items].flatMap(item => item.webkitGetAsEntry?.() ?? []), files = given_of(dropped.files);  // at once: they are gone with the event
  for (const entry of entries) await walk(entry, given);
  return entries.length > 0 ? given : files;
}

/** @template T @param {(store: IDBObjectStore) => IDBRequest<T>} run @returns {Promise<T>} */
async function with_store(run) {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('given');
  /** @type {IDBDatabase} */ const database = await new Promise((done, fail) => { opening.onsuccess = () => done(opening.result); opening.onerror = () => fail(opening.error); });
  try {
    const asked = run(database.transaction('given', 'readwrite').objectStore('given'));
    return await new Promise((done, fail) => { asked.onsuccess = () => done(asked.result); asked.onerror = () => fail(asked.error); });
  } finally {
    database.close();
  }
}

/** @param {Given[]} given */
export const hand_over = given => with_store(store => store.put(given, 0));

/** @returns {Promise<Given[]>} */
export async function take_given() {
  const given = await with_store(store => store.get(0));
  if (given) await with_store(store => store.delete(0));
  return given ?? [];
}
