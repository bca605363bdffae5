// A pinch enlarges a part of the window, and what is drawn for all of it with that. So the canvas goes to that part, at the screen's
// own density: as large as before, and as sharp. While fingers change the scale it shows all of the window, enlarged.

const beside = 0.125;  // of what is seen, on each side of it: what a finger moves into sight before it is drawn

/**
 * @param {() => HTMLCanvasElement} canvas @param {() => import('./host.js').Program} program
 */
export function watch_pinch(canvas, program) {
  if (!window.visualViewport) return;
  const view = window.visualViewport;
  /** @typedef {{x: number, y: number, width: number, height: number, scale: number}} Part of the window, CSS px */
  /** @type {Part | null} */ let part = null;
  let scale = view.scale, rest = 0;

  /** @param {Part | null} next */
  function show(next) {
    if (!part && !next) return;
    part = next;
    const {style, offsetWidth, offsetHeight} = canvas();
    style.transformOrigin = '0 0';
    style.transform = part ? `translate(${part.x}px, ${part.y}px) scale(${part.width / offsetWidth}, ${part.height / offsetHeight})` : '';
    program().pinch(part?.x ?? 0, part?.y ?? 0, part?.width ?? 0, part?.height ?? 0, (part?.scale ?? 1) * devicePixelRatio);
  }

  /** What is seen and something beside it, on the grid of device pixels. @returns {Part} */
  function part_seen() {
    const {offsetLeft, offsetTop, width, height} = view, {offsetWidth, offsetHeight} = canvas(), dense = scale * devicePixelRatio;
    const from = (/** @type {number} */ start, /** @type {number} */ long) => Math.floor(Math.max(0, start - long * beside) * dense) / dense;
    const to = (/** @type {number} */ start, /** @type {number} */ long, /** @type {number} */ most) => Math.ceil(Math.min(most, start + long * (1 + beside)) * dense) / dense;
    const x = from(offsetLeft, width), y = from(offsetTop, height);
    return {x, y, width: to(offsetLeft, width, offsetWidth) - x, height: to(offsetTop, height, offsetHeight) - y, scale};
  }

  const is_within = (/** @type {Part} */ {x, y, width, height}) => view.offsetLeft >= x && view.offsetTop >= y && view.offsetLeft + view.width <= x + width && view.offsetTop + view.height <= y + height;

  function look() {
    clearTimeout(rest);
    if (view.scale !== scale) {
      scale = view.scale;
      show(null);
    }
    if (scale <= 1) return;
    if (!part) rest = window.setTimeout(() => show(part_seen()), 150);
    else if (!is_within(part)) show(part_seen());  // in the same frame as it is moved
  }
  for (const event of ['resize', 'scroll']) view.addEventListener(event, look);
  window.addEventListener('resize', () => {
    show(null);
    look();
  });
  look();
}
