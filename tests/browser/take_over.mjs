// The program comes to a page that is being read: what is read, selected, unfolded or typed stays, and the line at the
// top of the window stands where it stood. Addresses are those of pages; the older ones lead there.
/// <reference path="./page.d.ts" />

import {mkdtempSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assert, place_kept, run_tool, serve, settle, test, until} from './harness.mjs';

const article = '2024-09-29-salt';
const is_drawn = (/** @type {import('playwright-core').Page} */ page) => page.evaluate(() => document.documentElement.classList.contains('drawn'));

/** The first line below the masthead, of the text that stands there: its first word, and how far from the window's top. */
const line_at_top = (/** @type {import('playwright-core').Page} */ page) => page.evaluate(() => {
  const root = document.querySelector('main');
  if (!root) throw new Error('no text');
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    if (!text.data.trim() || !text.parentElement?.closest('p, li')) continue;
    for (let i = 0; i < text.length; ++i) {
      range.setStart(text, i);
      range.setEnd(text, i + 1);
      const {top, bottom} = range.getBoundingClientRect();
      if (bottom > 64 && text.data[i].trim()) return {word: text.data.slice(i, i + 6), middle: (top + bottom) / 2};
    }
  }
  throw new Error('no line');
});

/**
 * @param {import('playwright-core').Browser} browser
 * @param {{folder: string, url: string}} samples
 */
