// The npm packages (node/pack.mjs), installed without a network into a folder of their own: the tool under Node makes
// the site of the native one to the byte and says the same, and hanji-search does what its README says. `--all`: also
// over whatever publishers' folders lie beside the repository.

import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {createServer, request} from 'node:http';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {assert, close, root, test, until} from '../browser/harness.mjs';

const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const work = mkdtempSync(join(tmpdir(), 'hanji-package-'));
process.on('exit', () => rmSync(work, {recursive: true, force: true}));

/** The two tools, each with what it remembers apart. */
const native = [join(root, 'build/native/hanji')];
const packed = [process.execPath, join(work, 'node_modules/hanji/bin/hanji.js')];
/** @param {string[]} tool */
const environment = tool => ({...process.env, XDG_CACHE_HOME: join(work, tool === native ? 'cache-native' : 'cache-packed'), HANJI_PAGE: '',
  ...tool === native ? {HANJI_PAGE: join(root, 'build/web')} : {}});

/** @param {string[]} tool @param {string} folder @param {string[]} given */
function run(tool, folder, ...given) {
  const {status, signal, stdout, stderr} = spawnSync(tool[0], [...tool.slice(1), ...given], {cwd: folder, env: environment(tool), encoding: 'utf8', maxBuffer: 1 << 28});
  const plain = (/** @type {string} */ text) => text.replaceAll(folder, '…');
  return {code: status ?? signal, out: plain(stdout), err: plain(stderr)};
}

/** What no two runs have in common. @param {string} text */
const without_times = text => text.replace(/ in \d+\.\d\d s$/gm, ' in … s').replace(/^.*  \d+\/s  \d+ s left\n/gm, '').replace(/"(seconds|micros)": ?[\d.e-]+/g, '"$1": …');

/** A folder for each tool, with the same in it. @param {string} name @param {(folder: string) => void} fill */
function twins(name, fill) {
  return [native, packed].map(tool => {
    const folder = join(work, tool === native ? 'native' : 'packed', name);
    mkdirSync(folder, {recursive: true});
    fill(folder);
    return {tool, folder};
  });
}

/** Every file with its bytes as a hash. @param {string} folder */
function files_of(folder) {
  /** @type {Record<string, string>} */
  const found = {};
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true})) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    found[relative(folder, path)] = readFileSync(path, 'base64');
  }
  return found;
}

/** @param {string} a @param {string} b */
function assert_same_files(a, b) {
  const left = files_of(a), right = files_of(b);
  assert.deepEqual(Object.keys(right).sort(), Object.keys(left).sort());
  const other = Object.keys(left).filter(name => left[name] !== right[name]);
  assert.deepEqual(other, [], 'files that are not the same');
  assert.ok(Object.keys(left).length > 0);
}

/** Both are asked; the same comes back. @param {{tool: string[], folder: string}[]} pair @param {string[]} given */
function assert_same_answer(pair, ...given) {
  const [left, right] = pair.map(({tool, folder}) => run(tool, folder, ...given));
  assert.equal(right.code, left.code, `hanji ${given.join(' ')}: ${right.err}`);
  assert.equal(without_times(right.out), without_times(left.out), `hanji ${given.join(' ')}`);
  assert.equal(without_times(right.err), without_times(left.err), `hanji ${given.join(' ')}`);
  return left;
}

await test('꾸러미: 그물 없이 깔린다', () => {
  writeFileSync(join(work, 'package.json'), '{"private": true, "type": "module"}\n');
  const files = ['hanji', 'hanji-search'].map(name => join(root, `build/${name}-${version}.tgz`));
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', '--prefix', work, ...files], {cwd: work, stdio: ['ignore', 'ignore', 'inherit']});
  const installed = JSON.parse(readFileSync(join(work, 'node_modules/hanji/package.json'), 'utf8'));
  assert.equal(installed.version, version);
  assert.ok(existsSync(join(work, 'node_modules/.bin/hanji')));
});

