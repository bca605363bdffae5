// What the letters on the screen stand out by, from their ground: of pixels, not of styles, since of what is drawn
// nobody else can tell. Each stretch of text of the layer and of the frame is looked at where it is drawn, at three
// times the usual pixels: its ground is the colour that most of its box has, its ink the one that differs most from
// that (WCAG 1.4.3).

/** @typedef {import('playwright-core').Page} Page */

export const least_contrast = 4.5;

/** The stretches of text that are seen now. @param {Page} page */
const stretches = page => page.evaluate(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  /** @type {{left: number, right: number, top: number, bottom: number, text: string}[]} */ const seen = [];
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode), around = /** @type {HTMLElement} */ (node.parentElement);
    if (!node.data.trim() || around.closest('script, style, option, [aria-hidden=true], rp') || !around.checkVisibility({visibilityProperty: true})) continue;
    range.selectNodeContents(node);
    for (const {left, right, top, bottom} of range.getClientRects()) {
      if (right - left < 4 || bottom - top < 6 || left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) continue;
      const shown = [[left + 2, top + 2], [(left + right) / 2, (top + bottom) / 2], [right - 2, bottom - 2]].every(([x = 0, y = 0]) => {
        const above = document.elementFromPoint(x, y);
        return above !== null && (above.contains(around) || around.contains(above));
      });
      let clips = around;  // as a line that is left out below the last
      while (clips.parentElement && getComputedStyle(clips).overflowY === 'visible') clips = clips.parentElement;
      if (shown && bottom <= clips.getBoundingClientRect().bottom + 1) seen.push({left, right, top, bottom, text: node.data.trim().slice(0, 30)});
    }
  }
  return seen;
});

/**
 * @param {Page} page at three times the usual pixels @param {Page} looking another, where nothing else is done
 * @returns {Promise<{seen: number, low: string[]}>} each stretch that stands out less than it has to
 */
export async function contrasts(page, looking) {
  const seen = await stretches(page);
  const picture = (await page.screenshot({animations: 'disabled', caret: 'hide'})).toString('base64'), scale = await page.evaluate(() => devicePixelRatio);
  const ratios = await looking.evaluate(async ({picture, seen, scale}) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d'));
    context.drawImage(bitmap, 0, 0);
    const linear = Array.from({length: 256}, (_, c) => c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    const luminance = (/** @type {number} */ colour) => 0.2126 * Number(linear[colour >> 16]) + 0.7152 * Number(linear[colour >> 8 & 255]) + 0.0722 * Number(linear[colour & 255]);
    return seen.map(({left, right, top, bottom}) => {
      const [x, y, w, h] = [Math.round(left * scale), Math.round(top * scale), Math.round((right - left) * scale), Math.round((bottom - top) * scale)];
      const {data} = context.getImageData(x, y, w, h);
      /** @type {Map<number, number>} */ const counts = new Map();
      for (let i = 0; i < data.length; i += 4) {
        const colour = Number(data[i]) << 16 | Number(data[i + 1]) << 8 | Number(data[i + 2]);
        counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
      const ground = luminance([...counts].reduce((most, each) => each[1] > most[1] ? each : most)[0]);
      return Math.max(...[...counts].filter(([, count]) => count >= 3).map(([colour]) => {
        const ink = luminance(colour);
        return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
      }));
    });
  }, {picture, seen, scale});
  return {seen: seen.length, low: seen.flatMap(({text}, i) => Number(ratios[i]) < least_contrast ? [`«${text}» ${Number(ratios[i]).toFixed(2)}`] : [])};
}
