// What is not ours in our page: listeners, hosts' messages, scripts and extensions that change what we stand on. None of it ends
// the page; what does end the program (a trap) is begun again at the same place.
/// <reference path="./page.d.ts" />

import {join} from 'node:path';
import {assert, root, serve, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const article = '2023-07-02-hangul-search';

/** @param {Page} page @param {string} address */
async function open(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'hanji' in window);
  await page.evaluate(() => hanji.ready);
}

const state = (/** @type {Page} */ page) => page.evaluate(() => hanji.state());

/** It reads and searches as ever. @param {Page} page */
async function assert_alive(page) {
  assert.ok(await page.locator('#trouble').isHidden(), 'no trouble is told');
  await page.evaluate(() => hanji.home());
  await page.locator('#text .entry').first().waitFor();
  assert.ok((await page.evaluate(() => hanji.search('활자', {limit: 3}))).length > 0, 'it searches');
  await page.evaluate(slug => hanji.open(slug), article);
  await page.locator('#text article h1').waitFor();
}

/** From now on a trap comes with the next frame. @param {Page} page */
const break_drawing = page => page.evaluate(() => {
  const {clear} = WebGL2RenderingContext.prototype;
  Object.assign(window, {mend: () => WebGL2RenderingContext.prototype.clear = clear});
  WebGL2RenderingContext.prototype.clear = () => { throw new WebAssembly.RuntimeError('unreachable'); };
});
const mend_drawing = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (window).mend());