const folders = [['samples', join(root, 'assets/posts')], ['manual', join(root, 'assets/manual')], ['odd', join(root, 'tests/post/posts')]];
if (process.argv.includes('--all')) {
  const shared = join(root, '../shared');
  if (existsSync(join(shared, 'posts'))) folders.push(['shared', join(shared, 'posts')]);
  for (const name of existsSync(join(shared, 'publishers')) ? readdirSync(join(shared, 'publishers')) : []) folders.push([name, join(shared, 'publishers', name)]);
}
/** @type {Record<string, {tool: string[], folder: string}[]>} */
const built = {};
for (const [name, posts] of folders) {
  await test(`꾸러미: 같은 글에서 한 바이트도 다르지 않은 사이트를 만든다 (${name})`, () => {
    const pair = built[name] = twins(name, folder => cpSync(posts, join(folder, 'posts'), {recursive: true, preserveTimestamps: true}));
    assert.equal(assert_same_answer(pair, 'build', 'posts', '--out', 'site', '--report', 'report.json').code, 0);
    const [left, right] = pair.map(({folder}) => folder);
    assert_same_files(join(left, 'site'), join(right, 'site'));
    const reports = pair.map(({folder}) => without_times(readFileSync(join(folder, 'report.json'), 'utf8').replaceAll(folder, '…')));
    assert.equal(reports[1], reports[0]);
  });
}

await test('꾸러미: 눌러 둔 파일도, 찾기만 하는 사이트도, 주소를 아는 사이트도 같다', () => {
  for (const options of [['--search-only', '--precompress'], ['--jobs', '5', '--fresh', '--drafts', '--future', '--title', '한 글자', '--base-url', 'https://example.org/blog/']]) {
    assert.equal(assert_same_answer(built.samples, 'build', 'posts', '--out', 'other', ...options).code, 0);
    assert_same_files(join(built.samples[0].folder, 'other'), join(built.samples[1].folder, 'other'));
    for (const {folder} of built.samples) rmSync(join(folder, 'other'), {recursive: true});
  }
});

await test('꾸러미: 때는 글쓴이의 시간대로 적힌다', () => {
  const post = '---\ntitle: 때\ndate: 2019-03-10T15:30:00Z\n---\n글\n', old = '---\ntitle: 옛날\ndate: 1988-06-01T15:30:00Z\n---\n글\n';
  for (const [i, zone] of ['Asia/Seoul', 'Etc/GMT+9', 'asia/seoul', 'None/Such'].entries()) {
    const pair = twins(`zone-${i}`, folder => {
      mkdirSync(join(folder, '_posts'));
      writeFileSync(join(folder, '_posts/2019-03-10-a.md'), post);
      writeFileSync(join(folder, '_posts/1988-06-01-b.md'), old);
      writeFileSync(join(folder, '_config.yml'), `title: 때\nurl: https://example.org\ntimezone: ${zone}\n`);
    });
    assert_same_answer(pair, 'build', '.', '--out', '../zone-site');
    assert_same_files(join(pair[0].folder, '../zone-site'), join(pair[1].folder, '../zone-site'));
  }
});

await test('꾸러미: 한 글이 바뀌면 나머지 파일은 제 때를 지킨다', () => {
  const times = built.samples.map(({tool, folder}) => {
    const kept = join(folder, 'site/icon.svg');
    const before = statSync(kept, {bigint: true}).mtimeNs;
    appendFileSync(join(folder, 'posts/_posts', readdirSync(join(folder, 'posts/_posts')).sort()[0]), '\n덧붙인 말.\n');
    assert.equal(run(tool, folder, 'build', 'posts', '--out', 'site', '--quiet').code, 0);
    return statSync(kept, {bigint: true}).mtimeNs - before;
  });
  assert.deepEqual(times, [0n, 0n]);
  assert_same_files(join(built.samples[0].folder, 'site'), join(built.samples[1].folder, 'site'));
});

