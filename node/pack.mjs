// The two npm packages, from what is built: build/hanji-<version>.tgz (the tool and the page) and
// build/hanji-search-<version>.tgz (the search alone). `./dev package` builds and then runs this.
import {execFileSync} from 'node:child_process';
import {chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {components, licence_list, sbom} from './components.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const build = join(root, 'build');
const {version, license} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const shared = {version, license, type: 'module', engines: {node: '>=18'}};

/** @param {string} name @param {object} about @param {(folder: string) => void} fill */
function pack(name, about, fill) {
  const folder = join(build, 'package', name);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  fill(folder);
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  copyFileSync(join(root, 'node', `README.${name}.md`), join(folder, 'README.md'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({name, ...shared, ...about}, null, 2) + '\n');
  execFileSync('npm', ['pack', '--silent', '--pack-destination', build], {cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32'});
  const file = join(build, `${name}-${version}.tgz`);
  console.log(`${file}: ${(statSync(file).size / 1e6).toFixed(1)} MB`);
}

/** @param {string} from @param {string} to @param {string[]} names */
function copy(from, to, names) {
  mkdirSync(to, {recursive: true});
  for (const name of names) copyFileSync(join(from, name), join(to, name));
}

pack('hanji', {
  description: 'Makes a folder of Korean posts into a static site that reads and searches well',
  bin: {hanji: 'bin/hanji.js'},
  files: ['bin', 'web', 'THIRD_PARTY.md', 'sbom.cdx.json'],
}, folder => {
  copy(join(root, 'node'), join(folder, 'bin'), ['hanji.js', 'server.js', 'watch.js']);
  copy(join(build, 'node'), join(folder, 'bin'), ['hanji_tool.mjs', 'hanji_tool.wasm']);
  copy(join(build, 'web'), join(folder, 'web'), readdirSync(join(build, 'web')));
  chmodSync(join(folder, 'bin/hanji.js'), 0o755);
  const all = components();
  writeFileSync(join(folder, 'THIRD_PARTY.md'), licence_list(all));
  writeFileSync(join(folder, 'sbom.cdx.json'), JSON.stringify(sbom(all, 'hanji', version), null, 1) + '\n');
});

pack('hanji-search', {
  description: 'Searches a site that hanji has made, from any page or from Node',
  exports: {'.': {types: './hanji-search.d.ts', node: './node.js', default: './hanji-search.js'}, './hanji-search.wasm': './hanji-search.wasm'},
  types: './hanji-search.d.ts',
  files: ['hanji-search.js', 'hanji-search.d.ts', 'hanji-search.wasm', 'node.js', 'THIRD_PARTY.md'],
}, folder => {
  // In a site the program lies in a folder that is named by its content; here beside the module.
  writeFileSync(join(folder, 'hanji-search.js'), readFileSync(join(build, 'web/hanji-search.js'), 'utf8').replace('{{page}}/', ''));
  copy(join(build, 'web'), folder, ['hanji-search.wasm']);
  copyFileSync(join(root, 'node/search_in_node.js'), join(folder, 'node.js'));
  execFileSync('node', [join(root, 'node_modules/typescript/bin/tsc'), join(folder, 'hanji-search.js'), '--allowJs', '--checkJs', '--declaration',
    '--emitDeclarationOnly', '--target', 'es2022', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--lib', 'es2023,dom', '--skipLibCheck'], {stdio: 'inherit'});
  writeFileSync(join(folder, 'THIRD_PARTY.md'), licence_list(components().filter(({name}) => ['emscripten', 'icu', 'libtomcrypt', 'nlohmann-json3'].includes(name))));
});
