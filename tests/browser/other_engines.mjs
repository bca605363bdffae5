// A shorter round in Firefox (WebDriver BiDi) and WebKitGTK (plain WebDriver), both in a window under Xvfb: opens,
// draws, lays the text layer, searches, and falls back to text where WebGL is missing.

import {spawn} from 'node:child_process';
import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {serve_oddly} from '../hosts/odd_host.mjs';
import {host_of, html} from './embedding.mjs';
import {serve_versions, three_versions} from './offline_walk.mjs';
import {assert, settled, shots, skip, test, until} from './harness.mjs';

/** @typedef {{url: string}} Site */
/** @typedef {{evaluate(source: string): Promise<any>, go(url: string): Promise<void>, screenshot(file: string): Promise<Buffer>, close(): Promise<void>}} Browser */

const article = '2023-07-02-hangul-search';

/** A display of our own. @returns {Promise<{name: string, close(): void}>} */
async function open_display() {
  for (let number = 90; number < 120; ++number) {
    if (existsSync(`/tmp/.X11-unix/X${number}`)) continue;
    const server = spawn('Xvfb', [`:${number}`, '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {stdio: 'ignore'});
    await until(() => existsSync(`/tmp/.X11-unix/X${number}`) || server.exitCode !== null, 'Xvfb', 10000);
    if (server.exitCode === null) return {name: `:${number}`, close: () => server.kill()};
  }
  throw new Error('no display is free');
}

/** @param {boolean} headless @returns {Promise<Browser>} */
async function open_firefox(headless) {
  const display = headless ? null : await open_display();
  const browser = await puppeteer.launch({browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless, protocolTimeout: 120000,
    defaultViewport: null, args: ['--width=1200', '--height=850'],  // a viewport of its own asks for more than an older ESR knows
    env: {...process.env, ...(display ? {DISPLAY: display.name} : {}), LIBGL_ALWAYS_SOFTWARE: '1'},
    extraPrefsFirefox: {'intl.accept_languages': 'ko-KR, ko', 'webgl.force-enabled': true}});
  const page = await browser.newPage();
  return {
    evaluate: source => page.evaluate(source),
    go: async url => { await page.goto(url); },
    async screenshot(file) {
      const bytes = Buffer.from(await page.screenshot());
      writeFileSync(file, bytes);
      return bytes;
    },
    async close() {
      await browser.close();
      display?.close();
    },
  };
}

function mini_browser() {
  for (const triple of readdirSync('/usr/lib')) {
    for (const version of ['4.1', '4.0', '6.0']) {
      const file = `/usr/lib/${triple}/webkit2gtk-${version}/MiniBrowser`;
      if (existsSync(file)) return file;
    }
  }
  return '';
}

/** @returns {Promise<Browser>} */
async function open_webkit() {
  const display = await open_display();
  const port = 9500 + process.pid % 400;
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {stdio: 'ignore', env: {...process.env, DISPLAY: display.name, LANG: 'ko_KR.UTF-8',
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1'}});
  const ask = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {object} */ body = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {method, ...(method === 'POST' ? {body: JSON.stringify(body)} : {})});
    const json = /** @type {any} */ (await answer.json());
    if (json.value?.error) throw new Error(`${json.value.error}: ${json.value.message}`);
    return json.value;
  };
  await until(() => ask('GET', '/status').then(() => true, () => false), 'WebKitWebDriver');
  const {sessionId} = await ask('POST', '/session', {capabilities: {alwaysMatch: {'webkitgtk:browserOptions': {binary: mini_browser(), args: ['--automation']}}}});
  const session = `/session/${sessionId}`;
  return {
    evaluate: source => ask('POST', `${session}/execute/async`, {script: `const done = arguments[0]; Promise.resolve().then(() => (${source})).then(done, e => done('error: ' + e));`, args: []}),
    go: url => ask('POST', `${session}/url`, {url}),
    async screenshot(file) {
      const bytes = Buffer.from(await ask('GET', `${session}/screenshot`), 'base64');
      writeFileSync(file, bytes);
      return bytes;
    },
    async close() {
      await ask('DELETE', session).catch(() => {});
      driver.kill();
      display.close();
    },
  };
}

/** @param {Browser} browser @param {string} address */
async function open(browser, address) {
  await browser.go('about:blank');
  await browser.go(address);
  await until(() => browser.evaluate(`'hanji' in window`), 'window.hanji', 60000);
  await browser.evaluate('hanji.ready.then(() => true)');
}

/** How much of the paragraphs' lines is not paper, read back from a screenshot by the browser itself. @param {Browser} browser @param {string} file */
async function share_of_ink(browser, file) {
  await browser.evaluate('(scrollTo(0, 900), true)');  // past the picture
  await browser.evaluate(`(${settled})().then(() => true)`);
  const shot = (await browser.screenshot(file)).toString('base64');
  return browser.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${shot}'), c => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
    const context = canvas.getContext('2d', {willReadFrequently: true});
    context.drawImage(image, 0, 0);
    const scale = image.width / innerWidth;
    return Math.min(...[...document.querySelectorAll('#text .paragraph .line')].flatMap(line => {
      const range = document.createRange();
      range.selectNodeContents(line);
      const box = range.getBoundingClientRect();
      if (line.textContent.trim().length < 2 || box.top < 70 || box.bottom > innerHeight - 10) return [];
      const data = context.getImageData(Math.round(box.x * scale), Math.round(box.y * scale), Math.max(1, Math.round(box.width * scale)), Math.max(1, Math.round(box.height * scale))).data;
      let seen = 0;
      for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 600) seen += 1;
      return [seen / (data.length / 4)];
    }));
  })()`);
}

/** @param {string} name @param {Browser} browser @param {Site} samples */
async function round(name, browser, samples) {
  await test(`${name}: 글이 그려지고 글 층이 있다`, async () => {
    await open(browser, `${samples.url}/#/${article}`);
    assert.equal(await browser.evaluate('hanji.state().slug'), article);
    assert.equal(await browser.evaluate(`document.documentElement.classList.contains('plain')`), false, 'WebGL2 draws');
    assert.ok(await browser.evaluate(`document.querySelectorAll('#text h2.heading').length`) >= 5);
    const share = await share_of_ink(browser, join(shots, `${name}.png`));
    assert.ok(share > 0.02 && share < 1, `ink in every line: ${share}`);
    const off = await browser.evaluate(`(async () => {
      const {line_errors, block_drifts} = await import(document.querySelector('script[type=module]').src.replace(/[^/]*$/, 'lines.js'));
      const text = document.querySelector('#text');
      while (text.hasAttribute('aria-busy')) await new Promise(requestAnimationFrame);
      return [...line_errors(text), ...block_drifts(text)].filter(([, px]) => Math.abs(px) > 1);
    })()`);
    assert.deepEqual(off, [], 'each line ends, and each block stands, where it is drawn');
  });
  await test(`${name}: 찾으면 답이 뜬다`, async () => {
    await open(browser, samples.url);
    await browser.evaluate(`(() => { const input = document.getElementById('search'); input.focus(); input.value = '활자'; input.dispatchEvent(new InputEvent('input', {bubbles: true})); return true; })()`);
    await until(() => browser.evaluate(`hanji.state().view === 'search' && document.querySelectorAll('#text .entry').length > 2`), 'the answers');
    assert.equal(await browser.evaluate(`hanji.search('활자', {limit: 3}).then(hits => hits.length)`), 3);
  });
  await test(`${name}: 줄 끝을 넘는 말도 찾고, 차례가 듣는다`, async () => {
    await open(browser, `${samples.url}/#/${article}`);
    assert.equal(await browser.evaluate(`(() => {
      const block = [...document.querySelectorAll('#text .paragraph')].find(one => one.querySelectorAll(':scope > .line').length > 2 && one.children.length === one.querySelectorAll(':scope > :is(.line, wbr)').length);
      const [first, second] = [...block.querySelectorAll('.line')].map(line => line.textContent);
      getSelection().removeAllRanges();
      return window.find(first.slice(-5) + second.slice(0, 5));
    })()`), true);
    await browser.evaluate(`(document.querySelectorAll('#frame .link a')[3].click(), true)`);
    await until(() => browser.evaluate('scrollY > 300'), 'the jump');
  });

  await test(`${name}: 고른 글은 토막 사이가 비고, 보이는 줄을 덮으며, 글쇠는 연 글의 제목에 있다`, async () => {
    await open(browser, `${samples.url}/#/${article}`);
    const {plain, html, covered, invisible} = await browser.evaluate(`(() => {
      const [heading, paragraph] = [document.querySelector('#text h2.heading'), document.querySelector('#text h2.heading + .paragraph')];
      getSelection().setBaseAndExtent(heading.querySelector('.line').firstChild, 0, paragraph, paragraph.childNodes.length);
      const copy = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
      paragraph.dispatchEvent(copy);
      const data = copy.clipboardData, chosen = getSelection().getRangeAt(0).getBoundingClientRect();
      const around = [heading, paragraph].map(one => one.getBoundingClientRect());
      return {plain: data.getData('text/plain'), html: data.getData('text/html'), covered: chosen.top <= around[0].top + 12 && chosen.bottom >= around[1].bottom - 12, invisible: /transparent|position/.test(data.getData('text/html'))};
    })()`);
    assert.match(plain, /^[^\n]+\n\n[^\n]+$/, 'an empty line between the two, and none within');
    assert.match(html, /<h2>.*<\/h2>\s*<p>/s);
    assert.deepEqual([covered, invisible], [true, false]);
    const at = `(({activeElement}) => activeElement.localName + ' ' + activeElement.textContent.trim())(document)`;
    await browser.evaluate(`(document.querySelector('#frame a[data-route="#/"]')?.focus(), hanji.open('2023-07-02-hangul-search'), true)`);
    await until(async () => await browser.evaluate(at) === 'h1 검색은 한글을 어떻게 접는가', 'the keys at the title');
  });
}