export async function take_over_stories(browser, samples) {
  /** A site whose program is held back until it is let go. */
  const held_site = async () => {
    /** @type {() => void} */ let let_go = () => {};
    const held = new Promise(done => let_go = () => done(undefined));
    const context = await browser.newContext({locale: 'ko-KR', viewport: {width: 390, height: 844}, serviceWorkers: 'block'});
    const page = await context.newPage();
    await page.route(/hanji\.wasm$/, async route => {
      await held;
      await route.continue();
    });
    return {page, let_go};
  };
  const ready = (/** @type {import('playwright-core').Page} */ page) => page.waitForFunction(() => 'hanji' in window).then(() => page.evaluate(() => hanji.ready));

  await test('chromium: 넘겨받기: 읽던 줄은 제자리에 있고, 굴리는 동안에는 기다린다', async () => {
    const {page, let_go} = await held_site();
    await page.goto(`${samples.url}/a/${article}.html`);
    await page.evaluate(() => {
      scrollTo(0, 700);
      let moved = performance.now();
      addEventListener('scroll', () => moved = performance.now());
      new MutationObserver(() => { if (document.documentElement.classList.contains('drawn')) window.rested ??= performance.now() - moved; }).observe(document.documentElement, {attributeFilter: ['class']});
    });
    let_go();
    for (let i = 0; i < 12 && !await is_drawn(page); ++i) {  // somebody reads on
      await page.mouse.wheel(0, 20);
      await page.waitForTimeout(80);
    }
    const before = await line_at_top(page);
    await ready(page);
    assert.ok(await is_drawn(page));
    assert.ok(await page.evaluate(() => window.rested ?? 0) > 250, 'not while it is scrolled');
    const after = await line_at_top(page);
    assert.equal(after.word, before.word);
    assert.ok(Math.abs(after.middle - before.middle) <= 1, `${before.middle} → ${after.middle} px`);
    assert.equal(await page.locator('#hanji-page').count(), 0, 'one text, not two');
    await page.context().close();
  });

  await test('chromium: 넘겨받기: 고른 글과 초점을 빼앗지 않고, 놓으면 넘겨받는다', async () => {
    const {page, let_go} = await held_site();
    await page.goto(`${samples.url}/a/${article}.html`);
    await page.evaluate(() => {
      const paragraph = document.querySelector('#hanji-page p[data-b]');
      if (paragraph) getSelection()?.selectAllChildren(paragraph);
    });
    let_go();
    await page.waitForFunction(() => 'hanji' in window);
    await page.waitForTimeout(1500);
    assert.ok(!await is_drawn(page) && await page.evaluate(() => String(getSelection()).length > 10), 'a selection is kept');
    await page.evaluate(() => {
      getSelection()?.removeAllRanges();
      /** @type {HTMLElement | null} */ (document.querySelector('.neighbours a'))?.focus({preventScroll: true});
    });
    await page.waitForTimeout(1000);
    assert.ok(!await is_drawn(page), 'so is the focus');
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    await ready(page);
    await page.context().close();
  });

  await test('chromium: 넘겨받기: 주소가 가리킨 말은 손을 댈 때까지 그 자리에 밝혀져 있다', async () => {
    const page = await (await browser.newContext({viewport: {width: 390, height: 844}, serviceWorkers: 'block'})).newPage();
    await page.goto(`${samples.url}/a/${article}.html#:~:text=${encodeURIComponent('가장 작은 것이 늘어선 차례가')}`);
    await page.waitForFunction(() => 'hanji' in window);
    const y = await page.evaluate(() => scrollY);
    assert.ok(y > 300, 'the browser has gone there');
    await page.waitForTimeout(1500);
    assert.ok(!await is_drawn(page) && await page.evaluate(() => scrollY) === y);
    await page.locator('#hanji-page blockquote').click();
    await ready(page);
    assert.ok(await is_drawn(page));
    await page.context().close();
  });

  await test('chromium: 넘겨받기: 펼친 것은 펼친 대로, 접은 것은 접은 대로 남는다', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hanji-over-'));
    mkdirSync(join(folder, 'posts'));
    writeFileSync(join(folder, 'posts/a.md'), '---\ntitle: 글\n---\n<details><summary>하나</summary><p>숨은 바다</p></details>\n\n<details open><summary>둘</summary><p>보이는 산</p></details>\n\n끝 문단\n');
    await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'site'), '--quiet');
    const site = await serve(join(folder, 'site'));
    const {page, let_go} = await held_site();
    await page.goto(`${site.url}/a/a.html`);
    for (const summary of await page.locator('summary').all()) await summary.click();
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
    let_go();
    await ready(page);
    const shown = await page.locator('#text .paragraph').filter({visible: true}).allTextContents();
    assert.deepEqual(shown, ['숨은 바다', '끝 문단']);
    await page.context().close();
    site.close();
    rmSync(folder, {recursive: true});
  });

  await test('chromium: 한 문서: 글의 짜임과 고리가 넘겨받은 뒤에도, 다른 글에서 열어도, 종이에서도 그대로다', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hanji-one-'));
    mkdirSync(join(folder, 'posts'));
    writeFileSync(join(folder, 'posts/a.md'), '---\ntitle: 하나\n---\n1. 첫째 **굵은 말이 길어서 줄 끝을 넘어가도록 이어지는 것을 본다 그리고 더 이어진다** 끝[^1]\n   - 안에 든 것\n2. 둘째\n\n' +
      '| 가 | 나 |\n|---|---|\n| 다 | *라* |\n\n```\n한 줄  \n두 줄\n```\n\n> 따온 말\n> > 그 안\n\n<details><summary>겉</summary><p>겉의 글</p><details><summary>속</summary><p>속의 글</p></details></details>\n\n' +
      '## Search\n\n찾기\n\n## Page\n\n쪽\n\n## Waiting\n\n기다림\n\n[^1]: 각주에도 [고리](https://example.org)와 **굵은 글**이 있다.\n');
    writeFileSync(join(folder, 'posts/b.md'), '---\ntitle: 둘\n---\n글\n');
    await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'site'), '--quiet');
    const site = await serve(join(folder, 'site'));
    /** The article as it is without what setting has put in. @param {import('playwright-core').Page} page */
    const structure = page => page.evaluate(() => {
      const copy = /** @type {HTMLElement} */ (document.querySelector('main > article')?.cloneNode(true));
      for (const line of copy.querySelectorAll('.line')) line.replaceWith(...line.childNodes);
      for (const put of copy.querySelectorAll('colgroup, .enlarge, .copy')) put.remove();
      for (const one of copy.querySelectorAll('*')) for (const name of one.getAttributeNames()) if (!/^(data-b|scope|colspan|rowspan|start|value|role|id)$/.test(name) && !(name === 'tabindex' && one.localName === 'div')) one.removeAttribute(name);  // with tabindex a div is a node that a screen reader knows
      copy.normalize();
      return copy.innerHTML;
    });
    /** How many of each role the accessibility tree has in the article: what CSS may take from an element too. @param {import('playwright-core').Page} page */
    const roles = async page => {
      const {nodes} = await (await page.context().newCDPSession(page)).send('Accessibility.getFullAXTree');
      const by_id = new Map(nodes.map(node => [node.nodeId, node]));
      /** @type {Record<string, number>} */ const counts = {};
      for (const node of nodes) {
        const role = String(node.role?.value);
        if (node.name?.value === '코드 복사') continue;  // which a page alone does not have
        let around = by_id.get(node.parentId ?? '');
        while (around && around.role?.value !== 'article') around = by_id.get(around.parentId ?? '');
        if (around && !node.ignored && !/StaticText|InlineTextBox|LineBreak|generic|none/.test(role)) counts[role] = (counts[role] ?? 0) + 1;
      }
      return Object.fromEntries(Object.entries(counts).sort());
    };
    const plain = await (await browser.newContext({javaScriptEnabled: false})).newPage();
    await plain.goto(`${site.url}/a/a.html#page`);
    const written = await structure(plain), heard = await roles(plain);
    assert.ok(heard.ListMarker >= 3 && heard.strong >= 2 && heard.columnheader === 2, JSON.stringify(heard));
    assert.ok(/<strong>굵은 글<\/strong>/.test(written) && /<a>고리<\/a>/.test(written));
    const heading = (/** @type {import('playwright-core').Page} */ page, /** @type {string} */ id) => page.locator(`article [id="${id}"]`).evaluate(one => one.getBoundingClientRect().top);
    assert.ok(await heading(plain, 'page') >= 56, 'below the masthead');
    await plain.context().close();

    const {page, let_go} = await held_site();
    await page.addInitScript(() => addEventListener('load', () => location.hash = 'search', {once: true}));  // and no hand has moved
    await page.goto(`${site.url}/a/a.html`);
    await until(async () => await heading(page, 'search') < 400, 'the heading, and not a part of the program');
    assert.ok(await heading(page, 'search') >= 56);
    let_go();
    await ready(page);
    assert.equal(await structure(page), written);
    assert.deepEqual(await roles(page), heard);
    await page.evaluate(() => getSelection()?.selectAllChildren(/** @type {Element} */ (document.querySelector('#text li'))));
    const chosen = await page.evaluate(() => String(getSelection()).replace(/\s+/g, ''));
    for (const fontSize of [32, 13]) {  // its lines are cut otherwise, and the words are still chosen
      await page.evaluate(fontSize => hanji.set({fontSize}), fontSize);
      await settle(page);
      assert.equal(await page.evaluate(() => String(getSelection()).replace(/\s+/g, '')), chosen);
    }
    await page.evaluate(() => getSelection()?.removeAllRanges());
    const details = page.locator('#text details');
    await details.evaluateAll(all => all.forEach(one => /** @type {HTMLDetailsElement} */ (one).open = true));
    await until(async () => (await details.evaluateAll(all => all.map(one => /** @type {HTMLDetailsElement} */ (one).open))).every(Boolean) && await page.getByText('속의 글').isVisible(), 'both to be open');
    await settle(page);
    assert.deepEqual(await details.evaluateAll(all => all.map(one => /** @type {HTMLDetailsElement} */ (one).open)), [true, true]);
    await page.evaluate(() => hanji.open('b'));
    await until(async () => (await page.locator('#text h1').textContent()) === '둘', 'the other');
    await page.evaluate(() => hanji.open('a'));
    await until(async () => (await page.locator('#text h1').textContent()) === '하나', 'the first again');
    await settle(page);
    assert.equal(await structure(page), written);
    await page.emulateMedia({media: 'print'});
    await settle(page);
    const sizes = await page.evaluate(() => ['h1', 'h2', 'p', 'pre'].map(name => { const style = getComputedStyle(/** @type {Element} */ (document.querySelector(`article ${name}`))); return [parseFloat(style.fontSize), style.whiteSpace]; }));
    assert.ok(sizes[0][0] > sizes[1][0] && sizes[1][0] > sizes[2][0], JSON.stringify(sizes));
    assert.equal(sizes[3][1], 'pre-wrap');
    await page.context().close();
    site.close();
    rmSync(folder, {recursive: true});
  });

  await test('chromium: 목록도 글쪽에서와 같은 목록이다: 달마다 제목과 항목, 갈 곳마다 이름, 늘어나도 있던 것은 그대로', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hanji-list-'));
    mkdirSync(join(folder, 'posts'));
    for (let i = 0; i < 120; ++i)
      writeFileSync(join(folder, 'posts', `${i}.md`), `---\ntitle: 글 ${i}\ndate: 2024-0${1 + i % 3}-${10 + i % 19}\ncategories: ${i % 2 ? '가' : '나'}\n---\n소금 이야기 ${i}\n\n## 위\n\n글\n\n### 아래\n\n글\n\n## 끝\n\n글\n`);
    await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'site'), '--quiet');
    const site = await serve(join(folder, 'site'));
    /** Months and titles in the order in which they are heard. @param {import('playwright-core').Page} page */
    const heard = page => page.evaluate(() => [...document.querySelectorAll('main > h2, main > ul > li > h3')].slice(0, 40).map(one => `${one.nodeName} ${one.textContent?.trim()}`));
    const plain = await (await browser.newContext({javaScriptEnabled: false})).newPage();
    await plain.goto(site.url);
    const written = await heard(plain), landmarks = await plain.locator('nav.categories li').allTextContents();
    assert.equal(written[0], 'H2 2024년 3월');
    assert.ok(written.some(one => one.startsWith('H3')));
    await plain.context().close();

    const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 900}})).newPage();
    await page.goto(site.url);
    await ready(page);
    assert.deepEqual(await heard(page), written);
    assert.deepEqual(await page.getByRole('navigation', {name: '갈래'}).getByRole('listitem').allTextContents(), landmarks.map(one => one.replace(/ \d+$/, '')));
    const first = await page.locator('#text li').first().elementHandle();
    await until(async () => {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      return await page.locator('#text li').count() === 120;
    }, 'the whole list');
    assert.ok(await first?.evaluate(one => one.isConnected), 'what was there stays');
    assert.equal(await page.locator('#text > ul').count(), 3);
    await page.getByRole('link', {name: '달별로 보기'}).last().click();
    await page.waitForURL('**/archive.html');
    await page.goBack();
    await ready(page);
    await page.evaluate(() => location.hash = '#/search?q=소금');
    await until(async () => await page.locator('#text li > h2').count() > 9, 'hits in a list');
    await page.evaluate(() => hanji.open('5'));
    await settle(page);
    const outline = page.getByRole('navigation', {name: '차례'});
    assert.deepEqual(await outline.locator('li li').allTextContents(), ['아래']);
    assert.equal(await page.getByRole('navigation', {name: '앞뒤 글'}).getByRole('link').count(), 2);
    await page.setViewportSize({width: 390, height: 844});
    await settle(page);
    assert.equal(await page.getByRole('navigation', {name: '바로 가기'}).getByRole('listitem').count(), 4);
    await page.context().close();
    site.close();
    rmSync(folder, {recursive: true});
  });

  await test('chromium: 글쪽은 제 글이 든 조각을 프로그램이 오는 동안 찾아 부르고, 두 번 부르지 않는다', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hanji-early-'));
    mkdirSync(join(folder, 'posts'));
    for (let i = 0; i < 200; ++i)  // so many that their shards are listed by directories
      writeFileSync(join(folder, 'posts', `${i}.md`), `---\ntitle: 글 ${i}\ndate: 2024-01-01 ${String(i / 60 | 0).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:00\n---\n${`${i}째 글이다. `.repeat(800)}\n`);
    await run_tool('build', join(folder, 'posts'), '--out', join(folder, 'site'), '--quiet');
    const site = await serve(join(folder, 'site'));
    let spoilt = false;  // what came, on purpose
    /** @param {string} address @param {string} last of what is asked for @param {(page: import('playwright-core').Page) => Promise<void>} before @returns what was asked for before the program came, and of all of it what twice */
    const visit = async (address, last, before) => {
      const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 390, height: 844}, serviceWorkers: 'block'})).newPage();
      /** @type {string[]} */ const asked = [];
      page.on('request', request => asked.push(new URL(request.url()).pathname));
      /** @type {() => void} */ let let_go = () => {};
      const held = new Promise(done => let_go = () => done(undefined));
      await page.route('**/hanji.wasm', async route => { await held; await route.continue(); });
      await before(page);
      await page.goto(site.url + address);
      await until(() => asked.some(path => path.startsWith(`/bundle/${last}`)), last);
      const early = asked.filter(path => path.startsWith('/bundle/')).map(path => path.replace(/-.*/, ''));
      let_go();
      if (spoilt) {
        await page.waitForFunction(() => performance.getEntriesByType('resource').some(each => each.name.endsWith('.wasm')));
        await page.locator('h1').click();
        await page.reload();
      }
      await ready(page);
      const title = await page.locator('#text h1').textContent();
      await page.context().close();
      return {early: early.sort(), twice: asked.filter((path, i) => path.startsWith('/bundle/') && asked.indexOf(path) !== i), title};
    };
    const nothing = async () => {};
    assert.deepEqual(await visit('/a/100.html', 'articles', nothing),
                     {early: ['/bundle/articles', '/bundle/bundle.json', '/bundle/directory', '/bundle/slugs'], twice: [], title: '글 100'});
    assert.deepEqual(await visit('/', 'headlines', nothing), {early: ['/bundle/bundle.json', '/bundle/headlines'], twice: [], title: 'posts'});
    // The page of an older build says another number; the slug decides.
    const other = await visit('/a/3.html', 'articles', page => page.addInitScript(() => new MutationObserver(() => document.documentElement.dataset.fromOldest = '150').observe(document, {childList: true})));
    assert.deepEqual([other.title, other.twice], ['글 3', []]);
    // What is no directory is no reason to hang; the page stands, and loaded anew it is right.
    for (const body of ['', 'hnji', '\xff'.repeat(5000)]) {
      const {title} = await visit('/a/100.html', 'directory', page => page.route('**/bundle/directory-*', route => {
        if (spoilt) return route.continue();
        spoilt = true;
        return route.fulfill({body: Buffer.from(body, 'latin1')});
      }));
      assert.equal(title, '글 100');
      spoilt = false;
    }
    site.close();
    rmSync(folder, {recursive: true});
  });

  await test('chromium: 넘겨받기: 프로그램이 오다 말아도 WebGL이 없어도 글은 그대로 읽힌다', async () => {
    for (const spoil of ['hanji.wasm', 'main.js', 'bundle.json', 'WebGL']) {
      const page = await (await browser.newContext({viewport: {width: 390, height: 844}, serviceWorkers: 'block'})).newPage();
      if (spoil === 'WebGL') await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = /** @type {any} */ (() => null); });
      else await page.route(url => url.pathname.endsWith(spoil), route => route.fulfill({status: 404}));
      await page.goto(`${samples.url}/a/${article}.html`);
      await page.waitForTimeout(1500);
      assert.ok(await page.locator('#hanji-page h1').isVisible(), spoil);
      assert.ok(await page.locator('#hanji-page p[data-b]').first().isVisible(), spoil);
      await page.locator('a[rel=prev]').click();
      await page.locator('h1').waitFor();
      await page.context().close();
    }
  });

  await test('chromium: 넘겨받기: 프로그램의 파일이 한 번 오다 말면 다시 불러 넘겨받는다', async () => {
    for (const name of ['hanji.js', 'hanji.wasm', 'icudt76l.dat']) {
      const page = await (await browser.newContext({viewport: {width: 390, height: 844}, serviceWorkers: 'block'})).newPage();
      let times = 0;
      await page.route(url => url.pathname.endsWith(name), route => ++times === 1 ? route.abort('connectionreset') : route.continue());
      await page.goto(`${samples.url}/a/${article}.html`);
      await page.waitForFunction(() => 'hanji' in window);
      await page.evaluate(() => hanji.ready);
      assert.equal(times, 2, name);
      await page.context().close();
    }
  });

  await test('chromium: 넘겨받기: 자료를 아끼는 이에게는 프로그램을 보내지 않는다', async () => {
    const page = await (await browser.newContext({serviceWorkers: 'block'})).newPage();
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', {value: {saveData: true}}));
    /** @type {string[]} */ const asked = [];
    page.on('request', request => asked.push(request.url()));
    await page.goto(`${samples.url}/a/${article}.html`);
    await page.waitForTimeout(600);
    assert.deepEqual(asked.filter(url => /page-|bundle\//.test(url)), []);
    await page.context().close();
  });

  await test('chromium: 주소는 글의 페이지다: 옛 주소도 거기로 이끌고, 새로 고침과 뒤로·앞으로가 같은 곳을 연다', async () => {
    const page = await (await browser.newContext({locale: 'ko-KR', serviceWorkers: 'block', viewport: {width: 1200, height: 700}})).newPage();
    await page.goto(`${samples.url}/#/${article}?q=${encodeURIComponent('바다')}`);
    await ready(page);
    const path = () => { const {pathname, search, hash} = new URL(page.url()); return decodeURIComponent(pathname + search + hash); };
    await until(() => path() === `/a/${article}.html?q=바다`, 'the page of an older address');
    const slug = () => page.evaluate(() => hanji.state().slug);
    await page.locator('#frame a[data-route="#/"]').first().click();
    await until(() => path() === '/', 'the home page');
    await page.locator('#text .entry a').first().click();
    await until(async () => await slug() !== '' && path().startsWith('/a/'), 'another article');
    const [other, there] = [await slug(), path()];
    await settle(page);
    await page.evaluate(() => scrollTo(0, 600));
    await place_kept(page);
    await page.reload();
    await ready(page);
    assert.deepEqual([await slug(), path()], [other, there]);
    assert.ok(await page.evaluate(() => scrollY) > 300, 'where it was left');
    await page.goBack();
    await until(() => path() === '/', 'back to the list');
    await ready(page);
    await page.goBack();
    await until(() => path() === `/a/${article}.html?q=바다`, 'back to the first');
    await ready(page);
    assert.deepEqual(await page.evaluate(() => { const {slug, query} = hanji.state(); return [slug, query]; }), [article, '바다']);
    await page.goForward();
    await page.goForward();
    await until(() => path() === there, 'forward again');
    await ready(page);
    assert.equal(await slug(), other);
    const copied = await page.locator('#frame a[data-route^="#/"]').evaluateAll(all => all.map(a => /** @type {HTMLAnchorElement} */ (a).href));
    for (const url of copied) assert.equal((await page.request.get(url)).status(), 200, url);
    await page.context().close();
  });
}
