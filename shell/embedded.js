// In a frame (?embed) alone: speaks to the page around it, and to no other (messages.js), scrolls as part of that page, and draws
// on a canvas only while it is seen. Browsers give a page few canvases of the GPU: out of sight the text layer is the page.

import {events, read_question} from './messages.js';

/**
 * @typedef {object} Inside what main.js lends
 * @property {any} api window.hanji
 * @property {(error: unknown) => string} message_of
 * @property {() => number} height of the content, px
 * @property {() => boolean} is_ready
 * @property {(outside: {dark: boolean | null, draws: boolean}) => void} look the page is to look so, and to draw on a canvas or not
 */

/** An <hanji-reader> will say what it is before this frame may draw (embed.js gives the name). */
const in_element = window.name === 'hanji-reader' && window.parent !== window;

/** Whoever embeds us, where the browser tells. @returns {string | null} */
function origin_around() {
  if (window.parent === window) return null;
  const {ancestorOrigins} = location;
  try { return ancestorOrigins ? ancestorOrigins[0] ?? null : new URL(document.referrer).origin; } catch { return null; }
}

/** @param {Inside} inside */
export function speak_to_parent({api, message_of, height, is_ready, look}) {
  const {documentElement: html} = document, {style} = html;
  let origin = origin_around(), greeted = false, said_height = -1, constrained = 0;
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
  let given = 0;
  function show_bar() {
    const whole = auto && given !== innerHeight;
    style.setProperty('scrollbar-width', whole ? 'none' : 'auto');
    style.setProperty('scrollbar-gutter', whole ? 'auto' : 'stable');
  }
  function settle_bar() {
    clearTimeout(constrained);
    if (auto) constrained = window.setTimeout(() => {
      given = innerHeight + 1 < height() ? innerHeight : 0;
      show_bar();
    }, 1000);
  }
  show_bar();
  window.addEventListener('resize', () => {
    if (given !== innerHeight) given = 0;
    show_bar();
    settle_bar();
  });

  const look_around = () => look({dark, draws: granted && seen});
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

  return {
    height_changed() {
      tell_height();
      settle_bar();
    },
  };
}
