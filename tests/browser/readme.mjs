// README.md, taken at its word: each example is run as it stands there, and README.ko.md has the same.
/// <reference path="./page.d.ts" />

import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {assert, root, serve, test, until} from './harness.mjs';

/** @param {string} file */
const read = file => readFileSync(join(root, file), 'utf8');

/** Its fenced blocks, in order. @param {string} text @returns {{language: string, code: string}[]} */
const blocks_of = text => [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, code]) => ({language, code}));

/** What two languages of one page have in common: depth of headings, blocks, lists, rows of tables, where links go. @param {string} text */
const structure_of = text => [...text.replace(/^(```[\s\S]*?)^```$/gm, '```').split('\n').flatMap(line =>
  /^(#+|```|- |<picture>)/.exec(line)?.[1] ?? (line.startsWith('|') ? [`| ${line.split('|').length}`] : [])),
  ...[...text.replaceAll(/README(\.ko)?\.md/g, 'README').matchAll(/\]\(([^)]*)\)/g)].map(([, to]) => to)];

/** @param {string} folder @param {string} command @param {(said: string) => boolean} [enough] stops it there @returns {Promise<void>} */
function run(folder, command, enough) {
  return new Promise((done, fail) => {
    const child = spawn('bash', ['-c', `exec ${command}`], {cwd: folder, stdio: ['ignore', 'pipe', 'inherit']});
    let said = '', stopped = false;
    child.stdout.on('data', data => {
      said += data;
      if (enough?.(said)) { stopped = true; child.kill(); }
    });
    child.on('error', fail);
    child.on('close', code => code === 0 || stopped ? done() : fail(new Error(`${command}: exit ${code}`)));
  });
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{folder: string, url: string}} samples
 */
export async function readme_stories(browser, samples) {
  const english = read('README.md'), blocks = blocks_of(english);
  const commands = blocks.filter(({language}) => language === 'sh').flatMap(({code}) => code.split('\n')).map(line => line.split('#')[0].trim());
  const [article, field] = blocks.filter(({language}) => language === 'html').map(({code}) => code);
  const folder = mkdtempSync(join(samples.folder, '../readme-'));
  for (const name of ['build', 'assets']) symlinkSync(join(root, name), join(folder, name));

  await test('README: 한국어판은 같은 짜임새와 같은 보기를 갖는다', () => {
    const korean = read('README.ko.md');
    assert.deepEqual(structure_of(korean), structure_of(english));
    assert.deepEqual(blocks_of(korean), blocks);
  });

  await test('README: 적힌 명령대로 사이트를 만들고, 낱낱이 확인하고, 띄운다', async () => {
    const builds = commands.filter(command => command.startsWith('build/native/hanji build'));
    assert.equal(builds.length, 2);
    for (const command of builds) await run(folder, command);
    await run(folder, 'build/native/hanji check site');
    const [previewing] = commands.filter(command => command.startsWith('build/native/hanji preview'));
    await run(folder, `${previewing} --port 0`, said => /http:\/\/127\.0\.0\.1:\d+\//.test(said));
    const [serving] = commands.filter(command => command.startsWith('build/native/hanji serve'));
    await run(folder, `${serving} --port 0`, said => /http:\/\/127\.0\.0\.1:\d+\//.test(said));
  });

  await test('설명서: 경고 없이 지어진다', () => run(folder, 'build/native/hanji build assets/manual --out manual --strict'));

  await test('README: 끼워 넣은 글이 남의 페이지에서 열린다', async () => {
    const host = await serve(null, path => path === '/index.html' ? {body: article.replaceAll('https://example.org/site/', `${samples.url}/`), type: 'text/html'} : null);
    const page = await browser.newPage();
    await page.goto(host.url);
    const frame = /** @type {import('playwright-core').Frame} */ (await until(() => page.frames().find(each => each.url().includes('embed')), 'the frame'));
    await frame.locator('#text h1, #text .title').first().filter({hasText: '밀물'}).waitFor({state: 'attached'});
    await until(() => page.locator('hanji-reader').evaluate(element => element.getBoundingClientRect().height > 1000), 'the element to be as high as the article');
    await page.close();
    host.close();
  });

  await test('README: 자기 페이지의 검색창이 글을 찾는다', async () => {
    mkdirSync(join(folder, 'host'));
    symlinkSync(join(folder, 'search'), join(folder, 'host/search'));
    writeFileSync(join(folder, 'host/index.html'), `<!doctype html><meta charset="utf-8">${field}`);
    const host = await serve(join(folder, 'host'));
    const page = await browser.newPage();
    await page.goto(host.url);
    await until(() => page.locator('#query').evaluate(input => 'oninput' in input && input.oninput !== null), 'the search to be open');
    await page.locator('#query').fill('소금');
    await page.locator('#hits a').first().waitFor();
    assert.match(await page.locator('#hits a').first().getAttribute('href') ?? '', /^\/2024-09-29-salt\.html$/);
    await page.close();
    host.close();
  });
}
