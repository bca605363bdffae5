// A shorter round in Firefox (WebDriver BiDi) and WebKitGTK (plain WebDriver), both in a window under Xvfb: opens, draws,
// lays the text layer, searches, and falls back to text where WebGL is missing.

import {spawn} from 'node:child_process';
import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
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
    /** @param {Site} samples */
    async stories(samples) {
      if (!existsSync('/usr/bin/firefox-esr')) return skip('firefox', 'firefox-esr is not installed');
      await with_browser('firefox', () => open_firefox(false), browser => round('firefox', browser, samples));
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
    /** @param {Site} samples */
    async stories(samples) {
      if (!mini_browser()) return skip('webkit', 'webkit2gtk-driver is not installed');
      await with_browser('webkit', open_webkit, browser => round('webkit', browser, samples));
    },
  },
];