await test('꾸러미: 하는 말과 끝내는 수가 같다', () => {
  for (const {folder} of built.samples) {
    writeFileSync(join(folder, 'queries.jsonl'), ['바다', 'ㅂㄷ', '"한글은"', '세종 -소금', '없는낱말이다'].map((query, id) => JSON.stringify({id, query})).join('\n'));
    cpSync(join(folder, 'site'), join(folder, 'damaged'), {recursive: true});
    writeFileSync(join(folder, 'damaged/bundle/bundle.json'), '{}');
    cpSync(join(folder, 'site'), join(folder, 'short'), {recursive: true});
    const bundle = join(folder, 'short/bundle'), shard = readdirSync(bundle).find(name => name.startsWith('articles-'));
    writeFileSync(join(bundle, String(shard)), '짧다');
    writeFileSync(join(folder, 'file'), '글');
    mkdirSync(join(folder, 'empty'));
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full/mine.txt'), '내 것');
    mkdirSync(join(folder, 'dead'));
    symlinkSync('nowhere', join(folder, 'dead/a.md'));
  }
  const post = readdirSync(join(built.samples[0].folder, 'posts/_posts')).sort()[1];
  for (const given of [
    [], ['--help'], ['--version'], ['build', '--help'], ['preview', '--help'], ['serve', '--help'], ['search', '--help'], ['show', '--help'], ['check', '--help'],
    ['bild'], ['build'], ['build', 'posts'], ['build', 'posts', '--ot', 'site'], ['build', 'posts', '--out', 'site', '--jobs', 'x'], ['serve', 'site', '--port', '70000'],
    ['build', 'nowhere', '--out', 'x'], ['build', 'file', '--out', 'x'], ['build', 'empty', '--out', 'x'], ['build', 'posts', '--out', 'full'], ['build', 'posts', '--out', 'posts'],
    ['build', 'posts', '--out', 'file/x'], ['build', 'posts', '--out', 'strict', '--strict'], ['build', 'posts', '--out', 'site', '--page', 'nowhere'], ['build', 'dead', '--out', 'x'],
    ['build', 'posts', '--out', `${'ㄱ'.repeat(200)}`], ['build', 'posts', '--out', 'x', '--report', 'none/report.json'],
    ['check', 'site'], ['check', 'damaged'], ['check', 'short'], ['check', 'nowhere'], ['check', 'site', '--all'],
    ['search', 'site', '바다'], ['search', 'site', '바다', '--json'], ['search', 'site', '바다', '--no-recency', '--limit', '3'], ['search', 'site', '없는낱말이다'], ['search', 'site'],
    ['search', 'short', '바다'], ['search', 'nowhere', '바다'], ['search', 'site', '--batch', 'queries.jsonl'], ['search', 'site', '--batch', 'file'],
    ['show', `posts/_posts/${post}`], ['show', `posts/_posts/${post}`, '--json'], ['show', 'nowhere.md'], ['show', 'posts'], ['preview', 'nowhere'], ['preview', 'posts', '--host', '203.0.113.1'], ['preview', 'posts', '--port', '70000'], ['serve', 'nowhere'], ['serve', 'site', '--host', '203.0.113.1'],
  ]) assert_same_answer(built.samples, ...given);
});

await test('꾸러미: 쓸 자리가 없으면 그렇다고 하고, 앞의 사이트는 그대로 있다', () => {
  const [left, right] = built.samples.map(({tool, folder}) => {
    cpSync(join(folder, 'site'), join(folder, 'tight'), {recursive: true});
    for (const name of readdirSync(join(folder, 'tight'))) if (name.startsWith('page-')) rmSync(join(folder, 'tight', name), {recursive: true});  // what could be carried over
    const before = files_of(join(folder, 'tight'));
    const {status, stdout, stderr} = spawnSync('bash', ['-c', `ulimit -f 40; exec "$@"`, 'bash', ...tool, 'build', 'posts', '--out', 'tight', '--fresh', '--jobs', '1'], {cwd: folder, env: environment(tool), encoding: 'utf8'});
    assert.deepEqual(files_of(join(folder, 'tight')), before);
    return {status, said: without_times(stdout + stderr).replaceAll(folder, '…').replace(/partial-\d+/g, 'partial-…')};
  });
  assert.deepEqual(right, left);
  assert.equal(left.status, 3);
});

