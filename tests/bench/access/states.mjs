// Whether the text that is drawn, the one that is selected and the one that is told to a screen reader are the same, in random states: sizes,
// spacings, themes, widths, zooms, and styles that a reader has added. What is drawn is looked at: each line's ink on the canvas, beside that
// of the text layer shown in its place.

import {settle} from '../../browser/harness.mjs';
import {random} from '../../random.mjs';

/** @typedef {import('playwright-core').Page} Page */

const spacing = '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important; }';

/** @param {() => number} next @returns {{settings: object, viewport: {width: number, height: number, deviceScaleFactor: number}, own: boolean, at: number}} */
function state_of(next) {
  const one_of = (/** @type {any[]} */ ...all) => all[Math.floor(next() * all.length)];
  const settings = {theme: one_of('light', 'sepia', 'dark', 'contrast'), font: one_of('serif', 'sans'), fontSize: one_of(0, 14, 16, 18, 21, 26, 36, 56), lineHeight: 1.4 + 0.8 * next(), measure: one_of(24, 30, 36, 44),
    letterSpacing: one_of(-0.02, 0, 0, 0.05, 0.12, 0.2), wordSpacing: one_of(0, 0, 0.16, 0.3), paragraphGap: one_of(1, 1, 0.5, 2), align: one_of('start', 'justify'), breaks: one_of('word', 'syllable'), paragraphs: one_of('gap', 'indent', 'indent-but-first')};
  return {settings, viewport: {width: one_of(320, 390, 600, 820, 1280, 1440), height: one_of(256, 640, 900), deviceScaleFactor: one_of(1, 1.25, 1.5, 2, 3)}, own: next() < 0.1, at: next()};
}

/** The lines of the text that are wholly seen: where each is, and what its letters are. @param {Page} page */
const lines_seen = page => page.evaluate(() => {
  const article = /** @type {Element} */ (document.querySelector('#text > article'));
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT), range = document.createRange();
  /** @type {{left: number, right: number, top: number, bottom: number, text: string}[]} */ const lines = [];
  const below = document.querySelector('#frame .bar, nav.bar') ? 72 : 0;
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode), around = /** @type {Element} */ (node.parentElement);
    if (!node.data.trim() || around.closest('button, math, rt, rp, table, pre, [role=doc-backlink], .told, figure, details, sup, sub, code, mark')) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.top < 64 || box.bottom > innerHeight - below - 8 || box.left < 0 || box.right > innerWidth || range.getClientRects().length !== 1) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - box.top) < 2 && box.left >= last.right - 2) Object.assign(last, {right: box.right, text: last.text + node.data});
    else lines.push({left: box.left, right: box.right, top: box.top, bottom: box.bottom, text: node.data});
  }
  return lines;
});

/** How far the ink of each line in one picture is covered by that in the other, of the worse: 1 = the same. @param {Page} looking @param {string[]} pictures in base64 @param {{left: number, right: number, top: number, bottom: number}[]} lines @param {number} scale */
const alike = (looking, pictures, lines, scale) => looking.evaluate(async ({pictures, lines, scale}) => {
  const [one, other] = await Promise.all(pictures.map(async base64 => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height), context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }));
  const inked = (/** @type {ImageData} */ image, /** @type {typeof lines[0]} */ {left, right, top, bottom}) => {
    const [x0, x1, y0, y1] = [left - 2, right + 2, top, bottom].map(px => Math.round(px * scale));
    const light = (/** @type {number} */ x, /** @type {number} */ y) => { const i = 4 * (y * image.width + x); return image.data[i] + image.data[i + 1] + image.data[i + 2]; };
    const ground = light(Math.max(0, x0), y0);
    return Array.from({length: x1 - x0}, (_, i) => {
      for (let y = y0; y < y1; ++y) if (x0 + i >= 0 && x0 + i < image.width && Math.abs(light(x0 + i, y) - ground) > 200) return true;
      return false;
    });
  };
  const covered = (/** @type {boolean[]} */ these, /** @type {boolean[]} */ those, /** @type {number} */ height) => {
    const all = these.filter(Boolean).length, reach = Math.ceil(scale * Math.max(1.5, height / 40));
    return all === 0 ? 1 : these.filter((ink, i) => ink && those.slice(Math.max(0, i - reach), i + reach + 1).some(Boolean)).length / all;
  };
  return lines.map(line => {
    const [these, those] = [inked(/** @type {ImageData} */ (one), line), inked(/** @type {ImageData} */ (other), line)];
    return these.some(Boolean) !== those.some(Boolean) ? 0 : Math.min(covered(these, those, line.bottom - line.top), covered(those, these, line.bottom - line.top));
  });
}, {pictures, lines, scale});

