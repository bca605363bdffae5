// Stands within each page, whose policy knows it by its hash. It applies what a reader has chosen, before the first paint, and goes to
// where an article was left. Then it fetches the program (main.js), which draws over the text. Where an address asks for what only the
// program shows, the text is not shown, and the program is fetched at once.
(() => {
  const {documentElement: html} = document, {dataset, style} = html;

  /** @param {string} name @param {string} value @param {boolean} fits */
  const set = (name, value, fits) => { if (fits) style.setProperty(name, value); };
  try {
    const {theme, font, fontSize, lineHeight, measure, letterSpacing, wordSpacing, paragraphGap, align, breaks} = JSON.parse(localStorage.getItem('hanji.settings') ?? '{}') ?? {};
    if (/^(light|sepia|dark|contrast)$/.test(theme)) {
      dataset.theme = theme;
      document.querySelectorAll('meta[name=theme-color]').forEach((meta, dark) => meta.setAttribute('content', ({light: '#fdfcfa', sepia: '#f6eddc', dark: '#17181a', contrast: dark ? '#000000' : '#ffffff'})[/** @type {'light'} */ (theme)]));
    }
    set('--body', `var(--${font})`, /^(serif|sans|site)$/.test(font));
    const scale = parseFloat(getComputedStyle(html).fontSize) / 16 || 1;  // the browser's own size
    const own = fontSize >= 12 && fontSize <= 56, size = own ? fontSize : (innerWidth < 640 ? 17 : 18.5) * scale;
    set('--size', `${size}px`, own || scale !== 1);
    set('--line', `${Math.round(size * (lineHeight >= 1.4 && lineHeight <= 2.2 ? lineHeight : 1.75))}px`, own || scale !== 1 || lineHeight !== undefined);
    set('--measure', `calc(${measure} * var(--size))`, measure >= 24 && measure <= 44);
    set('--letter-space', `${letterSpacing}em`, Math.abs(letterSpacing) <= 0.2);
    set('--word-space', `${wordSpacing}em`, wordSpacing >= 0 && wordSpacing <= 0.3);
    set('--between', String(paragraphGap - 1), paragraphGap >= 0.5 && paragraphGap <= 2);
    set('--align', 'justify', align === 'justify');
    set('--breaks', 'normal', breaks === 'syllable');
  } catch { /* nothing chosen, or nowhere to keep it */ }

  const {program, route} = dataset;
  if (program === undefined) return;
  if (location.protocol === 'file:') {  // browsers let no file fetch another
    return addEventListener('DOMContentLoaded', () => {
      const note = document.createElement('p');
      note.setAttribute('role', 'note');
      note.className = 'as-file';
      note.append('파일로 열렸습니다. 이 글은 읽을 수 있지만, 찾기와 다른 기능에는 서버가 있어야 합니다. 누리집의 폴더에서 ', Object.assign(document.createElement('code'), {textContent: 'hanji serve .'}), ' 또는 ',
        Object.assign(document.createElement('code'), {textContent: 'python3 -m http.server 8080'}), ' 을 하고 http://127.0.0.1:8080 을 여세요. (Opened as a file. This text can be read; search and the rest want a server: run one of these in the site’s folder.)');
      document.body.prepend(note);
    });
  }
  let folder = new URL(program, location.href).href, site = new URL('..', folder);  // other addresses may come to stand above this page
  /** The line that was being read, of this entry of the history or of another day. */
  const resume = () => {
    /** @type {[number, number] | undefined} */ let place;
    const state = history.state, slug = decodeURIComponent(route?.slice(2) ?? '');
    try {
      const places = () => JSON.parse(localStorage.getItem(`hanji.places ${site.pathname}`) ?? '[]');
      place = state?.place ?? (state?.y === undefined && !location.hash && places().find((/** @type {any} */ each) => each[0] === slug)?.[1]);
    } catch { /* nothing kept */ }
    const block = place && document.querySelector(`[data-b="${Number(place[0])}"]`);
    if (!block || !place) return state?.y > 0 && scrollTo(0, state.y);
    for (let around = block.closest('details'); around; around = around.parentElement?.closest('details') ?? null) around.open = true;
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), range = document.createRange(), encoder = new TextEncoder();
    range.selectNodeContents(block);
    for (let left = place[1]; texts.nextNode();) {
      const text = /** @type {Text} */ (texts.currentNode), bytes = encoder.encode(text.data);
      if (left < bytes.length) {
        range.setStart(text, new TextDecoder().decode(bytes.slice(0, left)).length);
        break;
      }
      left -= bytes.length;
    }
    scrollTo(0, (range.getClientRects()[0] ?? block.getBoundingClientRect()).top + scrollY - 76);
    if (state?.place === undefined) dataset.resumed = '';
  };

  const asks = new URLSearchParams(location.search);
  const in_frame = asks.has('embed') || (window.name === 'hanji-reader' && parent !== window);  // redirects may have lost what was asked
  const waits = /^#\/./.test(location.hash) || in_frame || (route === '#/' && asks.has('q'));
  if (waits) dataset.waiting = '';
  if (in_frame) style.overflowY = 'auto';

  /** @param {string} tag @param {object} properties */
  const add = (tag, properties) => document.head.append(Object.assign(document.createElement(tag), properties));
  const ours = /** @type {any} */ (window).trustedTypes?.createPolicy('hanji', {createScriptURL: (/** @type {string} */ url) => url});  // made here, of the folder's address
  /** Some hosts put a slash behind a page's address: then all that it names lies elsewhere. Tried once, and taken back where it was not that. */
  const slashed = /[^/]\/$/.test(location.pathname) && program.startsWith('../') ? location.pathname : '';
  let tried = slashed === '';
  const try_without_slash = () => {
    const path = tried ? slashed : slashed.slice(0, -1), again = !tried;
    tried = true;
    if (!path) return false;
    try { history.replaceState(history.state, '', path + location.search + location.hash); } catch { return false; }
    folder = new URL(program, location.href).href;
    site = new URL('..', folder);
    return again;
  };
  const fetch_program = () => {
    /** @param {string} href @param {object} properties */
    const preload = (href, properties) => add('link', {href, fetchPriority: 'low', ...properties});
    add('link', {rel: 'stylesheet', href: `${folder}shell.css`, media: 'not all'});
    /** @type {HTMLElement} */ (document.head.lastChild).dataset.program = '';
    const script = (/** @type {string} */ file, /** @type {object} */ properties) => add('script', {src: ours?.createScriptURL(folder + file) ?? folder + file, ...properties});
    script('main.js', {type: 'module', fetchPriority: 'low', onerror: () => try_without_slash() ? fetch_program() : in_frame ? script('no_program.js', {onerror: () => delete dataset.waiting}) : dataset.failed = ''});
    // All that main.js asks for, so that one does not wait for another. The bundle's list names the rest: named here, it would change
    // each page with each post.
    for (const name of ['lines.js', 'hanji.js']) preload(folder + name, {rel: 'modulepreload'});
    const of_kept = dataset.kept ? `?build=${dataset.kept}` : '';  // build.js
    for (const file of [`${folder}hanji.wasm`, `${folder}icudt76l.dat`, `${site.href}build.json${of_kept}`, `${site.href}bundle/bundle.json${of_kept}`]) preload(file, {rel: 'preload', as: 'fetch', crossOrigin: ''});
  };
  if (waits) return fetch_program();

  addEventListener('DOMContentLoaded', resume);
  // Whom an address has led to words of the text (#:~:text=, which no script sees) the browser shows them. The text is left as it is
  // until a hand moves, or a script leads elsewhere. It is the browser that scrolls there, before any hand does.
  if (!location.hash && history.state === null && /** @type {any} */ (performance.getEntriesByType('navigation')[0])?.type === 'navigate') {
    const led = () => { if (dataset.resumed === undefined) dataset.led = ''; };
    addEventListener('scroll', led, {once: true, passive: true});
    addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => removeEventListener('scroll', led))));
    for (const hand of ['wheel', 'touchstart', 'pointerdown', 'keydown', 'hashchange']) addEventListener(hand, () => {
      removeEventListener('scroll', led);
      delete dataset.led;
    }, {passive: true, capture: true});
  }
  // Who saves data, or is on a line that would take long, reads and searches (search.html) without it.
  const {saveData, effectiveType = ''} = /** @type {any} */ (navigator).connection ?? {};
  try {
    if (saveData || /2g/.test(effectiveType) || matchMedia('(prefers-reduced-data: reduce)').matches) return;
  } catch { /* another's matchMedia */ }
  addEventListener('DOMContentLoaded', () => requestAnimationFrame(() => setTimeout(fetch_program)));
})();