/** On pages of others. @param {string} name @param {Browser} browser @param {Site & {folder: string}} samples */
async function embedded_round(name, browser, samples) {
  const element = (/** @type {string} */ site) => `<hanji-reader id="reader" src="${site}" article="${article}" height="auto"></hanji-reader><script src="${samples.url}/embed.js"></script>
    <script>window.told = []; for (const type of ['ready', 'error', 'height']) reader.addEventListener(type, event => told.push({type, reason: event.detail.reason, at: performance.now()}));</script>`;
  const heard = (/** @type {string} */ type) => until(() => browser.evaluate(`told.find(one => one.type === '${type}') ?? null`), `the event ${type}`, 30_000);
  /** @param {string} body @param {() => Promise<void>} story */
  const on_page = async (body, story) => {
    const host = await host_of({'/': html(body, '<meta name="referrer" content="no-referrer">')});
    try {
      await browser.go(host.url);
      await story();
    } finally {
      await browser.go('about:blank');
      host.close();
    }
  };
  const last_state = `(async () => { await reader.ready; return (await reader.state()).slug; })()`;

  await test(`${name}: 주소를 보내지 않는 쪽에서도 품은 글과 말하고, 제 높이로 선다`, () => on_page(element(`${samples.url}/`), async () => {
    await heard('ready');
    assert.equal(await browser.evaluate(`reader.search('활자', {limit: 2}).then(hits => hits.length)`), 2);
    await until(() => browser.evaluate(`reader.getBoundingClientRect().height > 1000`), 'its height');
    const height = await browser.evaluate('reader.getBoundingClientRect().height');
    await new Promise(done => setTimeout(done, 2500));
    assert.equal(await browser.evaluate('reader.getBoundingClientRect().height'), height);
  }));
  await test(`${name}: 옮긴 요소는 이어지고, 없앤 요소의 물음은 까닭과 함께 끝난다`, () => on_page(`<div id="there"></div>${element(`${samples.url}/`)}`, async () => {
    await heard('ready');
    await browser.evaluate(`(async () => { await reader.open('2024-09-29-salt'); there.append(reader); })().then(() => true)`);
    assert.equal(await browser.evaluate(last_state), '2024-09-29-salt');
    assert.equal(await browser.evaluate(`(() => { const asked = reader.search('활자'); reader.remove(); return asked.then(() => 'answered', error => error.reason); })()`), 'removed');
  }));
  await test(`${name}: 틀을 막는 곳은 까닭을 말한다`, async () => {
    const site = await serve_oddly(samples.folder, {headers: {'x-frame-options': 'DENY'}});
    await on_page(element(site.url), async () => {
      const {reason, at} = await heard('error');
      assert.equal(reason, 'refused');
      assert.ok(at < 7000, `${at}`);
    });
    site.close();
  });
  // WebKit holds that 'self' in a page's policy is nobody where the page has no origin: no script comes, and the page is read as it is.
  const draws = name !== 'webkit';
  await test(`${name}: 출처 없는 모래 상자에서도 ${draws ? '준비되었다고 말한다' : '글의 쪽이 읽힌다'}`, () => on_page(
    `<script>window.said = []; addEventListener('message', event => { said.push([event.origin, event.data?.type]); if (event.data?.type === 'hello') event.source.postMessage({hanji: 1, type: 'host', dark: null, auto: false, draw: true}, '*'); });</script>
     <iframe id="there" sandbox="allow-scripts" width="600" height="500" src="${samples.url}/a/${article}.html?embed"></iframe>`, async () => {
    if (draws) await until(() => browser.evaluate(`said.some(([origin, type]) => origin === 'null' && type === 'ready')`), 'the word', 30_000);
    await until(async () => {
      const shot = (await browser.screenshot(join(shots, `${name}-sandboxed.png`))).toString('base64');
      return browser.evaluate(`(async () => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(atob('${shot}'), c => c.charCodeAt(0))], {type: 'image/png'}));
        const context = Object.assign(document.createElement('canvas'), {width: 560, height: 400}).getContext('2d');
        context.drawImage(image, -20, -80);
        const {data} = context.getImageData(0, 0, 560, 400);
        let dark = 0;
        for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] + data[i + 2] < 300) dark += 1;
        return dark > 800;
      })()`);
    }, 'its text to be seen');
  }));
}

