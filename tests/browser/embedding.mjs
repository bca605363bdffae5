// <hanji-reader> on other people's pages: hosts that redirect, forbid, or are not there; pages that move, copy and change it. What
// does not show says why, and nothing waits for ever.
/// <reference path="./page.d.ts" />
/// <reference path="../../web/embed.d.ts" />

import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {serve_oddly} from '../hosts/odd_host.mjs';
import {assert, root, run_tool, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Browser} Browser */
/** @typedef {import('../hosts/odd_host.mjs').Odd} Odd */

const article = '2023-07-02-hangul-search', other = '2024-09-29-salt';

/** Runs in the page first: what each reader says, with the ms since it was asked. */
const record = `window.heard = [];
  for (const type of ['ready', 'error', 'navigate', 'height', 'search', 'progress']) document.addEventListener(type, event => {
    if (event.target.localName === 'hanji-reader') heard.push({type, id: event.target.id, at: Math.round(performance.now()), reason: event.detail?.reason, message: event.detail?.message, height: event.detail?.height});
  }, true);`;

/** @param {string} body @param {string} [head] */
export const html = (body, head = '') => `<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>남의 쪽</title>${head}<script>${record}</script></head><body>${body}</body></html>`;

/** A page of somebody's, on another site than the samples. @param {string | Record<string, string>} body @param {Odd} [odd] */
export async function host_of(body, odd = {}) {
  const pages = typeof body === 'string' ? {'/': html(body)} : body;
  const host = await serve_oddly(null, {...odd, pages});
  return {...host, url: host.url.replace('127.0.0.1', 'localhost')};
}

/** @param {Page} page @param {string} type @param {string} [id] */
export const heard = (page, type, id) => page.evaluate(([type, id]) => /** @type {any} */ (window).heard.filter((/** @type {any} */ one) => one.type === type && (id === undefined || one.id === id)), /** @type {const} */ ([type, id]));

/** @param {Page} page @param {string} type @param {string} [id] @returns {Promise<any>} */
export const first_heard = (page, type, id) => until(async () => (await heard(page, type, id))[0], `the event ${type}`, 10_000);

/** Why it does not go; a busy machine may be slow first. @param {Page} page @returns {Promise<any>} */
const first_reason = page => until(async () => (await heard(page, 'error')).find((/** @type {any} */ one) => one.reason && one.reason !== 'slow'), 'the reason');

/** The article shows in the reader, and it answers. @param {Page} page @param {string} [id] @param {string} [slug] */
async function assert_reads(page, id = 'reader', slug = article) {
  await first_heard(page, 'ready', id);
  const answers = await page.evaluate(async id => {
    const reader = /** @type {any} */ (document.getElementById(id));
    await reader.ready;
    return {state: await reader.state(), hits: (await reader.search('활자', {limit: 2})).length};
  }, id);
  assert.deepEqual([answers.state.slug, answers.state.showing, answers.hits], [slug, 'content', 2]);
}

/** As somebody's program would use it; tsc holds embed.d.ts to it. @param {HanjiReaderElement} reader */
export async function typed(reader) {
  reader.addEventListener('navigate', event => event.detail.state.slug.length);
  reader.addEventListener('error', ({detail: {reason, message}}) => reason === 'refused' && message.length);
  const stop = reader.on('height', ({height}) => height.toFixed());
  await reader.ready;
  await reader.ready().then(stop);
  const [hit] = await reader.search('활자', {limit: 3});
  await reader.open(hit.slug, {section: hit.section});
  await reader.set({theme: 'dark', fontSize: 20});
  // @ts-expect-error there is no such theme
  await reader.set({theme: 'pink'});
  // @ts-expect-error nor such an event
  reader.on('opened', () => {});
  document.querySelector('hanji-reader')?.destroy();
  return [(await reader.get()).fontSize, (await reader.state()).view, reader.article, reader.theme];
}