/** @param {import('playwright-core').Browser} browser @param {{folder: string, url: string}} samples */
export async function foreign_stories(browser, samples) {
  const fresh = async () => (await browser.newContext({locale: 'ko-KR', viewport: {width: 1440, height: 900}})).newPage();

  await test('chromium: 듣는 이가 던진 것은 알리기만 하고, 다른 이는 계속 들으며, 쪽은 그대로 산다', async () => {
    const page = await fresh();
    /** @type {string[]} */ const said = [];
    page.on('console', message => { if (message.type() === 'error') said.push(message.text()); });
    await open(page, samples.url);
    await page.evaluate(() => {
      const heard = Object.assign(window, {heard: /** @type {string[]} */ ([])}).heard;
      hanji.on('navigate', () => { throw new Error('analytics is blocked'); });
      // @ts-ignore what a listener answers is its own affair
      hanji.on('navigate', () => Promise.reject(new Error('and answers late')));
      hanji.on('navigate', ({state}) => {
        heard.push(`navigate ${state.view}`);
        if (state.slug === '') hanji.set({fontSize: 20});  // while the program speaks
      });
      hanji.on('error', ({message}) => heard.push(`error ${message}`));
      hanji.on('error', () => { throw new Error('even of errors'); });
    });
    await page.evaluate(slug => hanji.open(slug), article);
    const heard = () => page.evaluate(() => /** @type {any} */ (window).heard);
    await until(async () => (await heard()).includes('error and answers late'), 'what came late');
    assert.ok((await heard()).includes('navigate article'), 'others listen on');
    assert.ok((await heard()).includes('error analytics is blocked'));
    assert.ok(!(await heard()).includes('error even of errors'), 'an error about errors is for the console');
    assert.ok(said.some(text => text.includes('analytics is blocked')) && said.some(text => text.includes('even of errors')), said.join('\n'));
    await assert_alive(page);
    await page.evaluate(() => hanji.home());
    await until(() => page.evaluate(() => hanji.get().fontSize === 20), 'what a listener asked for while the program spoke');
    await page.context().close();
  });

  await test('chromium: 하지 못한 찾기는 답이 없는 것이 아니라 잘못이다', async () => {
    const page = await (await browser.newContext({locale: 'ko-KR', serviceWorkers: 'block'})).newPage();
    await page.route(/\/(api|address)\.js$/, route => route.fulfill({path: join(root, 'shell', route.request().url().replace(/.*\//, '')), contentType: 'text/javascript'}));
    await open(page, samples.url);
    const answers = await page.evaluate(async () => {
      const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[type=module]')).src;
      const {make_api} = await import(script.replace(/[^/]*$/, 'api.js'));
      /** @type {number[]} */ const asked = [];
      const {api, tell, lose} = make_api(() => ({stopped: () => false, search: (/** @type {number} */ id) => asked.push(id)}), () => {}, Promise.resolve());
      tell({type: 'ready'});
      const answers = [1, 2, 3].map(() => api.search('활자').then((/** @type {any[]} */ hits) => hits.length, (/** @type {Error} */ error) => error.message));
      while (asked.length < 3) await api.ready;
      tell({type: 'answer', id: asked[0], hits: [], error: '색인을 읽지 못했습니다'});
      tell({type: 'answer', id: asked[1], hits: [1, 2]});
      tell({type: 'answer', id: 99, hits: []});
      lose('멎었다');
      return Promise.all(answers);
    });
    assert.deepEqual(answers, ['색인을 읽지 못했습니다', 2, '멎었다']);
    await page.context().close();
  });

  await test('chromium: 엉뚱한 물음에는 잘못이라 답하고, 쪽은 그대로 산다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    const answers = await page.evaluate(async () => {
      const any = /** @type {any} */ (hanji);
      /** @type {any} */ const cyclic = {};
      cyclic.self = cyclic;
      const huge = '가'.repeat(3_000_000);
      /** @type {Record<string, () => any>} */
      const odd = {
        open_nothing: () => any.open(), open_number: () => any.open(12), open_object: () => any.open({}), open_section: () => any.open('a', {section: 7}), open_huge: () => any.open(huge),
        open_cyclic: () => any.open('a', {query: cyclic}), search_nothing: () => any.search(), search_symbol: () => any.search(Symbol('a')),
        search_limit: () => any.search('활자', {limit: 'many'}), set_nothing: () => any.set(), set_text: () => any.set('dark'), set_cyclic: () => any.set(cyclic), set_huge: () => any.set({theme: huge}),
        set_function: () => any.set(() => {}), on_nothing: () => any.on('ready'), on_number: () => any.on('ready', 3),
      };
      /** @type {string[]} */ const accepted = [];
      for (const [name, ask] of Object.entries(odd)) {
        try {
          await ask();
          accepted.push(name);
        } catch { /* as it should be */ }
      }
      await any.search('활자', null);
      if ((await any.search(`활자 ${huge}`)).length === 0) accepted.push('search_huge');  // its beginning is searched
      await any.search('활자', {limit: 1e12});
      any.set({theme: 7, fontSize: 'large', lineHeight: NaN, measure: null, unknown: [[]]});
      return accepted;
    });
    assert.deepEqual(answers, []);
    await assert_alive(page);
    await page.context().close();
  });

  await test('chromium: 품은 쪽의 엉뚱한 말에도 답하고, 그대로 산다', async () => {
    const host = await serve(null, path => path === '/index.html' ? {type: 'text/html; charset=utf-8', body: `<!doctype html><meta charset="utf-8">
      <iframe id="inside" width="600" height="500" src="${samples.url}/?embed#/${article}"></iframe>`} : null);
    const page = await fresh();
    await page.goto(host.url.replace('127.0.0.1', 'localhost'));
    await page.frameLocator('#inside').locator('#text h1').waitFor();
    const answers = await page.evaluate(async () => {
      const frame = /** @type {HTMLIFrameElement} */ (document.getElementById('inside'));
      /** @type {any} */ const cyclic = {section: 'a'};
      cyclic.self = cyclic;
      const odd = [
        {type: 'open', arguments: 'abc'}, {type: 'open', arguments: {length: 4e9}}, {type: 'open', arguments: [cyclic]}, {type: 'open', arguments: []}, {type: 'set', arguments: [cyclic]},
        {type: 'search', arguments: [['활자']]}, {type: 'set', arguments: [null]}, {type: 'open', arguments: [1, 2, 3, ...Array(200_000).keys()]},
      ];
      /** @param {any} message @returns {Promise<any>} */
      const ask = message => new Promise(done => {
        const id = Math.random();
        addEventListener('message', function hear({data}) {
          if (data?.type !== 'answer' || data.id !== id) return;
          removeEventListener('message', hear);
          done(data);
        });
        frame.contentWindow?.postMessage({hanji: 1, id, ...message}, '*');
      });
      for (const message of [null, 7, 'hanji', [], {hanji: 1}, {hanji: 1, type: cyclic}, {hanji: 1, type: '__proto__'}, {hanji: 1, type: 'ready'}]) frame.contentWindow?.postMessage(message, '*');
      /** @type {boolean[]} */ const errors = [];
      for (const message of odd) errors.push(typeof (await ask(message)).error === 'string');
      const hits = (await ask({type: 'search', arguments: [`활자 ${'가'.repeat(2_000_000)}`, {limit: 3}]})).value.length;
      return {errors, hits};
    });
    assert.deepEqual(answers, {errors: answers.errors.map(() => true), hits: 3});
    await page.context().close();
    host.close();
  });

  for (const [name, change] of /** @type {[string, () => void][]} */ ([
    ['더럽힌 Object.prototype과 Array.prototype', () => {
      for (const name of ['extra', 'clone', 'image', 'label', 'href', 'query', 'error', 'y', 'missing']) {
        Object.assign(Object.prototype, {[name]: () => 'not ours'});
        Object.assign(Array.prototype, {[name]: () => 'not ours'});
      }
    }],
    ['던지는 history', () => {
      for (const name of /** @type {const} */ (['pushState', 'replaceState'])) history[name] = () => { throw new Error(`no ${name}`); };
    }],
    ['matchMedia도 ResizeObserver도 없는 창', () => {
      Reflect.deleteProperty(window, 'matchMedia');
      Reflect.deleteProperty(window, 'ResizeObserver');
    }],
    ['엉뚱한 것을 주는 ResizeObserver', () => {
      // @ts-ignore a shim
      window.ResizeObserver = class { constructor(/** @type {any} */ told) { this.told = told; } observe() { setTimeout(() => this.told([])); } disconnect() {} };
    }],
    ['없는 localStorage', () => { Object.defineProperty(window, 'localStorage', {value: undefined}); }],
    ['쓸 때 던지는 localStorage', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }],
    ['재지 못하는 2D 캔버스', () => {
      CanvasRenderingContext2D.prototype.getImageData = () => { throw new Error('blocked'); };
      const measure = CanvasRenderingContext2D.prototype.measureText;
      CanvasRenderingContext2D.prototype.measureText = function (/** @type {string} */ text) { return text.includes('활') ? /** @type {any} */ ({}) : measure.call(this, text); };
    }],
    ['던지는 navigator.serviceWorker', () => { Object.defineProperty(navigator, 'serviceWorker', {get() { throw new DOMException('sandboxed', 'SecurityError'); }}); }],
  ])) {
    await test(`chromium: ${name} 위에서도 읽고 찾는다`, async () => {
      const page = await fresh();
      await page.addInitScript(change);
      await open(page, samples.url);
      await assert_alive(page);
      assert.ok((await page.locator('#text').innerText()).length > 500);
      await page.evaluate(() => hanji.set({fontSize: 22}));
      await until(() => page.locator('#text .paragraph').first().evaluate(one => getComputedStyle(one).fontSize === '22px'), 'a setting to apply');
      await page.context().close();
    });
  }

  for (const [name, change] of /** @type {[string, () => void][]} */ ([
    ['글 층과 틀의 아이들을 빼내도', () => { for (const id of ['text', 'frame']) document.getElementById(id)?.replaceChildren(); }],
    ['요소를 통째로 빼내도', () => { for (const id of ['sheet', 'said', 'trouble', 'search', 'find']) document.getElementById(id)?.remove(); }],
    ['글 층의 글을 번역기처럼 갈아도', () => {
      for (const line of document.querySelectorAll('#text .line, #frame .line')) {
        const font = document.createElement('font');
        font.textContent = 'translated';
        line.replaceChildren(font);
      }
    }],
    ['JSON과 createElement가 한동안 던져도', () => {
      const {parse} = JSON, {createElement} = document;
      JSON.parse = () => { throw new Error('no JSON'); };
      document.createElement = () => { throw new Error('no elements'); };
      setTimeout(() => {
        JSON.parse = parse;
        document.createElement = createElement;
      }, 500);
    }],
  ])) {
    await test(`chromium: 남이 ${name} 프로그램은 멎지 않는다`, async () => {
      const page = await fresh();
      await open(page, `${samples.url}/#/${article}`);
      await page.evaluate(change);
      await page.keyboard.press('v');
      await page.keyboard.press('Escape');
      await page.evaluate(() => { dispatchEvent(new PopStateEvent('popstate')); });
      await page.setViewportSize({width: 900, height: 700});
      await until(() => page.evaluate(() => {
        try { return hanji.state().view === 'article'; } catch { return false; }
      }), 'the program to answer');
      await page.evaluate(() => hanji.home());
      await page.locator('#text .entry').first().waitFor();
      assert.ok((await page.evaluate(() => hanji.search('활자', {limit: 3}))).length > 0);
      assert.equal(await page.locator('#trouble:visible').count(), 0);
      await page.context().close();
    });
  }

  await test('chromium: 던지는 fetch는 못 가져온 것이 되고, 다시 시도하면 열린다', async () => {
    const page = await fresh();
    await open(page, samples.url);
    await page.evaluate(() => {
      const ours = window.fetch;
      Object.assign(window, {mend: () => window.fetch = ours});
      window.fetch = () => { throw new Error('patched away'); };
    });
    await page.evaluate(slug => hanji.open(slug), article);
    assert.match(await page.locator('#text').innerText(), /이 글을 불러오지 못했습니다/);
    await mend_drawing(page);
    await page.locator('[data-control=retry]').click();
    await page.locator('#text article h1').waitFor();
    await assert_alive(page);
    await page.context().close();
  });

  await test('chromium: 말이 없는 서버는 스무 초 뒤에 못 가져온 것이 되고, 다시 시도하면 열린다', async () => {
    let silent = false;
    const site = await serve(samples.folder, path => silent && /\/bundle\/(articles|slugs)-/.test(path) ? {late_ms: Infinity} : null);
    const page = await fresh();
    await page.addInitScript(() => {  // ten times as fast as a clock
      const wait = window.setTimeout;
      // @ts-ignore
      window.setTimeout = (run, ms, ...given) => wait(run, ms >= 10_000 ? ms / 10 : ms, ...given);
    });
    await open(page, site.url);
    silent = true;
    const told = page.evaluate(() => new Promise(done => hanji.on('error', ({message}) => done(message))));
    await page.evaluate(slug => hanji.open(slug), article);
    assert.match(await page.locator('#text').innerText(), /이 글을 불러오지 못했습니다/);
    assert.match(String(await told), /응답이 없습니다/);
    silent = false;
    await page.locator('[data-control=retry]').click();
    await page.locator('#text article h1').waitFor();
    await assert_alive(page);
    await page.context().close();
    site.close();
  });

  await test('chromium: 멎은 프로그램은 누르면 읽던 자리에서 다시 시작하고, 새로 받지 않는다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await page.evaluate(() => hanji.set({fontSize: 20}));
    await until(() => page.locator('#text .paragraph').first().evaluate(one => getComputedStyle(one).fontSize === '20px'), 'the setting');
    await page.evaluate(() => scrollTo({top: 900, behavior: 'instant'}));
    await until(async () => (await state(page)).progress > 0, 'the scroll');
    const before = await state(page);
    const pending = page.evaluate(() => { Object.assign(window, {asked: hanji.search('없는낱말이다').then(() => 'answered', error => String(error))}); });
    await pending;
    await break_drawing(page);
    await page.mouse.move(700, 300);
    await page.locator('#trouble:visible').waitFor();
    assert.match(await page.locator('#trouble').innerText(), /화면을 더 그리지 못합니다/);
    assert.ok((await page.locator('#text').innerText()).length > 500, 'the text stays');
    await mend_drawing(page);
    /** @type {string[]} */ const fetched = [];
    page.on('request', request => fetched.push(request.url()));
    await page.locator('#trouble button', {hasText: '다시 시작'}).click();
    await until(async () => (await state(page)).slug === article, 'the article');
    await until(async () => (await state(page)).showing === 'content', 'its text');
    await until(() => page.evaluate(() => !document.documentElement.classList.contains('plain')), 'the canvas');
    const after = await state(page);
    assert.deepEqual([after.view, after.slug, after.section], [before.view, before.slug, before.section]);
    assert.ok(Math.abs(await page.evaluate(() => scrollY) - 900) < 2, 'the line that was read');
    assert.equal(await page.evaluate(() => hanji.get().fontSize), 20);
    assert.deepEqual(fetched.filter(url => /\.wasm|\.js$|\.dat/.test(url)), [], 'the program is in memory still');
    await page.setViewportSize({width: 1200, height: 800});
    await assert_alive(page);
    await page.context().close();
  });

  await test('chromium: 다시 시작해도 치던 말이 남고, 답이 이어진다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await page.keyboard.press('/');
    await page.waitForFunction(() => document.activeElement?.id === 'search');
    await page.keyboard.type('활자');
    await until(async () => (await state(page)).query === '활자', 'the query');
    await break_drawing(page);
    await page.mouse.move(700, 300);
    await page.locator('#trouble:visible').waitFor();
    await page.locator('#search').press('End');
    await page.keyboard.type('를');
    const asked = await page.evaluate(() => hanji.search('활자').then(() => 'answered', error => String(error)));
    assert.match(asked, /stopped/, 'who asks meanwhile is told');
    await mend_drawing(page);
    await page.locator('#trouble button').click();
    await until(async () => (await state(page)).view === 'search', 'the answers');
    await until(async () => await page.locator('#text .entry').count() > 0, 'hits');
    assert.match(await page.locator('#search').inputValue(), /^활자/);
    await page.context().close();
  });

  await test('chromium: 다시 시작하자마자 또 멎으면 새로 고침을 권한다', async () => {
    const page = await fresh();
    await open(page, `${samples.url}/#/${article}`);
    await break_drawing(page);
    await page.mouse.move(700, 300);
    await page.locator('#trouble button', {hasText: '다시 시작'}).click();
    await page.locator('#trouble button', {hasText: '새로 고침'}).waitFor();
    await page.locator('#trouble button').click();
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    await assert_alive(page);
    await page.context().close();
  });

  await test('chromium: 처음 그리다 멎어도 다시 시작을 권한다', async () => {
    const page = await fresh();
    await page.addInitScript(() => {
      const {clear} = WebGL2RenderingContext.prototype;
      let first = true;
      WebGL2RenderingContext.prototype.clear = function (/** @type {number} */ of) {
        if (!first) return clear.call(this, of);
        first = false;
        throw new WebAssembly.RuntimeError('unreachable');
      };
    });
    await page.goto(`${samples.url}/#/${article}`);
    await page.locator('#trouble button', {hasText: '다시 시작'}).click();
    await until(async () => (await state(page)).showing === 'content', 'its text');
    await assert_alive(page);
    await page.context().close();
  });
}