/** Builds and what is kept, as offline.mjs tells it at length. @param {string} name @param {Browser} browser @param {string} folder where to work */
async function offline_round(name, browser, folder) {
  const slug = '2024-03-05-글4', path = `/a/${encodeURIComponent(slug)}.html`;
  const [first, second] = await three_versions(folder), {live, url, close} = await serve_versions(first?.folder ?? '');
  const whole = `document.querySelector('[data-what=whole]')`;
  /** @param {string} mark of the build */
  const reads = mark => until(() => browser.evaluate(`(async () => {
    if (!('hanji' in window)) return false;
    await hanji.ready;
    return hanji.state().slug === ${JSON.stringify(slug)} && hanji.state().showing === 'content' && document.querySelector('main').textContent.includes('${mark}판');
  })()`).catch(() => false), `the article of ${mark}`);
  const active = () => browser.evaluate(`caches.match('/build.json?state', {cacheName: 'hanji / state'}).then(kept => kept?.json()).then(state => state?.active ?? '')`).catch(() => '');

  await test(`${name}: 통째로 담은 누리집은 그물 없이 어느 글에서나 열린다`, async () => {
    await browser.go(`${url}/offline.html`);
    await until(() => browser.evaluate(`/[kM]B/.test(${whole}?.querySelector('button')?.textContent ?? '')`), 'the size');
    await browser.evaluate(`${whole}.querySelector('button').click()`);
    await until(() => browser.evaluate(`Boolean(${whole}?.querySelector('[role=status]'))`), 'the whole');
    live.down = true;
    await browser.go(url + path);
    await reads('가');
    assert.ok(await browser.evaluate(`hanji.search('소금', {limit: 3}).then(hits => hits.length > 0)`));
    live.down = false;
  });

  await test(`${name}: 새 판은 온전히 담긴 뒤에 앞의 것을 갈음하고, 끊기면 앞의 것이 열린다`, async () => {
    const before = await active();
    live.folder = second?.folder ?? '';
    live.loses = each => /index-|articles-|pack-/.test(each);
    await browser.go(url + path);
    await new Promise(done => setTimeout(done, 2500));
    assert.equal(await active(), before);
    live.down = true;
    await browser.go(url + path);
    await reads('가');
    Object.assign(live, {down: false, loses: () => false});
    await browser.go(url + path);
    await until(async () => await active() !== before, 'the second build');
    live.down = true;
    await browser.go(url + path);
    await reads('나');
  });
  close();
}