await test('꾸러미: 도중에 Ctrl+C로 끊으면 앞의 사이트가 그대로 있고, 다음에 찌꺼기를 치운다', async () => {
  const [{tool, folder}] = twins('stopped', folder => {
    mkdirSync(join(folder, 'posts'));
    for (let i = 0; i < 3000; i++) writeFileSync(join(folder, `posts/p${i}.md`), `---\ntitle: 글 ${i}\n---\n${'달이 지구를 당긴다. '.repeat(40)}\n`);
  }).slice(1);
  mkdirSync(join(folder, 'few'));
  writeFileSync(join(folder, 'few/a.md'), '# 하나\n');
  assert.equal(run(tool, folder, 'build', 'few', '--out', 'site').code, 0);
  const before = files_of(join(folder, 'site'));
  const child = spawn(tool[0], [...tool.slice(1), 'build', 'posts', '--out', 'site', '--fresh'], {cwd: folder, env: environment(tool), stdio: 'ignore'});
  const ended = new Promise(done => child.on('exit', (code, signal) => done(signal ?? code)));
  await until(() => readdirSync(folder).some(name => name.startsWith('site.partial-')), 'it has begun to write');
  child.kill('SIGINT');
  assert.equal(await ended, 'SIGINT');
  assert.deepEqual(files_of(join(folder, 'site')), before);
  assert.equal(run(tool, folder, 'build', 'few', '--out', 'site').code, 0);
  assert.deepEqual(readdirSync(folder).filter(name => name.includes('partial')), []);
});

