// What the tool under Node asks of the system, in place of Emscripten's own: each call goes to Node's fs at once, from
// the thread that asks. Numbers of open files are the process's, so what one thread has opened another may read. Names
// are bytes, as the system gives them. On Windows a name such as C:\posts is /C:/posts here (see node/hanji.js).
//
// Emscripten's file system (NODERAWFS) keeps its table of files in one thread, which all others would wait for.

addToLibrary({
  $node_fs: 'require("node:fs")',
  $node_tty: 'require("node:tty")',

  // Folders are not files everywhere: an open one is a list of names, for the thread that has opened it.
  $open_folders: 'new Map()',
  // Node has no lseek. A file that is opened here has its place here too.
  $places: 'new Map()',

  $is_windows: 'process.platform === "win32"',

  $name_at__deps: ['$open_folders', '$is_windows'],
  $name_at: (folder, name) => {
    let end = name;
    while (HEAPU8[end]) end++;
    let bytes = Buffer.from(HEAPU8.subarray(name, end));  // a copy: the memory is shared, and may grow
    const relative = bytes.length > 0 && bytes[0] !== 47;
    if (folder !== {{{ cDefs.AT_FDCWD }}} && relative) {
      const open = open_folders.get(folder);
      if (!open) throw Object.assign(new Error(), {code: 'EBADF'});
      bytes = Buffer.concat([open.name, Buffer.from('/'), bytes]);
    }
    if (!is_windows) return bytes;
    const text = bytes.toString();
    return Buffer.from(/^\/[A-Za-z]:/.test(text) ? (text.length === 3 ? text.slice(1) + '/' : text.slice(1)) : text);
  },

  // The program is its wasm file, wherever Linux would tell where it lies.
  $is_program: (name) => name.length === 14 && name.toString() === '/proc/self/exe',
  $program_name: () => Buffer.from(process.env.HANJI_PROGRAM),

  $failure_of__deps: ['$ERRNO_CODES'],
  $failure_of: (error) => {
    if (typeof error?.code != 'string') throw error;
    return -(ERRNO_CODES[error.code] ?? {{{ cDefs.EIO }}});
  },

  $put_state: (at, state) => {
    const put = (offset, value) => { HEAP64[(at + offset) / 8] = value; };
    const time = (offset, nanoseconds) => {
      let seconds = nanoseconds / 1000000000n, rest = nanoseconds % 1000000000n;
      if (rest < 0n) { seconds -= 1n; rest += 1000000000n; }
      put(offset, seconds);
      HEAP32[(at + offset + 8) / 4] = Number(rest);
    };
    HEAP32[(at + {{{ C_STRUCTS.stat.st_dev }}}) / 4] = Number(BigInt.asIntN(32, state.dev));
    HEAP32[(at + {{{ C_STRUCTS.stat.st_mode }}}) / 4] = Number(state.mode);
    HEAP32[(at + {{{ C_STRUCTS.stat.st_nlink }}}) / 4] = Number(state.nlink);
    HEAP32[(at + {{{ C_STRUCTS.stat.st_uid }}}) / 4] = Number(state.uid);
    HEAP32[(at + {{{ C_STRUCTS.stat.st_gid }}}) / 4] = Number(state.gid);
    HEAP32[(at + {{{ C_STRUCTS.stat.st_rdev }}}) / 4] = Number(BigInt.asIntN(32, state.rdev));
    put({{{ C_STRUCTS.stat.st_size }}}, state.size);
    HEAP32[(at + {{{ C_STRUCTS.stat.st_blksize }}}) / 4] = 4096;
    HEAP32[(at + {{{ C_STRUCTS.stat.st_blocks }}}) / 4] = Number(BigInt.asIntN(32, state.blocks ?? 0n));
    time({{{ C_STRUCTS.stat.st_atim.tv_sec }}}, state.atimeNs);
    time({{{ C_STRUCTS.stat.st_mtim.tv_sec }}}, state.mtimeNs);
    time({{{ C_STRUCTS.stat.st_ctim.tv_sec }}}, state.ctimeNs);
    put({{{ C_STRUCTS.stat.st_ino }}}, BigInt.asIntN(64, state.ino));
    return 0;
  },

  $state_of__deps: ['$name_at', '$is_program', '$program_name', '$put_state', '$failure_of', '$node_fs'],
  $state_of: (folder, name, into, follow) => {
    try {
      let path = name_at(folder, name);
      if (is_program(path)) path = program_name();
      if (path.length === 0) return -{{{ cDefs.ENOENT }}};
      const how = {bigint: true, throwIfNoEntry: false};
      const state = follow ? node_fs.statSync(path, how) : node_fs.lstatSync(path, how);
      return state ? put_state(into, state) : -{{{ cDefs.ENOENT }}};
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_stat64__deps: ['$state_of'],
  __syscall_stat64: (name, into) => state_of({{{ cDefs.AT_FDCWD }}}, name, into, true),
  __syscall_lstat64__deps: ['$state_of'],
  __syscall_lstat64: (name, into) => state_of({{{ cDefs.AT_FDCWD }}}, name, into, false),
  __syscall_newfstatat__deps: ['$state_of'],
  __syscall_newfstatat: (folder, name, into, flags) => state_of(folder, name, into, !(flags & {{{ cDefs.AT_SYMLINK_NOFOLLOW }}})),
  __syscall_fstat64__deps: ['$open_folders', '$put_state', '$failure_of', '$node_fs'],
  __syscall_fstat64: (file, into) => {
    try {
      const open = open_folders.get(file);
      return put_state(into, open ? node_fs.statSync(open.name, {bigint: true}) : node_fs.fstatSync(file, {bigint: true}));
    } catch (error) {
      return failure_of(error);
    }
  },

  __syscall_openat__deps: ['$name_at', '$open_folders', '$places', '$failure_of', '$node_fs'],
  __syscall_openat: (folder, name, flags, more) => {
    try {
      const path = name_at(folder, name);
      if (path.length === 0) return -{{{ cDefs.ENOENT }}};
      const known = node_fs.constants;
      if (flags & {{{ cDefs.O_DIRECTORY }}}) {
        const nofollow = flags & {{{ cDefs.O_NOFOLLOW }}};
        const state = nofollow ? node_fs.lstatSync(path) : node_fs.statSync(path);
        if (!state.isDirectory()) return -(state.isSymbolicLink() ? {{{ cDefs.ELOOP }}} : {{{ cDefs.ENOTDIR }}});
        const entries = node_fs.readdirSync(path, {encoding: 'buffer', withFileTypes: true});
        let number = 1 << 20;
        while (open_folders.has(number)) number++;
        open_folders.set(number, {name: path, entries, next: 0});
        return number;
      }
      let own = [known.O_RDONLY, known.O_WRONLY, known.O_RDWR][flags & {{{ cDefs.O_ACCMODE }}}];
      if (flags & {{{ cDefs.O_CREAT }}}) own |= known.O_CREAT;
      if (flags & {{{ cDefs.O_EXCL }}}) own |= known.O_EXCL;
      if (flags & {{{ cDefs.O_TRUNC }}}) own |= known.O_TRUNC;
      if (flags & {{{ cDefs.O_APPEND }}}) own |= known.O_APPEND;
      if (flags & {{{ cDefs.O_NONBLOCK }}}) own |= known.O_NONBLOCK ?? 0;
      if (flags & {{{ cDefs.O_NOFOLLOW }}}) own |= known.O_NOFOLLOW ?? 0;
      const file = node_fs.openSync(path, own, flags & {{{ cDefs.O_CREAT }}} ? HEAP32[more / 4] : 0);
      places.set(file, flags & {{{ cDefs.O_APPEND }}} ? null : 0);
      return file;
    } catch (error) {
      return failure_of(error);
    }
  },
  fd_close__deps: ['$open_folders', '$places', '$failure_of', '$node_fs'],
  fd_close: (file) => {
    try {
      if (open_folders.delete(file)) return 0;
      places.delete(file);
      node_fs.closeSync(file);
      return 0;
    } catch (error) {
      return -failure_of(error);
    }
  },
  __syscall_getdents64__deps: ['$open_folders'],
  __syscall_getdents64: (folder, into, room) => {
    const open = open_folders.get(folder);
    if (!open) return -{{{ cDefs.EBADF }}};
    const size = {{{ C_STRUCTS.dirent.__size__ }}};
    let used = 0;
    for (; open.next < open.entries.length && used + size <= room; ++open.next, used += size) {
      const entry = open.entries[open.next], at = into + used;
      HEAP64[(at + {{{ C_STRUCTS.dirent.d_ino }}}) / 8] = BigInt(open.next + 1);
      HEAP64[(at + {{{ C_STRUCTS.dirent.d_off }}}) / 8] = BigInt(open.next + 1);
      HEAP16[(at + {{{ C_STRUCTS.dirent.d_reclen }}}) / 2] = size;
      HEAP8[at + {{{ C_STRUCTS.dirent.d_type }}}] =
        entry.isFile() ? 8 : entry.isDirectory() ? 4 : entry.isSymbolicLink() ? 10 : entry.isFIFO() ? 1 :
        entry.isSocket() ? 12 : entry.isCharacterDevice() ? 2 : entry.isBlockDevice() ? 6 : 0;
      const name = entry.name.subarray(0, 255);
      HEAPU8.set(name, at + {{{ C_STRUCTS.dirent.d_name }}});
      HEAPU8[at + {{{ C_STRUCTS.dirent.d_name }}} + name.length] = 0;
    }
    return used;
  },

  // `move(file, at, bytes, place)` for each part of a list, at a place of its own or where the file stands.
  $move_all__deps: ['$places', '$failure_of'],
  $move_all: (move, file, parts, count, place, total) => {
    try {
      let done = 0;
      const own = place === null ? places.get(file) ?? null : place;
      for (; count > 0; --count, parts += 8) {
        const at = HEAPU32[parts / 4], bytes = HEAPU32[parts / 4 + 1];
        if (bytes === 0) continue;
        const moved = move(file, at, bytes, own === null ? null : own + done);
        done += moved;
        if (moved < bytes) break;
      }
      if (place === null && own !== null) places.set(file, own + done);
      HEAPU32[total / 4] = done;
      return 0;
    } catch (error) {
      return -failure_of(error);
    }
  },
  $read_part__deps: ['$node_fs'],
  $read_part: (file, at, bytes, place) => node_fs.readSync(file, HEAPU8, at, bytes, place),
  $write_part__deps: ['$node_fs'],
  $write_part: (file, at, bytes, place) => {
    for (;;) {
      try {
        return node_fs.writeSync(file, HEAPU8, at, bytes, place);
      } catch (error) {
        if (error.code !== 'EAGAIN') throw error;  // a pipe that is full, and that somebody has made not to wait
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      }
    }
  },
  fd_read__deps: ['$move_all', '$read_part'],
  fd_read: (file, parts, count, total) => move_all(read_part, file, parts, count, null, total),
  $flush_NO_FILESYSTEM__deps: [],
  $flush_NO_FILESYSTEM: () => {},  // at the end, of what Emscripten's own fd_write would have kept back
  fd_write__deps: ['$move_all', '$write_part', '$flush_NO_FILESYSTEM'],
  fd_write: (file, parts, count, total) => move_all(write_part, file, parts, count, null, total),
  fd_pread__i53abi: true,
  fd_pread__deps: ['$move_all', '$read_part'],
  fd_pread: (file, parts, count, place, total) => move_all(read_part, file, parts, count, place, total),
  fd_pwrite__i53abi: true,
  fd_pwrite__deps: ['$move_all', '$write_part'],
  fd_pwrite: (file, parts, count, place, total) => move_all(write_part, file, parts, count, place, total),
  fd_seek__i53abi: true,
  fd_seek__deps: ['$places', '$failure_of', '$node_fs'],
  fd_seek: (file, by, from, into) => {
    try {
      const at = places.get(file) ?? null;
      if (at === null) return {{{ cDefs.ESPIPE }}};
      const to = by + (from === {{{ cDefs.SEEK_CUR }}} ? at : from === {{{ cDefs.SEEK_END }}} ? node_fs.fstatSync(file).size : 0);
      if (to < 0) return {{{ cDefs.EINVAL }}};
      places.set(file, to);
      HEAP64[into / 8] = BigInt(to);
      return 0;
    } catch (error) {
      return -failure_of(error);
    }
  },
  fd_sync: () => 0,
  fd_fdstat_get__deps: ['$node_tty'],
  fd_fdstat_get: (file, into) => {
    HEAPU8.fill(0, into, into + 24);
    HEAPU8[into] = node_tty.isatty(file) ? 2 : 4;  // a character device, a file
    return 0;
  },
  __syscall_ioctl: (file, what, more) => -{{{ cDefs.ENOTTY }}},
  __syscall_fcntl64: (file, what, more) => 0,

  __syscall_mkdirat__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_mkdirat: (folder, name, mode) => {
    try {
      node_fs.mkdirSync(name_at(folder, name), {mode});
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_unlinkat__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_unlinkat: (folder, name, flags) => {
    let path;
    try {
      path = name_at(folder, name);
      if (flags & {{{ cDefs.AT_REMOVEDIR }}}) node_fs.rmdirSync(path);
      else node_fs.unlinkSync(path);
      return 0;
    } catch (error) {
      // Elsewhere than on Linux folders are refused otherwise.
      if (error.code === 'EPERM' && node_fs.lstatSync(path, {throwIfNoEntry: false})?.isDirectory()) return -{{{ cDefs.EISDIR }}};
      return failure_of(error);
    }
  },
  __syscall_rmdir__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_rmdir: (name) => {
    try {
      node_fs.rmdirSync(name_at({{{ cDefs.AT_FDCWD }}}, name));
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_renameat__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_renameat: (from_folder, from, to_folder, to) => {
    try {
      node_fs.renameSync(name_at(from_folder, from), name_at(to_folder, to));
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_symlinkat__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_symlinkat: (target, folder, name) => {
    try {
      node_fs.symlinkSync(name_at({{{ cDefs.AT_FDCWD }}}, target), name_at(folder, name));
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_readlinkat__deps: ['$name_at', '$is_program', '$program_name', '$failure_of', '$node_fs'],
  __syscall_readlinkat: (folder, name, into, room) => {
    try {
      const path = name_at(folder, name);
      const target = is_program(path) ? program_name() : node_fs.readlinkSync(path, {encoding: 'buffer'});
      const part = target.subarray(0, room);
      HEAPU8.set(part, into);
      return part.length;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_faccessat__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_faccessat: (folder, name, mode) => {
    try {
      node_fs.accessSync(name_at(folder, name), mode);
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_chmod__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_chmod: (name, mode) => {
    try {
      node_fs.chmodSync(name_at({{{ cDefs.AT_FDCWD }}}, name), mode);
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_fchmodat2__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_fchmodat2: (folder, name, mode) => {
    try {
      node_fs.chmodSync(name_at(folder, name), mode);
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_fchmod__deps: ['$failure_of', '$node_fs'],
  __syscall_fchmod: (file, mode) => {
    try {
      node_fs.fchmodSync(file, mode);
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_utimensat__deps: ['$name_at', '$failure_of', '$node_fs'],
  __syscall_utimensat: (folder, name, times, flags) => {
    try {
      // To the microsecond, which a number of JavaScript holds; never a later second.
      const time = (at) => Number(HEAP64[at / 8]) + Math.floor(HEAP32[at / 4 + 2] / 1000) / 1e6;
      const now = Date.now() / 1000;
      node_fs.utimesSync(name_at(folder, name), times ? time(times) : now, times ? time(times + 16) : now);
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },
  __syscall_getcwd__deps: ['$is_windows'],
  __syscall_getcwd: (into, room) => {
    const folder = Buffer.from(is_windows ? '/' + process.cwd().replaceAll('\\', '/') : process.cwd());
    if (folder.length + 1 > room) return -{{{ cDefs.ERANGE }}};
    HEAPU8.set(folder, into);
    HEAPU8[into + folder.length] = 0;
    return folder.length + 1;
  },

  // What src/cli/node_system.cpp asks.
  node_process: () => process.pid,
  node_user: () => process.geteuid?.() ?? 0,
  node_mask: () => process.umask(),
  node_is_running: (id) => {
    try {
      process.kill(id, 0);
      return 1;
    } catch (error) {
      return error.code === 'ESRCH' ? 0 : 1;
    }
  },
  node_link__sig: 'iipip',
  node_link__deps: ['$name_at', '$failure_of', '$node_fs'],
  node_link: (from_folder, from, to_folder, to) => {
    try {
      let path = name_at(from_folder, from);
      const open = /^\/proc\/self\/fd\/(\d+)$/.exec(path.toString());
      if (open) {  // an open file; its name may have gone to another
        path = node_fs.readlinkSync(path, {encoding: 'buffer'});
        const state = node_fs.fstatSync(Number(open[1]), {bigint: true}), named = node_fs.lstatSync(path, {bigint: true});
        if (state.ino !== named.ino || state.dev !== named.dev) return -{{{ cDefs.ENOENT }}};
      }
      node_fs.linkSync(path, name_at(to_folder, to));
      return 0;
    } catch (error) {
      return failure_of(error);
    }
  },

  // What src/base/hash.cpp asks.
  $node_crypto: 'require("node:crypto")',
  node_sha256__sig: 'vppp',
  node_sha256__deps: ['$node_crypto'],
  node_sha256: (bytes, size, into) => {
    HEAPU8.set(node_crypto.createHash('sha256').update(HEAPU8.subarray(bytes, bytes + size)).digest(), into);
  },

  // Seconds east of Greenwich in a zone (empty: this machine's), at a moment; for no such zone a number that is none.
  $zones: 'new Map()',
  node_offset__sig: 'dpd',
  node_offset__deps: ['$zones'],
  node_offset: (zone, seconds) => {
    let end = zone;
    while (HEAPU8[end]) end++;
    const name = Buffer.from(HEAPU8.subarray(zone, end)).toString();
    let format = zones.get(name);
    if (format === undefined) {
      try {
        format = new Intl.DateTimeFormat('en-US', {
          timeZone: name || undefined, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
          hour: 'numeric', minute: 'numeric', second: 'numeric'});
      } catch {
        format = null;
      }
      zones.set(name, format);
    }
    if (!format) return NaN;
    const part = {};
    for (const {type, value} of format.formatToParts(seconds * 1000)) part[type] = Number(value);
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) / 1000 - seconds;
  },
});

// What src/cli/node_site_server.cpp and src/cli/node_folder_hints.cpp ask: of Node's first thread, and of node/hanji.js there.
addToLibrary({
  node_listen__sig: 'vpip',
  node_listen__proxy: 'sync',
  node_listen__deps: ['$UTF8ToString'],
  node_listen: (host, port, events) => { Module['listen'](UTF8ToString(host), port, UTF8ToString(events)); },
  node_tell__sig: 'vp',
  node_tell__proxy: 'sync',
  node_tell__deps: ['$UTF8ToString'],
  node_tell: (line) => Module['tell'](UTF8ToString(line)),
  node_watch__sig: 'vp',
  node_watch__proxy: 'sync',
  node_watch__deps: ['$UTF8ToString'],
  node_watch: (folder) => { Module['watch'](UTF8ToString(folder)); },
  node_open__sig: 'vp',
  node_open__proxy: 'async',
  node_open__deps: ['$UTF8ToString'],
  node_open: (address) => Module['open'](UTF8ToString(address)),
});

// From the thread that asks, unlike Emscripten's own of these names.
for (const name of Object.keys(LibraryManager.library)) {
  if (/^(__syscall_|fd_)[a-z0-9]+$/.test(name)) delete LibraryManager.library[name + '__proxy'];
}
