// Whether the text that is drawn, the one that is selected and the one that is told to a screen reader are the same, in
// random states: sizes, spacings, themes, widths, zooms, and styles that a reader has added. What is drawn is looked
// at: each line's ink on the canvas, beside that of the text layer shown in its place, in both directions. Ink that
// moved by a letter's breadth is told as other: each line is also compared with itself so moved, and has to be nearer
// to what it is than to that.

import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {settle, shots} from '../../browser/harness.mjs';
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
  const under = (/** @type {DOMRect} */ box) => [...document.querySelectorAll('#frame [data-control]')].some(each => {
    const {left, right, top, bottom, height} = each.getBoundingClientRect(), at_foot = bottom > innerHeight - 4;
    return height > 0 && box.bottom > top - 16 && (at_foot || (box.top < bottom + 16 && box.right > left - 16 && box.left < right + 16));  // a bar, or a notice
  });
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode), around = /** @type {Element} */ (node.parentElement);
    if (!node.data.trim() || around.closest('button, math, rt, rp, table, pre, [role=doc-backlink], .told, figure, details, sup, sub, code, mark, a, u, ins, del, s, abbr')) continue;  // lines and grounds are no letters
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.top < 64 || box.bottom > innerHeight - 8 || under(box) || box.left < 0 || box.right > innerWidth || range.getClientRects().length !== 1) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.top - box.top) < 2 && Math.abs(box.left - last.right) < 2) Object.assign(last, {right: box.right, text: last.text + node.data});
    else lines.push({left: box.left, right: box.right, top: box.top, bottom: box.bottom, text: node.data});
  }
  return lines.filter(({text}) => text.trim().length >= 3);  // of less there is too little ink
});

/**
 * How far the ink of each line in one picture is covered by that in the other, of the worse: 1 = the same; and how far it would be, were the other
 * moved by half of a line's height.
 * @param {Page} looking @param {string[]} pictures in base64 @param {{left: number, right: number, top: number, bottom: number}[]} lines @param {number} scale
 */
const alike = (looking, pictures, lines, scale) => looking.evaluate(async ({pictures, lines, scale}) => {
  const [one, other] = await Promise.all(pictures.map(async base64 => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height), context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }));
  /** @typedef {{width: number, height: number, ink: Uint8Array}} Mask */
  const mask = (/** @type {ImageData} */ image, /** @type {typeof lines[0]} */ {left, right, top, bottom}) => {
    const [x0, x1, y0, y1] = [Math.max(0, Math.round(left * scale)), Math.min(image.width, Math.round(right * scale)), Math.round(top * scale), Math.min(image.height, Math.round(bottom * scale))];
    const light = (/** @type {number} */ x, /** @type {number} */ y) => { const i = 4 * (y * image.width + x); return image.data[i] + image.data[i + 1] + image.data[i + 2]; };
    const ground = light(x0, y0), made = {width: x1 - x0, height: y1 - y0, ink: new Uint8Array((x1 - x0) * (y1 - y0))};
    for (let y = y0; y < y1; ++y) for (let x = x0; x < x1; ++x) if (Math.abs(light(x, y) - ground) > 200) made.ink[(y - y0) * made.width + x - x0] = 1;
    return made;
  };
  const covered = (/** @type {Mask} */ these, /** @type {Mask} */ those, /** @type {number} */ reach, /** @type {number} */ moved) => {
    let all = 0, met = 0;
    for (let y = 0; y < these.height; ++y) for (let x = 0; x < these.width; ++x) {
      if (!these.ink[y * these.width + x] || x - moved < 0 || x - moved >= these.width) continue;
      all += 1;
      let found = false;
      for (let v = Math.max(0, y - reach); !found && v <= Math.min(those.height - 1, y + reach); ++v)
        for (let u = Math.max(0, x - moved - reach); !found && u <= Math.min(those.width - 1, x - moved + reach); ++u) found = those.ink[v * those.width + u] === 1;
      if (found) met += 1;
    }
    return all === 0 ? 1 : met / all;
  };
  return lines.map(line => {
    const [these, those] = [mask(/** @type {ImageData} */ (one), line), mask(/** @type {ImageData} */ (other), line)], height = line.bottom - line.top;
    const reach = Math.ceil(Math.max(1, height / 28) * scale);  // one px, as a browser may place letters
    const both = (/** @type {number} */ moved) => these.ink.includes(1) !== those.ink.includes(1) ? 0 : Math.min(covered(these, those, reach, moved), covered(those, these, reach, -moved));
    return [both(0), both(Math.round(scale * height / 4))];
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
    const differ = ratios.map(([ratio = 0, moved = 0]) => ratio < 0.9 || ratio <= moved);
    mkdirSync(shots, {recursive: true});
    if (differ.includes(true)) for (const [what, picture] of [['drawn', drawn], ['layer', of_layer]]) writeFileSync(join(shots, `state-${i}-${what}.png`), String(picture), 'base64');
    for (const [k, [ratio = 0, moved = 0]] of ratios.entries()) if (differ[k]) tell(`«${lines[k]?.text.slice(0, 30)}» ${ratio.toFixed(2)}, moved ${moved.toFixed(2)}`);
  }
  await looking.close();
  return {lines: seen, wrong};
}
