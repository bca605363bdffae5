// Hints that something below a folder may have changed, for `hanji preview` under Node: one fs.watch for each folder,
// since not every Node watches what lies below on every system. Where the system refuses, no hint comes; the program
// looks for itself as well (src/cli/folder_watch.h).
import {lstatSync, readdirSync, watch as watch_folder} from 'node:fs';
import {basename, join} from 'node:path';

const again_ms = 1000;

/** As is_looked_into of src/cli/folder_watch.h has it. @param {string} name */
const is_looked_into = name => name === '.vitepress' || name === '.vuepress' || (!name.startsWith('.') && name !== 'node_modules');

/** @param {string} root @param {() => void} changed */
export function watch(root, changed) {
  /** @type {Map<string, import('node:fs').FSWatcher>} */
  const watched = new Map();

  /** @param {string} folder */
  function forget(folder) {
    for (const [name, watcher] of watched) {
      if (name !== folder && !name.startsWith(join(folder, '/'))) continue;
      watcher.close();
      watched.delete(name);
    }
  }

  /** @param {string} folder */
  function add(folder) {
    if (watched.has(folder)) return;
    try {
      const watcher = watch_folder(folder, (_, name) => {
        if (name !== null) look_at(join(folder, name));
        changed();
      });
      watched.set(folder, watcher);
      watcher.on('error', () => forget(folder));
      for (const entry of readdirSync(folder, {withFileTypes: true})) if (entry.isDirectory() && is_looked_into(entry.name)) add(join(folder, entry.name));
    } catch { /* gone again, or refused */ }
  }

  /** A folder may have come, or gone. @param {string} place */
  function look_at(place) {
    if (!is_looked_into(basename(place))) return;
    const is_folder = lstatSync(place, {throwIfNoEntry: false})?.isDirectory() ?? false;
    if (is_folder) {
      const is_new = !watched.has(place);
      add(place);
      if (is_new) changed();  // what lay in it already
    } else if (watched.has(place)) {
      forget(place);
    }
  }

  add(root);
  let inode = lstatSync(root, {throwIfNoEntry: false})?.ino;
  setInterval(() => {  // the folder itself, which nobody tells of once it was away
    const now = lstatSync(root, {throwIfNoEntry: false})?.ino;
    if (now === inode) return;
    inode = now;
    forget(root);
    add(root);
    changed();
  }, again_ms).unref();
}