await test('꾸러미: 터미널에는 움직이는 줄을, 대롱에는 줄글을 보낸다', () => {
  const [left, right] = built.samples.map(({tool, folder}) => execFileSync('script', ['-qefc', [...tool, 'search', 'site', '바다', '--limit', '1'].map(each => `'${each}'`).join(' '), '/dev/null'],
    {cwd: folder, env: environment(tool), encoding: 'utf8'}));
  assert.equal(right, left);
  assert.match(right, /\x1b\[1m/);
});

/** @param {string[]} tool @param {string} folder @param {string[]} words of the command */
async function served(tool, folder, ...words) {
  const child = spawn(tool[0], [...tool.slice(1), ...words.length > 0 ? words : ['serve', 'site'], '--port', '0'], {cwd: folder, env: environment(tool), stdio: ['ignore', 'pipe', 'ignore']});
  let said = '';
  child.stdout.on('data', data => said += data);
  await until(() => /:\d+\/ /.test(said), 'it serves');
  const port = Number(/:(\d+)\/ /.exec(said)?.[1]);
  return {child, port, said: said.replace(String(port), 'PORT')};
}
/** @param {number} port @param {string} method @param {string} path @param {Record<string, string>} headers */
const asked = (port, method, path, headers) => new Promise((done, fail) => request({host: '127.0.0.1', port, method, path, headers}, answer => {
  /** @type {Buffer[]} */
  const parts = [];
  answer.on('data', part => parts.push(part));
  answer.on('end', () => {
    const {date, connection, 'keep-alive': kept, ...told} = answer.headers;
    done({status: answer.statusCode, told, body: Buffer.concat(parts).toString('base64')});
  });
}).on('error', fail).end());

await test('꾸러미: 미리보기는 고친 글을 따라가고, 두 도구가 같은 누리집을 보인다', async () => {
  const posts = twins('previewed', folder => cpSync(join(root, 'assets/posts'), join(folder, 'posts'), {recursive: true}));
  const both = await Promise.all(posts.map(async ({tool, folder}) => ({folder, ...await served(tool, folder, 'preview', 'posts', '--title', '미리보기')})));
  try {
    const [post] = readdirSync(join(posts[0].folder, 'posts/_posts'));
    for (const change of [
      (/** @type {string} */ folder) => appendFileSync(join(folder, 'posts/_posts', post), '\n덧붙인 말이다.\n'),
      (/** @type {string} */ folder) => { mkdirSync(join(folder, 'posts/_posts/새')); writeFileSync(join(folder, 'posts/_posts/새/2024-01-01-new.md'), '---\ntitle: 새 글\n---\n새 본문이다.\n'); },
      (/** @type {string} */ folder) => writeFileSync(join(folder, 'posts/_posts/새/2024-01-01-new.md'), '---\ntitle: 고친 글\n---\n고친 본문이다.\n'),
      (/** @type {string} */ folder) => rmSync(join(folder, 'posts/_posts/새'), {recursive: true}),
    ]) {
      const lists = () => Promise.all(both.map(async ({port}) => (await asked(port, 'GET', '/files.json', {})).body));
      const before = await lists();
      for (const {folder} of both) change(folder);
      let now = before;
      await until(async () => (now = await lists()).every((list, i) => list !== before[i]), 'both to follow');
      assert.equal(now[1], now[0]);
      const {files} = JSON.parse(Buffer.from(now[0], 'base64').toString());
      for (const {file} of files.filter((/** @type {any} */ _, /** @type {number} */ i) => i % 9 === 0)) {
        const path = `/${file.split('/').map(encodeURIComponent).join('/')}`;
        const [left, right] = await Promise.all(both.map(({port}) => asked(port, 'GET', path, {})));
        assert.deepEqual(right, left, file);
      }
    }
  } finally {
    for (const {child} of both) child.kill();
  }
});

await test('꾸러미: 띄운 사이트는 같은 물음에 같은 답을 한다', async () => {
  // One site, so that times of files are the same.
  const [left, right] = await Promise.all(built.samples.map(({tool}) => served(tool, built.samples[0].folder)));
  try {
    assert.equal(right.said, left.said);
    const site = join(built.samples[0].folder, 'site');
    const names = readdirSync(site, {recursive: true, withFileTypes: true}).filter(entry => entry.isFile())
      .map(entry => relative(site, join(entry.parentPath ?? entry.path, entry.name)).split('/').map(encodeURIComponent).join('/'));
    /** @type {[string, string, Record<string, string>][]} */
    const questions = [...names.filter((_, i) => i % 7 === 0).map(name => /** @type {[string, string, Record<string, string>]} */ (['GET', `/${name}`, {}])),
      ['GET', '/', {}], ['HEAD', '/', {}], ['GET', '/a', {}], ['GET', '/none', {}], ['HEAD', '/none', {}], ['POST', '/', {}], ['GET', '/../posts', {}], ['GET', '/%2e%2e/posts/_config.yml', {}],
      ['GET', '/index.html?x=1', {}], ['GET', '/embed.js', {}], ['GET', '/%00', {}], ['GET', '/a%5Cb', {}], ['GET', '/bundle/', {}],
      ['GET', '/index.html', {'accept-encoding': 'gzip, br'}], ['GET', '/index.html', {'accept-encoding': 'gzip'}], ['HEAD', '/index.html', {'accept-encoding': 'br'}],
      ['GET', '/index.html', {range: 'bytes=2-5', 'accept-encoding': 'gzip'}], ['GET', '/index.html', {range: 'bytes=-4'}], ['GET', '/index.html', {range: 'bytes=9-'}], ['GET', '/index.html', {range: 'bytes=90000000-'}],
      ['GET', '/index.html', {range: 'bytes=2-5', 'if-range': '"other"'}], ['GET', '/index.html', {'if-none-match': '*'}], ['GET', '/none', {range: 'bytes=2-5'}]];
    for (const [method, path, headers] of questions)
      assert.deepEqual(await asked(right.port, method, path, headers), await asked(left.port, method, path, headers), `${method} ${path} ${JSON.stringify(headers)}`);
  } finally {
    left.child.kill();
    right.child.kill();
  }
});

await test('꾸러미: 설명서에 적힌 GitHub의 일은 적힌 대로 사이트를 만든다', () => {
  const workflow = /```yaml\n([^]*?)```/.exec(readFileSync(join(root, 'assets/manual/_posts/hosting.md'), 'utf8'))?.[1] ?? '';
  const lines = [...workflow.matchAll(/^ *- run: (.*)$/gm)].map(found => found[1]), folder = mkdtempSync(join(tmpdir(), 'hanji-published-'));  // where npm knows of no other package
  assert.ok(lines.length > 0 && workflow.includes(`hanji-${version}.tgz`), workflow);
  mkdirSync(join(folder, 'tools'), {recursive: true});
  cpSync(join(root, `build/hanji-${version}.tgz`), join(folder, `tools/hanji-${version}.tgz`));
  cpSync(join(root, 'assets/posts'), join(folder, 'posts'), {recursive: true});
  for (const line of lines) execFileSync('sh', ['-ec', line], {cwd: folder, env: {...environment(packed), npm_config_offline: 'true', npm_config_cache: join(work, 'npx')}, stdio: ['ignore', 'ignore', 'pipe']});
  assert.ok(existsSync(join(folder, 'site/index.html')));
  rmSync(folder, {recursive: true});
});

await test('꾸러미: GitHub의 한 걸음은 가진 도구로도, 내놓은 도구를 받아서도 사이트를 만들고, 탈이 나면 멈춘다', async () => {
  const action = readFileSync(join(root, '.github/actions/build/action.yml'), 'utf8');
  const script = (/^      run: \|\n([^]*)/m.exec(action)?.[1] ?? '').replace(/^ {8}/gm, ''), folder = mkdtempSync(join(tmpdir(), 'hanji-step-'));
  const inputs = [...action.matchAll(/^ {8}([A-Z]+): \$\{\{ inputs\.(\w+) \}\}$/gm)].map(found => found[2]);
  assert.deepEqual(inputs.sort(), [...(/^inputs:\n([^]*?)^runs:/m.exec(action)?.[1] ?? '').matchAll(/^ {2}(\w+):$/gm)].map(found => found[1]).sort(), 'each input reaches the script');
  mkdirSync(join(folder, 'tools'));
  cpSync(join(root, `build/hanji-${version}.tgz`), join(folder, 'tools/hanji.tgz'));
  cpSync(join(root, 'assets/posts'), join(folder, 'the posts'), {recursive: true});
  const releases = createServer((asked, answer) => asked.url === `/v${version}/hanji-${version}.tgz` ? answer.end(readFileSync(join(folder, 'tools/hanji.tgz'))) : answer.writeHead(404).end());
  await new Promise(listening => releases.listen(0, '127.0.0.1', () => listening(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (releases.address());
  const step = (/** @type {Record<string, string>} */ given) => new Promise(done => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {cwd: folder, stdio: 'ignore', env: {...environment(packed), npm_config_offline: 'true', npm_config_cache: join(work, 'npx'),
      RUNNER_TEMP: folder, RELEASES: `http://127.0.0.1:${address.port}`, REF: `v${version}`, POSTS: 'the posts', OUT: 'site', TOOL: '', ARGUMENTS: '', ...given}});
    child.on('exit', done);
  });
  assert.equal(await step({TOOL: 'tools/hanji.tgz', ARGUMENTS: '--quiet  --title 가판'}), 0);
  assert.match(readFileSync(join(folder, 'site/index.html'), 'utf8'), /<title>가판/);
  assert.equal(await step({OUT: 'other'}), 0);
  assert.ok(existsSync(join(folder, 'other/index.html')));
  assert.notEqual(await step({OUT: 'none', REF: 'v0.0.0'}), 0);
  assert.equal(await step({OUT: 'none', POSTS: 'no such folder'}), 3);
  assert.ok(!existsSync(join(folder, 'none')));
  releases.close();
  rmSync(folder, {recursive: true});
});

await test('cmake --install: 도구는 제자리에서 읽는 쪽을 찾는다', () => {
  const prefix = join(work, 'installed');
  execFileSync('cmake', ['--install', join(root, 'build/native'), '--prefix', prefix], {stdio: 'ignore'});
  const {HANJI_PAGE, ...others} = environment(native);
  execFileSync(join(prefix, 'bin/hanji'), ['build', join(root, 'assets/posts'), '--out', join(work, 'by-installed'), '--quiet'], {env: others, stdio: ['ignore', 'ignore', 'ignore']});
  assert.ok(existsSync(join(work, 'by-installed/index.html')));
});

await test('꾸러미: 주소를 보라고 하면 할 수 없다고, 무엇을 하면 되는지 말한다', () => {
  const {code, err} = run(packed, work, 'check', 'http://127.0.0.1:9/');
  assert.equal(code, 3);
  assert.match(err, /^http:\/\/127\.0\.0\.1:9\/: error: .*native/);
});

await test('꾸러미: 무엇이 들었는지를 사람과 프로그램에게 말한다', () => {
  const folder = join(work, 'node_modules/hanji');
  const bom = JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8')), list = readFileSync(join(folder, 'THIRD_PARTY.md'), 'utf8');
  assert.equal(bom.bomFormat, 'CycloneDX');
  assert.equal(bom.specVersion, '1.5');
  const refs = new Set(bom.components.map((/** @type {any} */ each) => each['bom-ref']));
  assert.equal(refs.size, bom.components.length);
  assert.deepEqual(new Set(bom.dependencies[0].dependsOn), refs);
  for (const {name, version, purl, licenses, hashes = []} of bom.components) {
    assert.match(purl, /^pkg:(deb|npm)\//);
    assert.ok(licenses[0].expression || licenses[0].license.id, name);
    for (const {alg, content} of hashes) assert.match(content, alg === 'SHA-256' ? /^[0-9a-f]{64}$/ : /^[0-9a-f]{128}$/);
    assert.ok(list.includes(`| ${name} | ${version} |`) && list.includes(`\n## ${name}\n`), name);
  }
});

await test('hanji-search 꾸러미: README의 보기를 그대로 돌리면 찾는다', () => {
  const example = /```js\n([\s\S]*?)```/.exec(readFileSync(join(work, 'node_modules/hanji-search/README.md'), 'utf8'))?.[1] ?? '';
  const folder = join(work, 'searching');
  mkdirSync(folder);
  symlinkSync(join(built.samples[1].folder, 'site'), join(folder, 'site'));
  writeFileSync(join(folder, 'example.mjs'), example);
  const said = execFileSync(process.execPath, ['example.mjs'], {cwd: folder, encoding: 'utf8'}).trim().split('\n');
  const first = JSON.parse(run(packed, folder, 'search', 'site', '바다', '--json').out.split('\n')[0]);
  assert.ok(said[0].startsWith(`${first.title} `) && said[0].endsWith(first.page));
  assert.match(said.join('\n'), /\n\d+ \[/);
});

await test('hanji-search 꾸러미: 형이 함께 간다', () => {
  writeFileSync(join(work, 'typed.mts'), `import {open} from 'hanji-search';
const search = await open('./site');
const title: string = (await search.search('바다', {limit: 3})).hits[0].title;
// @ts-expect-error
await search.search(3);
console.log(title);
`);
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--moduleResolution', 'nodenext',
    '--types', 'node', '--typeRoots', join(root, 'node_modules/@types'), join(work, 'typed.mts')], {stdio: 'inherit'});
});

close();