/** How many dark pixels are seen in a part of the window. @param {Page} page @param {{x: number, y: number, width: number, height: number}} clip */
async function dark_in(page, clip) {
  const shot = (await page.screenshot({clip})).toString('base64');
  return page.evaluate(async shot => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${shot}`)).blob());
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(image.width, image.height).getContext('2d'));
    context.drawImage(image, 0, 0);
    const {data} = context.getImageData(0, 0, image.width, image.height);
    let dark = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 450) dark += 1;
    return dark;
  }, shot);
}

/** What its methods answer, though nothing can show. @param {Page} page @param {string} [id] */
const refusals = (page, id = 'reader') => page.evaluate(async id => {
  const reader = /** @type {any} */ (document.getElementById(id));
  const told = (/** @type {Promise<any>} */ promise) => promise.then(() => 'answered', error => error.reason);
  return Promise.race([Promise.all([told(reader.ready()), told(reader.open('a')), told(reader.state())]), new Promise(done => setTimeout(() => done('nothing'), 3000))]);
}, id);

/** @param {Browser} browser @param {{folder: string, url: string}} samples */
export async function embedding_stories(browser, samples) {
  const fresh = async (/** @type {object} */ more = {}) => (await browser.newContext({locale: 'ko-KR', viewport: {width: 1000, height: 800}, ...more})).newPage();
  const script = `<script src="${samples.url}/embed.js"></script>`;
  const reader = (/** @type {string} */ attributes, /** @type {string} */ inside = '') => `<hanji-reader id="reader" ${attributes}>${inside}</hanji-reader>`;
  const usual = reader(`src="${samples.url}/" article="${article}"`);

  /** @param {string | Record<string, string>} body @param {(page: Page, host: Awaited<ReturnType<typeof host_of>>) => Promise<void>} story @param {{odd?: Odd, context?: object}} [more] */
  async function on_page(body, story, {odd, context} = {}) {
    const host = await host_of(body, odd), page = await fresh(context);
    try {
      await page.goto(host.url, {waitUntil: 'domcontentloaded'});  // a frame may never end loading
      await story(page, host);
    } finally {
      await page.context().close();
      host.close();
    }
  }

  /** A host of the samples that errs. @param {Odd} odd @param {(site: import('../hosts/odd_host.mjs').OddHost) => Promise<void>} story */
  async function with_site(odd, story) {
    const site = await serve_oddly(samples.folder, odd);
    try { await story(site); } finally { site.close(); }
  }

  // ---- ready, or an error that says why ----

  await test('chromium: 품기: 5초 안에 준비되고, ready는 약속이기도 부르는 것이기도 하다', () => on_page(usual + script, async page => {
    await assert_reads(page);
    assert.ok((await first_heard(page, 'ready')).at < 5000);
    assert.ok(await page.evaluate(async () => {
      const reader = /** @type {any} */ (document.getElementById('reader'));
      await reader.ready;
      await reader.ready();
      return reader.ready.then(() => true);
    }));
    assert.deepEqual(await heard(page, 'error'), []);
  }));

  for (const [name, policy] of [['보내지 않아도', 'no-referrer'], ['같은 곳에만 보내도', 'same-origin']]) {
    await test(`chromium: 품기: 품은 쪽이 제 주소를 ${name} 서로 말한다`, () => on_page({'/': html(usual + script, `<meta name="referrer" content="${policy}">`)}, page => assert_reads(page)));
  }

  await test('chromium: 품기: 다른 주소로 돌려보내는 곳에서도 열린다', () => with_site({}, to => with_site({redirect: (path, query) => path.endsWith('.js') ? null : `http://localhost:${to.port}${path}${query}`},
    site => on_page(reader(`src="${site.url}/" article="${article}"`) + script, page => assert_reads(page)))));

  await test('chromium: 품기: 돌려보내며 물음표 뒤를 잃는 곳에서도 열린다', () => with_site({redirect: (path, query) => path === '/' && query ? '/index.html' : null},
    site => on_page(reader(`src="${site.url}/" article="${article}"`) + script, async page => {
      await assert_reads(page);
      assert.equal(await page.frames()[1]?.evaluate(() => navigator.serviceWorker.controller), null);
    })));

  await test('chromium: 품기: 빗금이 빠진 주소, index.html이 붙은 주소, 물음표와 #이 붙은 주소도 그 사이트다', () => with_site({below: '/a/blog/', keeps_query: false}, async site => {
    for (const address of ['/a/blog', '/a/blog/index.html', '/a/blog/?utm_source=x#/other']) {
      await on_page(reader(`src="${site.url}${address}" article="${article}"`) + script, page => assert_reads(page));
    }
  }));

  await test('chromium: 품기: 같은 이름의 다른 포트도 남이다', async () => {
    const host = await host_of(reader(`src="${samples.url}/" article="${article}"`) + script), page = await fresh();
    await page.goto(host.url.replace('localhost', '127.0.0.1'));
    await assert_reads(page);
    assert.deepEqual(await refusals_of_strangers(page), []);
    await page.context().close();
    host.close();
  });

  for (const [name, odd, reason, says] of /** @type {[string, Odd, string, RegExp][]} */ ([
    ['X-Frame-Options를 보내는 곳', {headers: {'x-frame-options': 'DENY'}}, 'refused', /X-Frame-Options.*frame-ancestors/],
    ['frame-ancestors로 막는 곳', {headers: {'content-security-policy': "frame-ancestors 'self'"}}, 'refused', /must name http:\/\/localhost:\d+/],
    ['404만 주는 곳', {answer: () => ({status: 404, body: 'lost', type: 'text/html'})}, 'no-site', /404/],
    ['아무 주소에나 제 첫 쪽을 주는 남의 곳', {answer: () => ({body: '<!doctype html>hello', type: 'text/html'})}, 'no-site', /something else/],
    ['아무 말이 없는 곳', {silent: () => true}, 'slow', /5 s/],
  ])) {
    await test(`chromium: 품기: ${name}은 5초 안에 까닭을 말한다`, () => with_site({...odd}, site => on_page(reader(`src="${site.url}/" article="${article}"`) + script, async page => {
      const error = await first_heard(page, 'error');
      assert.equal(error.reason, reason, error.message);
      assert.match(error.message, says);
      assert.ok(error.at < 6000, `${error.at}`);  // the page itself took some of it
      if (reason !== 'slow') {
        assert.deepEqual(await refusals(page), [reason, reason, reason]);
        assert.match(await page.locator('hanji-reader p a').getAttribute('href') ?? '', new RegExp(`^${site.url}/#/${article}`));
      }
    })));
  }

  for (const [what, late_ms] of [['오지 않으면', 0], ['오지 않고 말하는 모듈이 늦어도', 1500]]) {
    await test(`chromium: 품기: 프로그램이 ${what} 까닭을 말하고, 틀을 새로 고치면 이어진다`, async () => {
      let lost = true;
      const odd = {answer: (/** @type {string} */ path) => lost && path.endsWith('.wasm') ? {status: 404} : null, late_ms: (/** @type {string} */ path) => path.endsWith('/embedded.js') ? Number(late_ms) : 0};
      await with_site(odd, site => on_page(reader(`src="${site.url}/" article="${article}"`) + script, async page => {
        assert.equal((await first_reason(page)).reason, 'no-program');
        assert.deepEqual(await refusals(page), ['no-program', 'no-program', 'no-program']);
        lost = false;
        await page.frameLocator('hanji-reader iframe').locator('#trouble button').click();
        await assert_reads(page);
      }));
    });
  }

  await test('chromium: 품기: 말하는 모듈이 오지 않으면 까닭을 말하고, 글은 읽힌다', () => with_site({answer: path => path.endsWith('/embedded.js') ? {status: 404} : null},
    site => on_page(reader(`src="${site.url}/" article="${article}"`) + script, async page => {
      assert.equal((await first_reason(page)).reason, 'no-program');
      await page.frameLocator('hanji-reader iframe').locator('h1').first().waitFor();
    })));

  await test('chromium: 품기: 물어볼 수 없게 막힌 쪽에서도 막는 곳은 막는다고 말한다', () => with_site({headers: {'x-frame-options': 'DENY'}}, site => on_page({'/': html(reader(`src="${site.url}/"`) + script)}, async page => {
    assert.equal((await first_heard(page, 'error')).reason, 'refused');
  }, {odd: {headers: {'content-security-policy': "connect-src 'none'"}}})));

  await test('chromium: 품기: 꺼진 곳은 까닭을 말하고, 요소 안에 적어 둔 것이 보인다', () => on_page(reader('src="http://127.0.0.1:9/" article="a"', '<a href="/own">읽기</a>') + script, async page => {
    assert.equal((await first_heard(page, 'error')).reason, 'unreachable');
    assert.ok(await page.locator('hanji-reader > a').isVisible());
    assert.equal(await page.locator('hanji-reader p').isVisible(), false);
    assert.deepEqual(await refusals(page), ['unreachable', 'unreachable', 'unreachable']);
  }));

  await test('chromium: 품기: 주소가 아닌 src와 고친 src', () => on_page(reader('src="javascript:alert(1)"') + script, async page => {
    assert.equal((await first_heard(page, 'error')).reason, 'address');
    await page.evaluate(([url, slug]) => {
      const reader = /** @type {any} */ (document.getElementById('reader'));
      reader.src = url;
      reader.article = slug;
    }, [`${samples.url}/`, article]);
    await assert_reads(page);
  }));

  await test('chromium: 품기: 늦는 곳은 늦는다고 말하고, 오면 열린다', () => with_site({late_ms: path => path === '/' ? 5500 : 0}, site => on_page(reader(`src="${site.url}/" article="${article}"`) + script, async page => {
    assert.equal((await first_heard(page, 'error')).reason, 'slow');
    await until(async () => (await heard(page, 'ready')).length > 0, 'it to be ready', 20_000);
    await assert_reads(page);
  })));

  await test('chromium: 품기: https 쪽의 http 주소는 왜 안 되는지 바로 말한다', async () => {
    const folder = samples.folder, key = join(folder, '../key.pem'), cert = join(folder, '../cert.pem');
    const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost']);
    assert.equal(made.status, 0, String(made.stderr));
    const host = await serve_oddly(null, {pages: {'/': html(reader('src="http://news.example/blog" article="a"') + readFileSync(join(folder, 'embed.js'), 'utf8').replace(/^[^]*$/, text => `<script>${text}</script>`))}}, {tls: {key: readFileSync(key), cert: readFileSync(cert)}});
    const page = await fresh({ignoreHTTPSErrors: true});
    await page.goto(host.url);
    const error = await first_heard(page, 'error');
    assert.equal(error.reason, 'mixed-content');
    assert.match(error.message, /news\.example over https/);
    assert.deepEqual(await refusals(page), ['mixed-content', 'mixed-content', 'mixed-content']);
    await page.context().close();
    host.close();
  });

  await test('chromium: 품기: 품은 쪽의 정책이 막으면 무엇을 적어야 하는지 말한다', () => on_page({'/': html(usual + script)}, async page => {
    const error = await first_heard(page, 'error');
    assert.equal(error.reason, 'page-policy');
    assert.ok(error.message.includes(`frame-src ${samples.url}`), error.message);
  }, {odd: {headers: {'content-security-policy': `frame-src 'self'; script-src 'unsafe-inline' ${samples.url}; style-src 'none'`}}}));

  await test('chromium: 품기: 글꼴도 인라인도 막는 엄한 정책 아래서 제 높이로 선다', () => on_page({'/': html(usual + script)}, async page => {
    await assert_reads(page);
    const box = await page.locator('hanji-reader iframe').boundingBox();
    assert.deepEqual([box?.height, (box?.width ?? 0) > 900], [640, true]);
  }, {odd: {headers: {'content-security-policy': `default-src 'none'; script-src 'unsafe-inline' ${samples.url}; frame-src ${samples.url}`}}}));

  for (const [name, headers] of /** @type {[string, Record<string, string>][]} */ ([
    ['COOP와 COEP로 따로 선 쪽', {'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp'}],
    ['COEP만 보내는 쪽', {'cross-origin-embedder-policy': 'require-corp'}],
    ['COEP: credentialless인 쪽', {'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'credentialless'}],
    ['COOP만 보내는 쪽', {'cross-origin-opener-policy': 'same-origin'}],
  ])) {
    await test(`chromium: 품기: ${name}에서도 열린다`, () => on_page({'/': html(usual + script.replace('<script', '<script crossorigin'))}, page => assert_reads(page), {odd: {headers}}));
  }

  // ---- its life on the page ----

  await test('chromium: 품기: 가까이 올 때까지 아무것도 가져오지 않고, 물으면 온다', () => with_site({}, site => on_page(`<div style="height:6000px"></div>${reader(`src="${site.url}/" article="${article}"`)}
    <div style="height:6000px"></div><hanji-reader id="later" src="${site.url}/" article="${other}"></hanji-reader>${script}`, async page => {
    await page.waitForLoadState();
    await page.waitForTimeout(500);
    assert.deepEqual(site.asked.filter(path => !path.endsWith('.js')), []);
    await page.locator('#reader').scrollIntoViewIfNeeded();
    await assert_reads(page);
    assert.equal(await page.locator('#later iframe').count(), 0);
    assert.equal(await page.evaluate(async () => (await /** @type {any} */ (document.getElementById('later')).state()).slug), other);
  })));

  await test('chromium: 품기: 옮긴 요소는 읽던 데서 이어지고, 묻던 것에는 답이 온다', () => on_page(`<div id="there"></div>${usual}${script}`, async page => {
    await assert_reads(page);
    const slug = await page.evaluate(async other => {
      const reader = /** @type {any} */ (document.getElementById('reader'));
      await reader.open(other);
      const asked = reader.state();
      document.getElementById('there')?.append(reader);
      await asked;
      await reader.ready;
      return (await reader.state()).slug;
    }, other);
    assert.equal(slug, other);
    assert.equal(await page.locator('hanji-reader iframe').count(), 1);
  }));

  await test('chromium: 품기: 준비되기 전에 옮겨도 ready가 온다', () => on_page(`<div id="there"></div>${usual}${script}<script>
    const early = reader.ready, asked = reader.state();
    document.getElementById('there').append(reader);
    window.both = Promise.all([early, asked]);
  </script>`, async page => {
    assert.equal((await page.evaluate(() => /** @type {any} */ (window).both))[1].slug, article);
  }));

  await test('chromium: 품기: 없앤 요소의 약속은 까닭과 함께 끝나고, 다시 넣으면 다시 열린다', () => on_page(`${usual}${script}`, async page => {
    const told = await page.evaluate(async () => {
      const reader = /** @type {any} */ (document.getElementById('reader')), told = (/** @type {Promise<any>} */ promise) => promise.then(() => 'answered', error => error.reason);
      const before = [told(reader.ready), told(reader.state())];
      reader.remove();
      const all = await Promise.all(before);
      all.push(await told(reader.search('활자')));
      document.body.append(reader);
      await reader.ready;
      const asked = told(reader.search('활자'));
      reader.remove();
      all.push(await asked);
      document.body.append(reader);
      return all;
    });
    assert.deepEqual(told, ['removed', 'removed', 'removed', 'removed']);
    await assert_reads(page);
  }));

  await test('chromium: 품기: 베낀 요소는 저마다 제 틀을 갖는다', () => on_page(`${usual}${script}`, async page => {
    await assert_reads(page);
    await page.evaluate(other => {
      const copy = /** @type {any} */ (document.getElementById('reader')?.cloneNode(true));
      copy.id = 'copy';
      copy.article = other;
      document.body.prepend(copy);
    }, other);
    await assert_reads(page, 'copy', other);
    await assert_reads(page);
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('hanji-reader')].map(each => each.querySelectorAll('iframe').length)), [1, 1]);
  }));

  await test('chromium: 품기: 요소가 알려지기 전에 만들고 채운 것도 선다', () => on_page(`<script>
    const early = document.createElement('hanji-reader');
    early.id = 'reader';
    early.src = '${samples.url}/';
    early.article = '${article}';
    document.body.append(early);
    window.attempt = customElements.whenDefined('hanji-reader').then(() => early.ready());
  </script><script src="${samples.url}/embed.js" async></script>`, async page => {
    await page.evaluate(() => /** @type {any} */ (window).attempt);
    await assert_reads(page);
  }));

  await test('chromium: 품기: customElements가 없는 곳에서 embed.js는 잠자코 있다', () => on_page(`<script>Object.defineProperty(window, 'customElements', {value: undefined});
    addEventListener('error', event => window.broke = event.message);</script>${script}`, async page => {
    await page.waitForLoadState();
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).broke), undefined);
  }));

  await test('chromium: 품기: 준비되기 전에 바꾼 속성은 마지막 것이 선다', () => on_page(`${usual}${script}<script>
    reader.setAttribute('article', '2023-06-04-tides');
    reader.setAttribute('section', 'a');
    setTimeout(() => { reader.setAttribute('article', '${other}'); reader.removeAttribute('section'); reader.setAttribute('theme', 'sepia'); }, 150);
  </script>`, async page => {
    await first_heard(page, 'ready');
    await until(() => page.evaluate(async slug => (await /** @type {any} */ (document.getElementById('reader')).state()).slug === slug, other), 'the last article');
    assert.equal(await page.evaluate(async () => (await /** @type {any} */ (document.getElementById('reader')).get()).theme), 'sepia');
    await page.evaluate(() => document.getElementById('reader')?.removeAttribute('article'));
    await until(() => page.evaluate(async () => (await /** @type {any} */ (document.getElementById('reader')).state()).view === 'home'), 'the list');
  }));

  await test('chromium: 품기: destroy는 틀을 없애고 기다리던 것에 답한다', () => on_page(`${reader(`src="${samples.url}/" article="${article}"`, '<a href="/own">읽기</a>')}${script}`, async page => {
    await assert_reads(page);
    const told = await page.evaluate(async () => {
      const reader = /** @type {any} */ (document.getElementById('reader')), asked = reader.search('활자').catch((/** @type {any} */ error) => error.reason);
      reader.destroy();
      document.body.append(reader);
      return [await asked, await reader.state().catch((/** @type {any} */ error) => error.reason), reader.querySelectorAll('iframe').length];
    });
    assert.deepEqual(told, ['removed', 'removed', 0]);
    assert.ok(await page.locator('hanji-reader > a').isVisible());
  }));

  await test('chromium: 품기: embed.d.ts가 말하는 이름은 모두 있다', () => on_page(usual + script, async page => {
    const declared = /interface HanjiReaderElement [^]*?\n {2}}/.exec(readFileSync(join(samples.folder, 'embed.d.ts'), 'utf8'))?.[0] ?? '';
    const names = [...new Set([...declared.matchAll(/^ {4}(?:readonly )?(\w+)[:(<]/gm)].map(([, name]) => name))];
    assert.ok(names.length > 15, names.join());
    assert.deepEqual(await page.evaluate(names => names.filter(name => !(/** @type {string} */ (name) in /** @type {any} */ (document.getElementById('reader')))), names), []);
  }));

  await test('chromium: 품기: 두 판의 embed.js가, 하나는 모듈로, 한 쪽에 있어도 된다', async () => {
    const errors = /** @type {string[]} */ ([]);
    const old = `class HanjiReader extends HTMLElement {} if (!customElements.get('hanji-reader')) customElements.define('hanji-other', HanjiReader);`;
    await on_page({'/': html(`<script>${old}</script>${script}${script.replace('embed.js', 'embed.js?2')}<script type="module" src="${samples.url}/embed.js?3"></script>${usual}`)}, async page => {
      page.on('pageerror', error => errors.push(String(error)));
      await page.reload();
      await assert_reads(page);
    });
    assert.deepEqual(errors, []);
  });

  await test('chromium: 품기: 스크립트가 없는 쪽에는 요소 안의 틀이나 고리가 남는다', () => on_page(
    reader(`src="${samples.url}/" article="${article}"`, `<iframe src="${samples.url}/a/${article}.html?embed" width="600" height="400"></iframe>`) + script, async page => {
      await page.frameLocator('hanji-reader > iframe').locator('article h1').waitFor();
      assert.ok((await page.frameLocator('hanji-reader > iframe').locator('article').innerText()).length > 500);
    }, {context: {javaScriptEnabled: false}}));

  // ---- what is said ----

  /** Messages that look like ours from windows that are not the frame; what the element did with them. @param {Page} page */
  async function refusals_of_strangers(page) {
    return page.evaluate(async () => {
      const reader = /** @type {any} */ (document.getElementById('reader')), took = /** @type {string[]} */ ([]);
      const stranger = document.body.appendChild(Object.assign(document.createElement('iframe'), {srcdoc: `<script>
        for (const message of [{hanji: 1, type: 'height', height: 9999}, {hanji: 1, type: 'error', message: 'stranger'}, {hanji: 1, type: 'hello'}, {hanji: 1, type: 'navigate', state: {view: 'home'}}]) parent.postMessage(message, '*');
      <\/script>`}));
      reader.addEventListener('height', (/** @type {any} */ event) => event.detail.height === 9999 && took.push('height'));
      reader.addEventListener('error', () => took.push('error'));
      await new Promise(done => stranger.onload = done);
      await reader.state();
      stranger.remove();
      return took;
    });
  }

  await test('chromium: 품기: 남의 창이 한 말, 틀이 한 엉뚱한 말은 듣지 않는다', () => on_page(usual + script, async page => {
    await assert_reads(page);
    assert.deepEqual(await refusals_of_strangers(page), []);
    const took = await page.evaluate(() => {
      const took = /** @type {string[]} */ ([]), reader = document.getElementById('reader');
      for (const type of ['click', 'submit', 'height', 'navigate', 'search', 'toString']) reader?.addEventListener(type, () => took.push(type));
      Object.assign(window, {took});
      return took;
    });
    assert.deepEqual(took, []);
    await page.frames()[1]?.evaluate(() => {
      for (const message of [{type: 'click'}, {type: 'submit'}, {type: 'toString'}, {type: 'height', height: 'NaN'}, {type: 'height', height: -5}, {type: 'height', height: 1e12}, {type: 'navigate'}, {type: 'navigate', state: {view: 'x'}},
        {type: 'search', query: 7, hits: 'many'}, {type: 'answer', id: {}}, {type: ['ready']}]) parent.postMessage({hanji: 1, ...message}, '*');
    });
    await page.evaluate(() => /** @type {any} */ (document.getElementById('reader')).state());
    assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).took), []);
  }));

  await test('chromium: 품기: 모래 상자에 든, 출처 없는 쪽도 틀과 말한다', () => on_page({'/': html('<iframe id="outer" sandbox="allow-scripts" src="/inner" width="900" height="700"></iframe>'), '/inner': html(usual + script)}, async page => {
    const inner = await until(() => page.frames().find(frame => frame.url().endsWith('/inner')), 'the page in the sandbox');
    const answers = await until(() => inner.evaluate(async () => {
      const reader = /** @type {any} */ (document.getElementById('reader'));
      await reader.ready;
      return {slug: (await reader.state()).slug};
    }).catch(() => null), 'the reader there');
    assert.equal(answers.slug, article);
  }));

  // ---- the page around ----

  await test('chromium: 품기: 초점을 앗지 않는다', () => on_page(`<input id="own">${usual}${script}`, async page => {
    await page.locator('#own').focus();
    await assert_reads(page);
    for (const act of ['home', 'search', 'open', 'set']) {
      await page.evaluate(async ([act, slug]) => {
        const reader = /** @type {any} */ (document.getElementById('reader'));
        await reader[/** @type {string} */ (act)](...act === 'search' ? ['활자'] : act === 'open' ? [slug, {query: '활자'}] : act === 'set' ? [{fontSize: 20}] : []);
      }, [act, other]);
    }
    await page.evaluate(() => document.getElementById('reader')?.setAttribute('category', '바다'));
    await until(async () => (await heard(page, 'ready')).length === 2, 'the list');
    await page.keyboard.type('말');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'own');
    assert.equal(await page.locator('#own').inputValue(), '말');
  }));

  await test('chromium: 품기: 밝기는 품은 쪽의 color-scheme을 따른다', () => on_page({'/': html(usual + script, '<style>html { color-scheme: dark } html.day { color-scheme: light }</style>')}, async page => {
    await assert_reads(page);
    const inside = page.frameLocator('hanji-reader iframe').locator('html');
    const is_dark = () => inside.evaluate(html => html.classList.contains('dark'));
    await until(is_dark, 'darkness');
    await page.evaluate(() => document.documentElement.classList.add('day'));
    await until(async () => !await is_dark(), 'light');
    await page.evaluate(() => document.documentElement.style.colorScheme = 'light dark');
    await page.emulateMedia({colorScheme: 'dark'});
    await until(is_dark, 'the dark of the system');
    await page.evaluate(() => document.getElementById('reader')?.setAttribute('theme', 'light'));
    await until(async () => !await is_dark(), 'what the attribute says');
  }));

  // ---- not only an article ----

  await test('chromium: 품기: 목록 하나: 갈래와 개수를 고르고, 머리띠 없이 제 높이로 선다', () => on_page(`<hanji-reader id="reader" src="${samples.url}/" list count="3" height="auto"></hanji-reader>${script}`, async page => {
    await first_heard(page, 'ready');
    const inside = page.frameLocator('hanji-reader iframe');
    await inside.locator('#text .entry').nth(2).waitFor();
    assert.equal(await inside.locator('#text h3.entry, #text h2.entry').count(), 3);
    assert.equal(await inside.locator('#frame .piece').count(), 0);
    assert.ok(await inside.locator('#search').isHidden());
    await until(async () => ((await page.locator('#reader').boundingBox())?.height ?? 0) < 900, 'its own height');
    const heading = await inside.locator('#text .heading').first().boundingBox();
    assert.ok(heading !== null && heading.y < 56);
    await until(async () => await dark_in(page, heading) > 60, 'its first line to be drawn');
    await page.frames()[1]?.evaluate(() => document.documentElement.classList.add('plain'));  // as where there is no canvas
    await until(async () => await dark_in(page, heading) > 60, 'its first line to be seen as text');
    const category = await page.evaluate(async url => {
      const bundle = await (await fetch(`${url}/bundle/bundle.json`)).json();
      return bundle.categories[0].name ?? bundle.categories[0][0];
    }, samples.url);
    await page.evaluate(category => document.getElementById('reader')?.setAttribute('category', category), category);
    await until(async () => (await heard(page, 'ready')).length === 2, 'the category');
    assert.equal(await page.evaluate(async () => (await /** @type {any} */ (document.getElementById('reader')).state()).category), category);
    await inside.locator('#text .entry a').first().click();
    await until(() => page.evaluate(async () => (await /** @type {any} */ (document.getElementById('reader')).state()).view === 'article'), 'an article of the list');
    await inside.locator('#frame .piece').first().waitFor();
  }));

  await test('chromium: 품기: 찾는 칸만 두고, 찾으면 그 아래로 자란다', () => on_page(`<hanji-reader id="reader" src="${samples.url}/" search height="auto"></hanji-reader>${script}`, async page => {
    await first_heard(page, 'ready');
    const inside = page.frameLocator('hanji-reader iframe'), height = async () => (await page.locator('#reader').boundingBox())?.height ?? 0;
    await until(async () => await height() === 56, 'the field alone');
    const field = inside.locator('#search');
    assert.ok((await field.boundingBox() ?? {width: 0}).width > 850);
    await field.click();
    await page.keyboard.insertText('소금');
    await inside.locator('#text .entry').first().waitFor();
    await until(async () => await height() > 200, 'its answers');
    await field.fill('');
    await until(async () => await height() === 56, 'the field alone again');
  }));

  await test('chromium: 품기: 글마다 oEmbed가 있고, 적힌 틀이 그대로 열린다', async () => {
    const folder = join(samples.folder, '../oembed'), site = await serve_oddly(folder);
    await run_tool('build', join(root, 'assets/posts'), '--out', folder, '--base-url', site.url, '--quiet');
    const page_text = readFileSync(join(folder, `a/${article}.html`), 'utf8');
    const link = /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)"/.exec(page_text)?.[1] ?? '';
    assert.equal(link, `${site.url}/a/${article}.oembed.json`);
    const oembed = JSON.parse(readFileSync(join(folder, `a/${article}.oembed.json`), 'utf8'));
    assert.deepEqual([oembed.version, oembed.type, oembed.provider_url], ['1.0', 'rich', `${site.url}/`]);
    assert.ok(oembed.title && oembed.provider_name && oembed.width > 0 && oembed.height > 0);
    await on_page(oembed.html, async page => {
      const inside = page.frameLocator('iframe');
      await inside.locator('#text article h1').waitFor();
      assert.ok((await inside.locator('#text').innerText()).length > 500);
    });
    site.close();
  });
}
