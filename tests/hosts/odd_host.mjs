// A static host that errs in the ways that hosts do. `odd` says how, is asked anew for each request and may be changed while
// it serves: headers, redirects, lost slashes, silence, other bodies. By itself it serves a folder from the command line:
//
//   node tests/hosts/odd_host.mjs <folder> [port] ['{"headers": {"x-frame-options": "DENY"}}']

import {existsSync, readFileSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';

/**
 * @typedef {object} Odd
 * @property {string} [below] the folder's address, "/" or "/blog/"
 * @property {boolean} [cors] Access-Control-Allow-Origin: * for every file, as most static hosts send it; true unless said otherwise
 * @property {Record<string, string>} [headers] of every answer
 * @property {(path: string, query: string) => string | null | undefined} [redirect] where a request is sent on to, path with query
 * @property {number} [redirect_status] 302 unless said otherwise
 * @property {(path: string) => boolean} [silent] takes the request and never answers
 * @property {(path: string) => number | undefined} [late_ms] answers after so long
 * @property {boolean} [keeps_query] a folder without its slash is sent on with its query; true unless said otherwise
 * @property {Record<string, string>} [pages] HTML of its own, by path, before what lies in the folder
 * @property {(path: string) => {status?: number, type?: string, body?: string | Buffer} | null | undefined} [answer] something else than the file
 *
 * @typedef {{url: string, port: number, odd: Odd, asked: string[], close(): void}} OddHost asked: the paths with their queries, in order
 */

const types = /** @type {Record<string, string>} */ ({'.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.webmanifest': 'application/manifest+json', '.xml': 'application/xml'});

/** The path below the folder; a folder without its slash keeps none. @param {string} path @param {string} below */
function place_of(path, below) {
  if (!path.startsWith(below)) return null;
  const place = normalize(path.slice(below.length - 1)).replace(/^(\.\.\/)+/, '');
  return place.endsWith('/') ? `${place}index.html` : place;
}

/**
 * @param {string | null} folder @param {Odd} [odd] @param {{port?: number, tls?: {key: string | Buffer, cert: string | Buffer}}} [where]
 * @returns {Promise<OddHost>}
 */
export async function serve_oddly(folder, odd = {}, {port = 0, tls} = {}) {
  /** @type {string[]} */ const asked = [];

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  function answer(request, response) {
    const {pathname, search} = new URL(request.url ?? '/', 'http://host');
    const path = decodeURIComponent(pathname), below = odd.below ?? '/';
    asked.push(path + search);
    if (odd.silent?.(path)) return;
    const headers = {'cache-control': 'no-cache', ...(odd.cors ?? true) && {'access-control-allow-origin': '*'}, ...odd.headers};
    const send = (/** @type {number} */ status, /** @type {Record<string, string>} */ more, /** @type {string | Buffer} */ body = '') => {
      const bytes = Buffer.from(body), late = odd.late_ms?.(path) ?? 0;
      const write = () => response.writeHead(status, {...headers, 'content-length': bytes.length, ...more}).end(request.method === 'HEAD' ? undefined : bytes);
      if (late > 0) setTimeout(write, late);
      else write();
    };
    const to = odd.redirect?.(path, search);
    if (to) return send(odd.redirect_status ?? 302, {location: to});
    const own = odd.pages?.[path];
    if (own !== undefined) return send(200, {'content-type': 'text/html; charset=utf-8'}, own);
    const other = odd.answer?.(path);
    const place = folder === null ? null : path === below.slice(0, -1) ? '' : place_of(path, below);
    const file = place === null ? null : join(/** @type {string} */ (folder), place);
    const type = {'content-type': other?.type ?? types[extname(place ?? path)] ?? 'application/octet-stream'};
    if (other?.body !== undefined || other?.status !== undefined) return send(other.status ?? 200, type, other.body);
    if (file === null || !existsSync(file)) return send(404, {'content-type': 'text/plain'}, 'not found');
    if (statSync(file).isDirectory()) return send(301, {location: `${pathname}/${(odd.keeps_query ?? true) ? search : ''}`});
    send(200, type, readFileSync(file));
  }

  const server = tls ? (await import('node:https')).createServer(tls, answer) : createServer(answer);
  await new Promise(done => server.listen(port, '127.0.0.1', () => done(undefined)));
  const own_port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  return {url: `${tls ? 'https' : 'http'}://127.0.0.1:${own_port}`, port: own_port, odd, asked, close() {
    server.close();
    server.closeAllConnections();
  }};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port = '8080', odd = '{}'] = process.argv.slice(2);
  if (!folder || !existsSync(folder)) {
    console.error('node tests/hosts/odd_host.mjs <folder> [port] [odd as JSON]');
    process.exit(2);
  }
  console.log((await serve_oddly(folder, JSON.parse(odd), {port: Number(port)})).url);
}
