// The browser as our font engine: it measures and paints one cluster at a time. A face is a number, family * 2 + bold
// (src/layout/font_metrics.h); the families are those of shell.css, so that canvas and text layer use the same fonts.

const families = ['--serif', '--sans', '--mono', '--site'];

/** @param {number} face @param {number} size */
const font_of = (face, size) =>
  `${face & 1 ? 700 : 400} ${size}px ${getComputedStyle(document.documentElement).getPropertyValue(families[face >> 1]).trim()}`;

/** @returns {CanvasRenderingContext2D} */
function make_context() {
  const canvas = document.createElement('canvas');
  canvas.width = 2048;  // a word of Arabic is one cluster
  canvas.height = 512;
  canvas.lang = 'ko';
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', {willReadFrequently: true}));
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  return context;
}

const context = make_context();
/** @type {Map<string, string>} */
const fonts = new Map();
let current = '';

/** @param {number} face @param {number} size */
function use(face, size) {
  const key = `${face}/${size}`;
  if (key === current) return;
  let font = fonts.get(key);
  if (!font) fonts.set(key, font = font_of(face, size));
  context.font = font;
  context.fontKerning = 'none';
  if ('textRendering' in context) context.textRendering = 'geometricPrecision';
  current = key;
}

// Punctuation and digits take other forms beside Hangul than beside Latin (src/text/scripts.h), so they are measured and
// painted behind a letter of that script, whose own width is taken off again. By Script: own, none, latin, hangul, han, apart, right_to_left.
const company = ['', '', 'l', '이', '日', '이·', 'א'];  // none of them reaches to its advance's end
const right_to_left = 6;  // … in front of one, so that ( looks like )

/** @type {Map<string, number>} */
const company_widths = new Map();
document.fonts?.addEventListener('loadingdone', () => company_widths.clear());

/** @param {string} letter in the font in use */
function width_of_company(letter) {
  const key = letter + current;
  let width = company_widths.get(key);
  if (width === undefined) company_widths.set(key, width = context.measureText(letter).width);
  return width;
}

/** @param {number} face @param {number} size @param {number} beside @param {string} cluster */
export function measure(face, size, beside, cluster) {
  use(face, size);
  const letter = company[beside];
  context.direction = beside === right_to_left ? 'rtl' : 'ltr';
  return letter ? context.measureText(letter + cluster).width - width_of_company(letter) : context.measureText(cluster).width;
}

/**
 * What a text needs measured, in steps that are short: the browser shapes each letter once, and the first of a face takes it milliseconds.
 * At the size that widths are kept for (src/app/browser_font.cpp). @param {number} face @param {string} text @returns {(() => void)[]}
 */
export function warm(face, text) {
  const letters = [...new Set(`가a${text}`)], step = 16;
  return Array.from({length: Math.ceil(letters.length / step)}, (_, i) => () => {
    for (const letter of letters.slice(i * step, (i + 1) * step)) measure(face, 256, 0, letter);
  });
}

/** @param {number} face @param {number} size @returns {[number, number]} ascent and descent of the face's box */
export function extents(face, size) {
  use(face, size);
  const box = context.measureText('한');
  return [box.fontBoundingBoxAscent, box.fontBoundingBoxDescent];
}

// Blended linearly, dark ink on a light ground looks thinner than the browser's own text: lift the coverage.
const darker = Uint8ClampedArray.from({length: 256}, (_, coverage) => 255 * (coverage / 255) ** 0.8);

/** @typedef {{left: number, top: number, width: number, height: number, colored: boolean, pixels: Uint8ClampedArray}} Bitmap */

/**
 * @param {number} face @param {number} size device pixels @param {number} phase 0 … 1 @param {boolean} dark
 * @param {number} beside @param {string} cluster @returns {Bitmap | null} null: nothing to see
 */
export function rasterize(face, size, phase, dark, beside, cluster) {
  use(face, size);
  const letter = company[beside];
  const back = beside === right_to_left;
  context.direction = back ? 'rtl' : 'ltr';
  const own = letter ? width_of_company(letter) : 0, before = back ? 0 : own;
  const box = context.measureText(letter + cluster);
  const margin = 1;
  const left = before ? 0 : Math.floor(phase - box.actualBoundingBoxLeft) - margin;  // the letter's ink ends left of it
  const right = back ? Math.ceil(phase + box.width - own) : Math.ceil(phase - before + box.actualBoundingBoxRight) + margin;
  const top = Math.floor(-box.actualBoundingBoxAscent) - margin;
  const bottom = Math.ceil(box.actualBoundingBoxDescent) + margin;
  const width = Math.min(right - left, context.canvas.width), height = Math.min(bottom - top, context.canvas.height);
  if (!(width > 2 * margin && height > 2 * margin)) return null;
  context.clearRect(0, 0, width, height);
  context.fillStyle = dark ? '#fff' : '#000';
  context.fillText(letter + cluster, phase - left - before, -top);
  const pixels = context.getImageData(0, 0, width, height).data;
  const ink = dark ? 255 : 0;
  let colored = false, seen = false;
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] === 0) continue;
    seen = true;
    if (pixels[i + 3] > 128 && Math.abs(pixels[i] - ink) + Math.abs(pixels[i + 1] - ink) + Math.abs(pixels[i + 2] - ink) > 24) {
      colored = true;
      break;
    }
  }
  if (!seen) return null;
  if (!colored) {
    for (let i = 0; i < pixels.length; i += 4) {
      pixels[i] = pixels[i + 1] = pixels[i + 2] = 255;
      if (!dark) pixels[i + 3] = darker[pixels[i + 3]];
    }
  }
  return {left, top, width, height, colored, pixels};
}
