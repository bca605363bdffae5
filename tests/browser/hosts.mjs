// Sites on other people's servers: the manual's own example for nginx as it stands there, and the plainest one of Python's.

import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, request} from 'node:http';
import {join} from 'node:path';
import {brotliDecompressSync, gunzipSync} from 'node:zlib';
import {serve_oddly} from '../hosts/odd_host.mjs';
import {assert, root, run_tool, skip, test, tool, until} from './harness.mjs';

/** @typedef {import('../hosts/odd_host.mjs').Odd} Odd */

const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find(existsSync);
const brotli = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** @returns {Promise<number>} a port that is free */
const free_port = () => new Promise(done => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close(() => done(port));
  });
});

/** One answer as it comes over the wire. @param {string} url @param {Record<string, string>} [headers] @returns {Promise<{status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer}>} */
const ask = (url, headers = {}) => new Promise((done, fail) => {
  request(url, {headers}, response => {
    /** @type {Buffer[]} */ const parts = [];
    response.on('data', part => parts.push(part));
    response.on('end', () => done({status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts)}));
  }).on('error', fail).end();
});

/** Serves until `story` is done. @param {string[]} command @param {string} url @param {() => Promise<void>} story */
async function while_serving(command, url, story) {
  const [program, ...words] = command;
  const server = spawn(program ?? '', words, {stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  server.stderr.on('data', data => said += data);
  try {
    await until(() => {
      if (server.exitCode !== null) throw new Error(`${program} ended: ${said}`);
      return ask(url).then(() => true, () => false);
    }, `${program} to answer`);
    await story();
  } finally {
    const ended = new Promise(done => server.once('exit', done));
    if (server.exitCode === null && server.kill()) await ended;
  }
}

/** What `hanji check` finds there. @param {string} url @param {string[]} more @returns {Promise<{code: number | null, found: string[]}>} found: "error missing" */
const look_at = (url, ...more) => new Promise((done, fail) => {
  const child = spawn(tool, ['check', url, '--json', ...more], {stdio: ['ignore', 'pipe', 'inherit']});
  let said = '';
  child.stdout.on('data', data => said += data);
  child.on('error', fail);
  child.on('close', code => done({code, found: said.split('\n').filter(Boolean).map(line => JSON.parse(line)).map(({severity, code: name}) => `${severity} ${name}`)}));
});

/** Every file below. @param {string} folder @returns {string[]} */
const files_of = folder => readdirSync(folder, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
  .map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));

/** @param {string} path */
const address = path => path.split('/').map(encodeURIComponent).join('/');

/** @param {string} folder where to work */
export async function host_stories(folder) {
  const public_folder = join(folder, 'public'), site = join(public_folder, 'blog');
  await run_tool('build', join(root, 'assets/posts'), '--out', site, '--precompress', '--quiet');

  if (!nginx) skip('hosts: nginx', 'nginx is not here');
  else await test('hosts: nginx: 설명서의 본보기 그대로 종류, 줄인 것, 기억할 동안, 404가 맞다', async () => {
    const manual = readFileSync(join(root, 'assets/manual/_posts/hosting.md'), 'utf8');
    const example = /```nginx\n([^]*?)```/.exec(manual)?.[1] ?? '';
    const port = await free_port(), has_brotli = existsSync(brotli);
    const filled = example.replace('listen 80;', `listen 127.0.0.1:${port};`).replace('root /var/www;', `root ${public_folder};`)
      .replace('# brotli_static on;', has_brotli ? 'brotli_static on;' : '');
    assert.notEqual(filled, example);
    const place = join(folder, 'nginx');
    mkdirSync(place, {recursive: true});
    const rooms = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(name => `${name}_temp_path ${place}/${name};`).join('\n');
    writeFileSync(join(place, 'nginx.conf'), `${has_brotli ? `load_module ${brotli};` : ''}
daemon off; pid ${place}/pid; error_log stderr; ${process.getuid?.() === 0 ? 'user root;' : ''}
events {}
http { access_log off; ${rooms}
${filled}}
`);
    const url = `http://127.0.0.1:${port}`;
    await while_serving([nginx, '-p', place, '-c', join(place, 'nginx.conf')], url, async () => {
      /** @type {Record<string, RegExp>} */
      const types = {html: /^text\/html; charset=utf-8$/, js: /^(text|application)\/javascript/, css: /^text\/css/, json: /^application\/json/, wasm: /^application\/wasm$/,
        webmanifest: /^application\/manifest\+json/, svg: /^image\/svg\+xml/, png: /^image\/png$/, jpg: /^image\/jpeg$/, bin: /^application\/octet-stream$/};
      let packed = 0;
      for (const name of files_of(site)) {
        if (/\.(gz|br)$/.test(name)) continue;
        const file = readFileSync(join(site, name)), path = `${url}/blog/${address(name)}`;
        const plain = await ask(path);
        assert.equal(plain.status, 200, name);
        assert.ok(plain.body.equals(file), name);
        const type = types[name.split('.').pop() ?? ''];
        if (type) assert.match(plain.headers['content-type'] ?? '', type, name);
        const forever = /^(bundle\/.*\.bin|bundle\/files-|media\/|page-)/.test(name);
        assert.equal(plain.headers['cache-control'], forever ? 'public, max-age=31536000, immutable' : 'no-cache', name);
        if (name !== 'embed.js') assert.equal(plain.headers['x-content-type-options'], 'nosniff', name);
        assert.ok(plain.headers.etag, name);
        assert.equal((await ask(path, {'If-None-Match': plain.headers.etag})).status, 304, name);
        for (const [coding, ending, unpack] of /** @type {[string, string, (bytes: Buffer) => Buffer][]} */ ([['gzip', '.gz', gunzipSync], ['br', '.br', brotliDecompressSync]])) {
          if (!existsSync(join(site, name + ending)) || (coding === 'br' && !has_brotli)) continue;
          const answer = await ask(path, {'Accept-Encoding': coding});
          assert.equal(answer.headers['content-encoding'], coding, name);
          assert.equal(answer.headers.vary, 'Accept-Encoding', name);
          assert.equal(answer.headers['content-type'], plain.headers['content-type'], name);
          assert.ok(answer.body.equals(readFileSync(join(site, name + ending))) && unpack(answer.body).equals(file), name);
          packed += 1;
        }
      }
      assert.ok(packed > 20);
      const page = readFileSync(join(site, 'a/2024-09-29-salt.html'));
      assert.ok((await ask(`${url}/blog/a/2024-09-29-salt`)).body.equals(page), 'without its .html');
      assert.ok((await ask(`${url}/blog/`)).body.equals(readFileSync(join(site, 'index.html'))));
      assert.equal((await ask(`${url}/blog`)).status, 301);
      assert.equal((await ask(`${url}/blog/embed.js`)).headers['access-control-allow-origin'], '*');
      for (const path of ['/blog/a/none', '/blog/page-0123456789abcdef/none.js', '/blog/bundle/none.bin', '/none']) {
        const missing = await ask(url + path);
        assert.equal(missing.status, 404, path);
        assert.ok(missing.body.equals(readFileSync(join(site, '404.html'))), path);
        assert.equal(missing.headers['cache-control'], 'no-cache', path);
      }
      assert.deepEqual(await look_at(`${url}/blog`, '--all'), {code: 0, found: ['note no_cors']});
    });
  });

  await test('hosts: python3 -m http.server: 페이지와 그 고리, 글 묶음이 모두 열린다', async () => {
    const port = await free_port(), url = `http://127.0.0.1:${port}`;
    await while_serving(['python3', '-m', 'http.server', String(port), '--bind', '127.0.0.1', '--directory', public_folder], url, async () => {
      const page = `${url}/blog/a/2024-09-29-salt.html`, answer = await ask(page);
      assert.equal(answer.status, 200);
      const links = [...answer.body.toString().matchAll(/ (?:href|src)="([^"]*)"/g)].map(([, link]) => new URL((link ?? '').replaceAll('&amp;', '&'), page))
        .filter(link => link.origin === url);
      assert.ok(links.length > 5);
      for (const link of links) assert.equal((await ask(link.href)).status, 200, link.href);
      const bundle = await ask(`${url}/blog/bundle/bundle.json`);
      assert.equal(bundle.status, 200);
      assert.ok(JSON.parse(bundle.body.toString()).articles > 0);
      const {code, found} = await look_at(`${url}/blog/`);
      assert.equal(code, 0);
      assert.ok(found.every(name => name.startsWith('note ')), found.join());
    });
  });

  await test('hosts: hanji serve: 제가 살펴도 탈이 없다', async () => {
    const port = await free_port(), url = `http://127.0.0.1:${port}`;
    await while_serving([tool, 'serve', site, '--port', String(port)], url, async () => {
      assert.deepEqual(await look_at(url, '--all'), {code: 0, found: ['note no_cors']});
    });
  });

  await test('hosts: hanji check는 이상한 곳마다 무엇이 이상한지 말한다', async () => {
    /** The site's file of an address without its ending. @param {string} path */
    const without_ending = path => !path.endsWith('/') && existsSync(join(site, `${path}.html`)) ? {type: 'text/html; charset=utf-8', body: readFileSync(join(site, `${path}.html`))} : null;
    /** @param {string} path */
    const bare = path => path.replace(/\.html$/, '');
    for (const [name, code, odd] of /** @type {[string, number, Odd][]} */ ([
      ['warning kept_too_long', 0, {headers: {'cache-control': 'public, max-age=31536000'}}],
      ['note no_store', 0, {headers: {'cache-control': 'no-store'}}],
      ['note no_frames', 0, {headers: {'x-frame-options': 'SAMEORIGIN'}}],
      ['error policy', 3, {headers: {'content-security-policy': "default-src 'self'"}}],
      ['note no_cors', 0, {cors: false}],
      ['error wrong_type', 3, {answer: path => /\.js$/.test(path) && existsSync(join(site, path)) ? {type: 'text/plain', body: readFileSync(join(site, path))} : null}],
      ['note html_stripped', 0, {redirect: path => /\.html$/.test(path) ? encodeURI(path.replace(/(index)?\.html$/, '')) : null, redirect_status: 308, answer: without_ending}],
      ['note slash_added', 0, {redirect: path => path.startsWith('/a/') && !path.endsWith('/') && existsSync(join(site, `${bare(path)}.html`)) ? encodeURI(`${bare(path)}/`) : null,
        answer: path => path.startsWith('/a/') && path.endsWith('/') ? without_ending(path.slice(0, -1)) : null}],
      ['warning soft_404', 0, {answer: path => existsSync(join(site, path)) ? null : {type: 'text/html', body: readFileSync(join(site, 'index.html'))}}],
      ['error leads_away', 3, {redirect: path => path.startsWith('/bundle/search') ? `https://elsewhere.example${path}` : null}],
      ['error redirect_loop', 3, {redirect: path => path === '/' ? '/' : null}],
      ['error silent', 3, {silent: path => path === '/build.json'}],
      ['error not_hanji', 3, {below: '/elsewhere/', pages: {'/': '<!doctype html><title>다른 집</title>'}}],
    ])) {
      const host = await serve_oddly(site, odd);
      try {
        const seen = await look_at(host.url, '--timeout', '2');
        assert.ok(seen.found.includes(name), `${name}: ${seen.found.join()}`);
        assert.equal(seen.code, code, `${name}: ${seen.found.join()}`);
      } finally {
        host.close();
      }
    }
  });
  rmSync(public_folder, {recursive: true});
}