/** @param {string} name @param {() => Promise<Browser>} open_it @param {(browser: Browser) => Promise<void>} stories */
async function with_browser(name, open_it, stories) {
  /** @type {Browser | undefined} */ let browser;
  await test(`${name}: 창이 열린다`, async () => { browser = await open_it(); });
  if (!browser) return;
  await stories(browser);
  await browser.close();
}

export const other_engines = [
  {
    name: 'firefox',
    /** @param {Site & {folder: string}} samples */
    async stories(samples) {
      if (!existsSync('/usr/bin/firefox-esr')) return skip('firefox', 'firefox-esr is not installed');
      await with_browser('firefox', () => open_firefox(false), async browser => {
        await round('firefox', browser, samples);
        await embedded_round('firefox', browser, samples);
        await offline_round('firefox', browser, join(samples.folder, '../offline'));
      });
      await test('firefox: WebGL2가 없는 창에서는 글 층이 쪽이 된다', async () => {
        const headless = await open_firefox(true);
        try {
          await open(headless, `${samples.url}/#/${article}`);
          const share = await share_of_ink(headless, join(shots, 'firefox-no-webgl.png'));
          assert.ok(share > 0.02 && share < 1, `ink in every line: ${share}`);
        } finally {
          await headless.close();
        }
      });
    },
  },
  {
    name: 'webkit',
    /** @param {Site & {folder: string}} samples */
    async stories(samples) {
      if (!mini_browser()) return skip('webkit', 'webkit2gtk-driver is not installed');
      await with_browser('webkit', open_webkit, async browser => {
        await round('webkit', browser, samples);
        await embedded_round('webkit', browser, samples);
      });
    },
  },
];
