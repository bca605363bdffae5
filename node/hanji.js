#!/usr/bin/env node
// The tool `hanji` under Node: the same program as the native one, as WebAssembly (bin/hanji_tool.wasm). This file gives it
// its arguments, threads with room enough, a server for `hanji serve`, hints for `hanji preview`, and the last words where it breaks.
import {availableParallelism, cpus, homedir} from 'node:os';
import {spawn} from 'node:child_process';
import {writeSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import worker_threads from 'node:worker_threads';

const exit_fault = 70;
const thread_stack_mb = 16;  // wasm's own, beside that of the program's data; parsers call themselves
const windows = process.platform === 'win32';

/** @param {unknown} fault */
function say_last_words(fault) {
  const said = fault instanceof Error ? fault.message : String(fault);
  const room = fault instanceof RangeError || /memory/i.test(said);
  writeSync(2, `error: ${said}; ` + (room
    ? 'the program has no more room for this (4 GB at most under Node); the native tool has no such bound\n'
    : "this is a fault of hanji's, please report it with the command that you gave\n"));
  process.exit(exit_fault);
}
process.on('uncaughtException', say_last_words);
process.on('unhandledRejection', say_last_words);
if (!windows) process.on('SIGXFSZ', () => {});  // past a limit on the size of files, writing is an error like a full disk

class Thread extends worker_threads.Worker {
  /** @param {string | URL} file @param {worker_threads.WorkerOptions} options */
  constructor(file, options) {
    super(file, {...options, resourceLimits: {stackSizeMb: thread_stack_mb}, trackUnmanagedFds: false});  // files are the process's
    this.on('error', say_last_words);
  }
}

/** C:\posts is /C:/posts to the program, whose names are those of Linux. @param {string} name */
function name_for_program(name) {
  if (!windows || !/^(--[a-z-]+=)?([A-Za-z]:)?[^ ]*\\/.test(name)) return name;
  return name.replaceAll('\\', '/').replace(/^(--[a-z-]+=)?([A-Za-z]:\/)/, '$1/$2');
}

/** @param {string} address */
function open_browser(address) {
  const [command, ...before] = windows ? ['cmd', '/c', 'start', ''] : [process.platform === 'darwin' ? 'open' : 'xdg-open'];
  spawn(command, [...before, address], {detached: true, stdio: 'ignore'}).on('error', () => {}).unref();
}

process.env.HANJI_PROGRAM = fileURLToPath(new URL('hanji_tool.wasm', import.meta.url));
const environment = {...process.env};
if (windows) environment.HOME = '/' + homedir().replaceAll('\\', '/');

/** @type {any} */
const tool = {
  arguments: process.argv.slice(2).map(name_for_program),
  preRun: [/** @param {any} module */ module => {
    for (const name of Object.keys(module.ENV)) delete module.ENV[name];
    Object.assign(module.ENV, environment);
    // The room for the threads of the program asks for them by this name.
    Object.assign(globalThis, {Worker: Thread});
  }],
  /** @param {number} code */
  onExit: code => process.exit(code),
  /** @param {string} host @param {number} port @param {string} events */
  listen: async (host, port, events) => {
    const {listen, tell} = await import('./server.js');
    tool.tell = tell;
    tool._hanji_listens(await listen(tool, host, port, events));
  },
  /** @param {string} folder */
  watch: async folder => {
    const {watch} = await import('./watch.js');
    watch(windows ? folder.replace(/^\/([A-Za-z]:)/, '$1') : folder, () => tool._hanji_may_have_changed());
  },
  open: open_browser,
};
tool.threads = (availableParallelism ?? (() => cpus().length))();

const {default: create_tool} = await import(new URL('hanji_tool.mjs', import.meta.url).href);
await create_tool(tool);
