// In a frame (?embed) alone: speaks to the page around it, and to no other (messages.js), scrolls as part of that page, and draws
// on a canvas only while it is seen. Browsers give a page few canvases of the GPU: out of sight the text layer is the page.

import {events, read_question} from './messages.js';

/**
 * @typedef {object} Inside what main.js lends
 * @property {any} api window.hanji
 * @property {(error: unknown) => string} message_of
 * @property {() => number} height of the content, px
 * @property {() => boolean} is_ready
 * @property {() => HTMLCanvasElement} canvas
 * @property {() => import('./host.js').Program | undefined} program
 * @property {() => void} resize @property {() => void} redraw
 * @property {(plain: boolean) => void} use_plain_text
 *
 * @typedef {{dark: boolean | null, draws: boolean, opened: boolean, height_changed(): void, canvas_turned(): void}} Outside
 *   dark: null = as the system is; draws: on a canvas of the GPU; opened: the program has asked for one; canvas_turned: it was lost or came back
 */

/** An <hanji-reader> will say what it is before this frame may draw (embed.js gives the name). */
const in_element = window.name === 'hanji-reader' && window.parent !== window;

/** Whoever embeds us, where the browser tells. @returns {string | null} */
function origin_around() {
  if (window.parent === window) return null;
  const {ancestorOrigins} = location;
  try { return ancestorOrigins ? ancestorOrigins[0] ?? null : new URL(document.referrer).origin; } catch { return null; }
}

/** @param {Outside} outside @param {Inside} inside */
export function speak_to_parent(outside, {api, message_of, height, is_ready, canvas, program, resize, redraw, use_plain_text}) {
  const {documentElement: html} = document, {style} = html;
  let origin = origin_around(), greeted = false, said_height = -1, settling = 0;
  let auto = false, granted = !in_element, seen = false;
  /** @type {boolean | null} */ let dark = null;

  // A window that navigates loses its frames, so window.parent is who embeds us for as long as we are there. One without an origin
  // ('null') cannot be named; it is spoken to once it has spoken.
  const say = (/** @type {object} */ message) => {
    if (origin === null || (origin === 'null' && !greeted)) return;
    try { window.parent.postMessage({hanji: 1, ...message}, origin === 'null' ? '*' : origin); } catch { /* what cannot be cloned */ }
  };
  const tell_height = () => {
    if (said_height !== height()) say({type: 'height', height: said_height = height()});
  };

  // Its height is its content's, so no bar takes width from it, which would change that height again. Where the page around gives less,
  // there is a bar after all.
  let short_at = 0;  // px of a window that is too low
  function show_bar() {
    const whole = auto && short_at !== innerHeight;
    style.setProperty('scrollbar-width', whole ? 'none' : 'auto');
    style.setProperty('scrollbar-gutter', whole ? 'auto' : 'stable');
  }
  function settle_bar() {
    clearTimeout(settling);
    if (auto) settling = window.setTimeout(() => {
      short_at = innerHeight + 1 < height() ? innerHeight : 0;
      show_bar();
    }, 1000);
  }
  show_bar();
  window.addEventListener('resize', () => {
    if (short_at !== innerHeight) short_at = 0;
    show_bar();
    settle_bar();
  });

  /** @type {WEBGL_lose_context | null} */ let given_back = null;
  // A context that was given back comes again as any other that was lost. Until the browser has told of the one, the other must wait.
  function turn_canvas() {
    const running = program(), {draws} = outside;
    if (!running || running.stopped()) return;
    if (!outside.opened && draws) {
      outside.opened = true;
      use_plain_text(!running.context(true));
      resize();
      return redraw();
    }
    const gl = outside.opened ? canvas().getContext('webgl2') : null;
    if (!gl || draws !== gl.isContextLost()) return;
    if (draws) return given_back?.restoreContext();
    given_back = gl.getExtension('WEBGL_lose_context');  // to be had only now
    given_back?.loseContext();
  }
  function look_around() {
    [outside.dark, outside.draws] = [dark, granted && seen];
    if (!program() || program()?.stopped()) return;
    turn_canvas();
    resize();
  }
  try {
    new IntersectionObserver(entries => {
      seen = entries.at(-1)?.isIntersecting ?? true;
      look_around();
    }).observe(html);
  } catch {
    seen = true;
  }

  window.addEventListener('message', async event => {
    if (event.source !== window.parent || window.parent === window) return;
    const asked = read_question(event.data);
    if (!asked || (origin !== null && greeted && event.origin !== origin)) return;
    const first = !greeted;
    origin = event.origin;
    greeted = true;
    if (asked.type === 'host') {
      ({auto, dark, draw: granted} = /** @type {import('./messages.js').Host} */ (asked));
      show_bar();
      settle_bar();
      look_around();
      if (!first) return;
      if (is_ready()) say({type: 'ready'});
      said_height = -1;
      if (height() > 0) tell_height();
      return;
    }
    const {type, id, arguments: given} = /** @type {import('./messages.js').Question} */ (asked);
    try {
      if (given === null) throw new TypeError('hanji: arguments are to be a list');
      say({type: 'answer', id, value: await api[type](...given)});
    } catch (error) {
      say({type: 'answer', id, error: message_of(error)});
    }
  });

  for (const event of events) api.on(event, say);
  if (window.parent !== window) window.parent.postMessage({hanji: 1, type: 'hello'}, '*');  // it says nothing but that somebody hears
  look_around();

  outside.height_changed = () => {
    tell_height();
    settle_bar();
  };
  outside.canvas_turned = () => { setTimeout(turn_canvas); };
}
