// What others have made and the packages hold, from cmake/dependencies.lock and package-lock.json: as a list of
// licences to read (THIRD_PARTY.md) and as CycloneDX 1.5 for programs (sbom.cdx.json). A row of the lock that is not
// told of here stops the packing.
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = process.env.HANJI_CACHE ?? join(homedir(), '.cache/hanji');

/**
 * @typedef {{name: string, version: string, licence: string, sha256?: string, integrity?: string, purl: string, text: string}} Component
 * licence: as SPDX writes it; text: of the licence
 */

/** By its name in the lock: its licence and the file that tells it. null: builds or tests, and is in no package. */
const sources = /** @type {Record<string, [string, string] | null>} */ ({
  'emscripten': ['MIT AND NCSA AND Apache-2.0 WITH LLVM-exception', 'usr/share/doc/emscripten/copyright'],
  'icu': ['Unicode-3.0', 'LICENSE'],
  'yaml-cpp': ['MIT', 'LICENSE'],
  'gumbo-parser': ['Apache-2.0', 'src/gumbo.h'],
  'md4c': ['MIT', 'LICENSE.md'],
  'nlohmann-json3': ['MIT', 'LICENSE.MIT'],
  'cli11': ['BSD-3-Clause', 'LICENSE'],
  'libstb': ['MIT OR Unlicense', 'LICENSE'],
  'libtomcrypt': ['Unlicense', 'LICENSE'],
  'imgui': ['MIT', 'LICENSE.txt'],
  'quickjs': ['MIT', 'LICENSE'],
  'zlib': ['Zlib', 'LICENSE'],
  'brotli': ['MIT', 'LICENSE'],
  'cpp-httplib': null, 'doctest': null, 'binaryen': null, 'icu-devtools': null, 'libicu76': null, 'libc6': null,
  'libstdc++6': null, 'libgcc-s1': null,
});
/** What scripts/*.js bring into the tool, and shell/posts_worker.js into the page. */
const modules = ['temml', 'highlight.js', 'fflate'];

/** The comment that a file begins with. @param {string} text */
const first_comment = text => /^\s*(?:\/\/[^\n]*\n)+|^\s*\/\*[\s\S]*?\*\//.exec(text)?.[0] ?? text;

/** @returns {Component[]} */
export function components() {
  /** @type {Component[]} */
  const found = [];
  for (const line of readFileSync(join(root, 'cmake/dependencies.lock'), 'utf8').split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    const [kind, , name, version, file, sha256] = line.split(/\s+/);
    const known = sources[name];
    if (known === undefined) throw new Error(`cmake/dependencies.lock: ${name} has no licence in node/components.mjs`);
    if (!known) continue;
    const text = readFileSync(join(cache, `${kind}s/${name}-${version}`, known[1]), 'utf8');
    found.push({name, version, licence: known[0], sha256, text: /\.h$/.test(known[1]) ? first_comment(text) : text,
      purl: `pkg:deb/debian/${encodeURIComponent(name)}@${encodeURIComponent(version)}?download=${encodeURIComponent(file)}`});
  }
  // Headers of the machine's own package.
  const told = '/usr/share/doc/libtomlplusplus-dev/copyright';
  const header = readFileSync('/usr/include/toml++/toml.h', 'utf8') + readdirSync('/usr/include/toml++').join();
  const version = [...header.matchAll(/TOML_LIB_(?:MAJOR|MINOR|PATCH)\s+(\d+)/g)].map(([, number]) => number).join('.') || '3';
  found.push({name: 'tomlplusplus', version, licence: 'MIT', text: existsSync(told) ? readFileSync(told, 'utf8') : 'MIT',
    purl: `pkg:deb/debian/tomlplusplus@${version}`});
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  for (const name of modules) {
    const {version, license, integrity} = lock.packages[`node_modules/${name}`];
    found.push({name, version, licence: license, integrity, purl: `pkg:npm/${name}@${version}`,
      text: readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8')});
  }
  return found.sort((a, b) => a.name < b.name ? -1 : 1);
}

/** CycloneDX 1.5. @param {Component[]} all @param {string} name @param {string} version */
export function sbom(all, name, version) {
  return {
    bomFormat: 'CycloneDX', specVersion: '1.5', version: 1,
    metadata: {component: {type: 'application', 'bom-ref': name, name, version, purl: `pkg:npm/${name}@${version}`, licenses: [{license: {id: 'MIT'}}]}},
    components: all.map(({name, version, licence, sha256, integrity, purl}) => ({
      type: 'library', 'bom-ref': purl, name, version, purl,
      licenses: / /.test(licence) ? [{expression: licence}] : [{license: {id: licence}}],
      ...sha256 || integrity ? {hashes: [sha256 ? {alg: 'SHA-256', content: sha256}
        : {alg: 'SHA-512', content: Buffer.from(/** @type {string} */ (integrity).replace('sha512-', ''), 'base64').toString('hex')}]} : {},
    })),
    dependencies: [{ref: name, dependsOn: all.map(({purl}) => purl)}],
  };
}

/** THIRD_PARTY.md. @param {Component[]} all */
export function licence_list(all) {
  const rows = all.map(({name, version, licence}) => `| ${name} | ${version} | ${licence} |`);
  const texts = all.map(({name, text}) => `## ${name}\n\n${text.trim().split('\n').map(line => `    ${line}`.trimEnd()).join('\n')}\n`);
  return `# What others have made, and is in this package\n\n| name | version | licence |\n|---|---|---|\n${rows.join('\n')}\n\n${texts.join('\n')}`;
}