/** A style of nobody's but ours, or none. @param {Page} page @param {string} css */
const restyle = (page, css) => page.evaluate(css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css === '' ? [] : [sheet];
}, css);

/** @param {Page} page */
async function told(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Accessibility.enable');
  const {root} = await cdp.send('DOM.getDocument', {depth: 0}), {nodeId} = await cdp.send('DOM.querySelector', {nodeId: root.nodeId, selector: '#text > article'});
  const {node: {backendNodeId}} = await cdp.send('DOM.describeNode', {nodeId});
  const {nodes} = /** @type {any} */ (await cdp.send('Accessibility.getFullAXTree'));
  await cdp.detach();
  const by_id = new Map(nodes.map((/** @type {any} */ node) => [node.nodeId, node]));
  let text = '';
  const walk = (/** @type {any} */ node) => {
    if (!node || /^(button|math|MathMLMath|image)$/.test(node.role?.value)) return;
    if (node.role?.value === 'StaticText') text += node.name?.value ?? '';
    else for (const id of node.childIds ?? []) walk(by_id.get(id));
  };
  walk(nodes.find((/** @type {any} */ node) => node.backendDOMNodeId === backendNodeId));
  return text;
}

/** @param {Page} page */
const selected = page => page.evaluate(() => {
  const article = /** @type {Element} */ (document.querySelector('#text > article')), walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  let text = '';
  const selection = getSelection();
  selection?.selectAllChildren(article);
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (selection?.containsNode(walker.currentNode, true) && !around?.closest('button, math, [aria-hidden=true], [hidden], figure > .missing, details:not([open]) > :not(summary)') && around?.checkVisibility({visibilityProperty: true})) text += walker.currentNode.textContent;
  }
  selection?.removeAllRanges();
  return text;
});

/**
 * @param {Page} page one that nothing else is shown on @param {(name: string) => string} address @param {string[]} names of pages @param {number} wanted @param {number} seed
 * @returns {Promise<{lines: number, wrong: string[]}>}
 */
export async function walk_states(page, address, names, wanted, seed) {
  const next = random(seed), looking = await page.context().newPage(), cdp = await page.context().newCDPSession(page);
  /** @type {string[]} */ const wrong = [];
  let seen = 0, on = '';
  const shot = async () => (await cdp.send('Page.captureScreenshot', {format: 'png'})).data;
  await page.bringToFront();  // what lies behind draws nothing
  const letters = (/** @type {string} */ text) => text.replace(/[\s\u00ad\u200b]/g, '');
  for (let i = 0; i < wanted; ++i) {
    const name = names[Math.floor(next() * names.length)] ?? '', {settings, viewport, own, at} = state_of(next);
    await cdp.send('Emulation.setDeviceMetricsOverride', {...viewport, mobile: false});
    if (on === '' || i % 5 === 0) {
      on = name;
      await page.goto(address(name));
      await page.waitForFunction(() => 'hanji' in window);
      await page.evaluate(() => hanji.ready);
      await page.waitForSelector('html.drawn #text > article', {state: 'attached'});
    }
    const tell = (/** @type {string} */ what) => wrong.push(`${i} ${on} ${JSON.stringify({...settings, ...viewport})}: ${what}`);
    await page.evaluate(settings => hanji.set(settings), settings);
    await settle(page);
    await page.evaluate(at => scrollTo({top: at * (document.documentElement.scrollHeight - innerHeight), behavior: 'instant'}), at);
    await settle(page);
    const [said, chosen] = [letters(await told(page)), letters(await selected(page))];
    if (said !== chosen) {
      let first = 0;
      while (said[first] === chosen[first]) ++first;
      tell(`told «${said.slice(first, first + 20)}», selected «${chosen.slice(first, first + 20)}»`);
    }
    if (own) {
      await restyle(page, spacing);
      await page.waitForFunction(() => !document.documentElement.classList.contains('drawn'), null, {timeout: 5000}).catch(() => tell('drawn though its reader has styles of their own'));
      await restyle(page, '');
      on = '';
      continue;
    }
    const lines = await lines_seen(page);
    if (lines.length === 0) continue;
    const drawn = await shot();
    await restyle(page, `canvas { visibility: hidden !important; } #text, #text * { color: ${/dark/.test(JSON.stringify(settings)) ? '#fff' : '#000'} !important; }`);
    const of_layer = await shot();
    await restyle(page, '');
    const ratios = await alike(looking, [drawn, of_layer], lines, viewport.deviceScaleFactor);
    seen += lines.length;
    for (const [k, ratio] of ratios.entries()) if (ratio < 0.95) tell(`«${lines[k]?.text.slice(0, 30)}» ${ratio.toFixed(2)}`);
  }
  await looking.close();
  return {lines: seen, wrong};
}
