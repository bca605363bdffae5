// <hanji-reader src="…/" article="slug" section="id" theme="auto"> on anybody's page: a sandboxed iframe with the methods and events
// of window.hanji (embed.d.ts). The build makes one file of this and what it imports, which needs no module and may be there twice.
//
// The page around may move the element, take it away, copy it, or change it before anything shows; the site may be redirected, be gone
// or forbid frames. What was asked for is then asked again, or told why not; nothing waits for ever.

import {read_word} from '../shell/messages.js';

const quiet_ms = 1200;  // since the browser has finished with the frame's address: why is nothing heard?
const late_ms = 5000, longest_ms = 60_000;  // since it was begun
const most_canvases = 2;  // of the GPU, on one page; the other readers show their text without
const sandbox = 'allow-scripts allow-same-origin allow-popups';
const kinds = ['list', 'search'];
const reflected = ['src', 'article', 'section', 'theme', 'category', 'count'];  // attributes that are properties too

/** @typedef {{resolve: (value: any) => void, reject: (error: Error) => void, message: object}} Asked */

/** Everything that keeps an element from showing its frame. @param {string} reason @param {string} message */
const trouble = (reason, message) => Object.assign(new Error(`hanji-reader: ${message}`), {reason});

/** A promise that can be settled from outside, and one that nobody listens to is no error of the page's. */
function make_promise() {
  /** @type {(value?: any) => void} */ let resolve = () => {};
  /** @type {(error: Error) => void} */ let reject = () => {};
  const promise = new Promise((done, fail) => [resolve, reject] = [done, fail]);
  promise.catch(() => {});
  const made = {promise, settled: false, resolve: () => { made.settled = true; resolve(); }, reject: (/** @type {Error} */ error) => { made.settled = true; reject(error); }};
  return made;
}

/** @param {string} url @param {RequestMode} mode @param {number} most_ms @returns {Promise<Response | null>} null: there is no answer, or none that may be read */
async function ask_host(url, mode, most_ms) {
  const stop = new AbortController(), timer = setTimeout(() => stop.abort(), most_ms);
  try { return await fetch(url, {mode, cache: 'no-store', credentials: 'omit', signal: stop.signal}); } catch { return null; } finally { clearTimeout(timer); }
}

function define() {
  const style = `:host { display: block; height: 640px; } :host([hidden]) { display: none; }
    ::slotted(iframe) { display: block; width: 100%; height: 100%; border: 0; } slot:not([name]), p { display: none; }
    .failed slot:not([name]), .failed:not(.filled) p { display: block; } .failed ::slotted(iframe) { display: none; } p { margin: 0; padding: 1em; }`;

  class HanjiReader extends HTMLElement {
    static observedAttributes = [...reflected, 'height', 'title', ...kinds];
    /** @type {Set<HanjiReader>} with a frame */ static #all = new Set();

    /** @type {HTMLIFrameElement | null} */ #frame = null;
    /** @type {string | null} who the frame is: of what spoke first from it */ #origin = null;
    /** @type {Map<number, Asked>} */ #waiting = new Map();
    /** @type {Error | null} */ #failure = null;
    /** @type {ReturnType<typeof setTimeout>[]} */ #timers = [];
    /** @type {IntersectionObserver | null} */ #sight = null;
    /** @type {ReturnType<typeof setTimeout> | 0} */ #changing = 0;
    #next = 1;
    #life = 0;  // which frame: what was begun for an earlier one ends by itself
    #began = false;  // it has been on a page
    #ended = false;  // destroyed
    #since = 0;  // it was begun, ms
    #loaded = false;  // the browser has finished with the frame's address, whatever came
    #shows = false;  // the frame is ready
    #asked = '';  // by the attributes, of the frame
    #place = '';  // where its reader has come to
    #canvas = false;  // it may have one of the GPU
    #seen = false;
    #isolated = false;  // without credentials, as pages with COEP want it
    #mute = false;  // the page's policy lets nobody ask the site's host
    #shrunk = false;  // to what stands in place of the frame
    #told = '';
    #ready = make_promise();
    #box;

    constructor() {
      super();
      const shadow = this.attachShadow({mode: 'open'});
      this.#box = document.createElement('div');
      this.#box.style.height = '100%';
      const note = document.createElement('p'), own = document.createElement('slot'), frame = document.createElement('slot');
      note.setAttribute('part', 'trouble');
      frame.name = 'hanji-frame';
      this.#box.append(frame, own, note);
      try {  // the page's content policy has no say in it
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(style);
        shadow.adoptedStyleSheets = [sheet];
      } catch {
        shadow.append(Object.assign(document.createElement('style'), {textContent: style}));
      }
      shadow.append(this.#box);
    }

    connectedCallback() {
      if (this.#ended) return;
      for (const name of reflected) {  // set before the element was known
        if (!Object.hasOwn(this, name)) continue;
        const value = /** @type {any} */ (this)[name];
        delete /** @type {any} */ (this)[name];
        this.setAttribute(name, String(value));
      }
      if (this.#began) this.#stop();  // moved: the browser has thrown away what was in the frame
      this.#began = true;
      for (const copied of this.querySelectorAll(':scope > iframe[slot="hanji-frame"]')) copied.remove();  // of the element that this is a copy of
      this.#start();
    }

    disconnectedCallback() {
      queueMicrotask(() => {
        if (!this.isConnected) this.#leave('it was removed from the page');
      });
    }

    connectedMoveCallback() { /* the browser keeps the frame as it is */ }

    attributeChangedCallback(/** @type {string} */ name, /** @type {string | null} */ before, /** @type {string | null} */ after) {
      if (!this.#began || this.#ended || before === after || !this.isConnected) return;
      if (name === 'title') { if (this.#frame) this.#frame.title = after ?? '한지'; }
      else if (name === 'theme') { if (this.#shows) this.#ask_quietly('set', {theme: after ?? 'auto'}); }
      else if (name === 'height') this.style.height = '';
      else if (!this.#changing) this.#changing = setTimeout(() => {  // several at once are one change
        this.#changing = 0;
        this.#follow_attributes();
      });
      this.#tell_host();
    }

    get ready() {
      const {promise} = this.#ready;
      const ready = () => {
        this.#hurry();
        return this.#ready.promise;
      };
      return Object.assign(ready, {then: promise.then.bind(promise), catch: promise.catch.bind(promise), finally: promise.finally.bind(promise)});
    }

    open(/** @type {string} */ slug, /** @type {object} */ options = {}) { return this.#ask('open', slug, options); }
    home() { return this.#ask('home'); }
    search(/** @type {string} */ query, /** @type {object} */ options = {}) { return this.#ask('search', query, options); }
    set(/** @type {object} */ settings) { return this.#ask('set', settings); }
    get() { return this.#ask('get'); }
    state() { return this.#ask('state'); }
    stats() { return this.#ask('stats'); }
    on(/** @type {string} */ event, /** @type {(message: any) => void} */ listener) {
      const heard = (/** @type {Event} */ e) => listener(/** @type {CustomEvent} */ (e).detail);
      this.addEventListener(event, heard);
      return () => this.removeEventListener(event, heard);
    }

    /** For good: the frame goes, what waits is told so, and what stands in the element is seen again. */
    destroy() {
      if (this.#ended) return;
      this.#leave('it was destroyed');
      this.#ended = true;
      this.#show_instead('failed filled');
    }

    // ---- its frame ----

    /** The folder of the site, whatever of it is named. @returns {URL} */
    #site() {
      const site = new URL(this.getAttribute('src') ?? '.', document.baseURI);
      if (!/^https?:$/.test(site.protocol)) throw trouble('address', `src is no address of a site: ${this.getAttribute('src')}`);
      if (!/(\/|\.html?)$/.test(site.pathname)) site.pathname += '/';
      site.hash = '';
      const local = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/.test(site.hostname);
      if (location.protocol === 'https:' && site.protocol === 'http:' && !local)
        throw trouble('mixed-content', `browsers show nothing of http on a page of https: serve ${site.host} over https, and name it so in src`);
      return site;
    }

    #kind() { return kinds.find(kind => this.hasAttribute(kind)) ?? (this.hasAttribute('category') || this.hasAttribute('count') ? 'list' : ''); }

    /** What the attributes ask for, as the frame's address after "#". */
    #wanted() {
      const [slug, section, category] = ['article', 'section', 'category'].map(name => encodeURIComponent(this.getAttribute(name) ?? ''));
      if (this.#kind() === 'search') return '/search?q=';
      if (category) return `/category/${category}`;
      return slug && this.#kind() !== 'list' ? `/${slug}${section && `/${section}`}` : '/';
    }

    #start() {
      /** @type {URL} */ let site;
      try {
        site = this.#site();
      } catch (error) {
        return this.#fail('reason' in /** @type {any} */ (error) ? /** @type {Error} */ (error) : trouble('address', `src is no address: ${this.getAttribute('src')}`));
      }
      this.#show_instead('');
      this.#hope();
      const near = () => {
        if (!this.#frame && this.isConnected && !this.#ended) this.#load(site);
      };
      if (!('IntersectionObserver' in window)) return near();
      const watch = new IntersectionObserver(entries => {
        if (!entries.some(entry => entry.isIntersecting)) return;
        watch.disconnect();
        near();
      }, {rootMargin: '1000px'});
      watch.observe(this);
      this.#hurry = () => {
        watch.disconnect();
        near();
      };
      this.#sight = new IntersectionObserver(entries => {
        this.#seen = entries.at(-1)?.isIntersecting ?? false;
        HanjiReader.#share_canvases();
      }, {threshold: [0, .25, .5, .75, 1]});
      this.#sight.observe(this);
    }

    #hurry = () => {};

    #hope() {
      this.#failure = null;
      if (this.#ready.settled) this.#ready = make_promise();
    }

    #load(/** @type {URL} */ site) {
      const kind = this.#kind(), count = this.getAttribute('count');
      site.searchParams.set('embed', kind);
      if (count) site.searchParams.set('count', count);
      this.#asked = this.#wanted();
      const frame = this.#frame = document.createElement('iframe');
      frame.slot = 'hanji-frame';
      frame.name = 'hanji-reader';  // a redirect that forgets what the address asks leaves this
      frame.title = this.getAttribute('title') ?? '한지';
      frame.setAttribute('sandbox', sandbox);
      frame.setAttribute('allow', 'clipboard-write');
      if (this.#isolated || globalThis.crossOriginIsolated) frame.setAttribute('credentialless', '');
      frame.src = site.href.replace(/embed=(?=&|$)/, 'embed') + `#${this.#place || this.#asked}`;
      addEventListener('message', this.#listen);
      addEventListener('securitypolicyviolation', this.#refused);
      this.#watch_embedder();
      HanjiReader.#all.add(this);
      this.append(frame);
      if (!this.#isolated) this.#since = performance.now();
      const spent = performance.now() - this.#since, life = this.#life;
      const later = (/** @type {number} */ ms, /** @type {() => void} */ run) => this.#timers.push(setTimeout(() => this.#life === life && run(), ms));
      const late = () => {
        if (this.#shows || this.#failure) return;
        if (document.hidden) return later(1000, late);  // nothing is drawn there, and nobody waits
        this.#say_error(trouble('slow', `nothing shows after ${late_ms / 1000} s; it goes on trying`));
      };
      frame.addEventListener('load', () => {
        this.#loaded = true;
        if (!this.#isolated) later(quiet_ms, () => this.#find_reason(site));
      });
      later(late_ms - 1000 - spent, () => this.#find_reason(site));
      later(late_ms - spent, late);
      later(longest_ms - spent, () => this.#shows || this.#fail(trouble('slow', `nothing shows after ${longest_ms / 1000} s`)));
    }

    /** The frame is gone, what was asked stays. */
    #stop() {
      this.#life += 1;
      for (const timer of this.#timers.splice(0)) clearTimeout(timer);
      removeEventListener('message', this.#listen);
      removeEventListener('securitypolicyviolation', this.#refused);
      this.#unwatch_embedder();
      this.#sight?.disconnect();
      this.#hurry = () => {};
      this.#frame?.remove();
      HanjiReader.#all.delete(this);
      this.#frame = this.#origin = null;
      this.#shows = this.#loaded = this.#canvas = false;
      this.#seen = false;
      this.#told = '';
      HanjiReader.#share_canvases();
    }

    #leave(/** @type {string} */ why) {
      this.#stop();
      this.#give_up(trouble('removed', why));
    }

    #give_up(/** @type {Error} */ error) {
      this.#failure = error;
      if (!this.#ready.settled) this.#ready.reject(error);
      for (const {reject} of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    }

    #say_error(/** @type {Error & {reason?: string}} */ {message, reason}) {
      this.dispatchEvent(new CustomEvent('error', {detail: {hanji: 1, type: 'error', reason, message, where: 'frame'}}));
    }

    /** Tells why, and shows what stands in the element, or a link to the site. @param {Error} error @param {boolean} [readable] the frame shows text all the same */
    #fail(error, readable = false) {
      if (this.#failure) return;
      if (!readable) {
        this.#stop();
        this.#show_link();
      }
      this.#give_up(error);
      console.warn(error.message);
      queueMicrotask(() => this.#say_error(error));
    }

    #show_link() {
      const own = [...this.children].some(child => child.slot !== 'hanji-frame') || this.textContent?.trim(), note = this.#box.querySelector('p');
      const link = document.createElement('a');
      try { link.href = `${new URL(this.getAttribute('src') ?? '.', document.baseURI).href.replace(/[?#].*$/, '')}#${this.#wanted()}`; } catch { /* no address */ }
      Object.assign(link, {target: '_blank', rel: 'noopener', textContent: '글을 새 창에서 읽기 · Read it in a new window'});
      note?.replaceChildren(link);
      this.#show_instead(own ? 'failed filled' : 'failed');
    }

    /** Of the frame. @param {string} what */
    #show_instead(what) {
      this.#box.className = what;
      const auto = this.getAttribute('height') === 'auto';
      if (what && (auto || !this.style.height)) [this.#shrunk, this.style.height] = [true, 'auto'];
      else if (!what && this.#shrunk) [this.#shrunk, this.style.height] = [false, ''];
    }

    /** @type {(event: SecurityPolicyViolationEvent) => void} the page around forbids the frame */
    #refused = ({effectiveDirective, blockedURI, disposition}) => {
      if (disposition !== 'enforce' || !this.#frame || this.#origin !== null) return;
      const {origin} = new URL(this.#frame.src);
      if (!blockedURI.startsWith(origin)) return;
      if (effectiveDirective === 'connect-src') this.#mute = true;
      if (/^(frame|child|default)-src/.test(effectiveDirective)) this.#fail(trouble('page-policy', `the Content-Security-Policy of this page forbids the frame: add "frame-src ${origin}" to it`));
    };

    /** Nothing has been heard of the frame. @param {URL} site */
    async #find_reason(site) {
      const life = this.#life, still = () => life === this.#life && this.#origin === null && !this.#failure;
      if (!still()) return;
      const file = new URL('bundle/bundle.json', site).href, most_ms = Math.max(late_ms - 200 - (performance.now() - this.#since), 300);
      const [answer, any] = await Promise.all([ask_host(file, 'cors', most_ms), ask_host(file, 'no-cors', most_ms)]);
      if (!answer && !any) await new Promise(done => setTimeout(done, 50));  // the word of a policy comes after what it refused
      if (!still()) return;
      if (!answer && !any && !this.#mute) return this.#loaded && this.#fail(trouble('unreachable', `${site.host} does not answer`));
      if (answer && !answer.ok) return this.#fail(trouble('no-site', `there is no site of Hanji's at ${site.origin}${site.pathname} (${answer.status} for bundle/bundle.json)`));
      if (answer) {
        const is_site = await answer.json().then(json => json?.format >= 1, () => false);
        if (!still()) return;
        if (!is_site) return this.#fail(trouble('no-site', `there is no site of Hanji's at ${site.origin}${site.pathname}: bundle/bundle.json is something else`));
      }
      if (!this.#loaded) return;  // it may only be slow
      if (!this.#isolated && !globalThis.crossOriginIsolated && 'credentialless' in HTMLIFrameElement.prototype) {  // does this page demand it (COEP)?
        this.#stop();
        this.#isolated = true;
        return this.#start();
      }
      this.#fail(trouble('refused', `${site.host} forbids frames on ${location.origin}, or shows something else there: `
        + `its host must not send X-Frame-Options, and frame-ancestors in its Content-Security-Policy must name ${location.origin}; on a page with COEP it must send COEP and CORP too`));
    }

    // ---- what is said ----

    #post(/** @type {object} */ message) {
      if (this.#origin === null) return;
      this.#frame?.contentWindow?.postMessage({hanji: 1, ...message}, this.#origin === 'null' ? '*' : this.#origin);  // the window is ours, if its origin has no name
    }

    #ask(/** @type {string} */ type, /** @type {any[]} */ ...values) {
      return new Promise((resolve, reject) => {
        if (this.#failure) return reject(this.#failure);
        const id = this.#next++, message = {type, id, arguments: values};
        this.#waiting.set(id, {resolve, reject, message});
        this.#hurry();
        try {
          if (this.#shows) this.#post(message);
          else structuredClone?.(message);
        } catch (error) {  // what cannot be said
          this.#waiting.delete(id);
          reject(error);
        }
      });
    }

    #ask_quietly(/** @type {string} */ type, /** @type {any[]} */ ...values) { this.#ask(type, ...values).catch(() => {}); }

    #tell_host() {
      if (this.#origin === null) return;
      const schemes = getComputedStyle(this).colorScheme.split(' '), dark = schemes.includes('dark'), light = schemes.includes('light');
      const host = {type: 'host', auto: this.getAttribute('height') === 'auto', draw: this.#canvas,
        dark: dark && light ? matchMedia('(prefers-color-scheme: dark)').matches : dark ? true : light ? false : null};
      const told = JSON.stringify(host);
      if (told === this.#told) return;
      this.#told = told;
      this.#post(host);
    }

    #listen = (/** @type {MessageEvent} */ event) => {
      if (!this.#frame || event.source !== this.#frame.contentWindow) return;
      const word = read_word(event.data);
      if (!word) return;
      if (this.#origin === null) {
        // A redirect may have led to another origin, but only from there on nobody else speaks for the site.
        if (word.type === 'error' && word.reason) return this.#fail(trouble(word.reason, word.message), true);
        if (word.type !== 'hello' && word.type !== 'ready') return;
        this.#origin = event.origin;
      } else if (event.origin !== this.#origin) return;
      this.#hear(word);
    };

    #hear(/** @type {any} */ word) {
      switch (word.type) {
        case 'hello':
          this.#shows = false;  // or another page of the site has come
          if (this.#failure) this.#hope();
          this.#told = '';
          return this.#tell_host();
        case 'answer': {
          const asked = this.#waiting.get(word.id);
          this.#waiting.delete(word.id);
          if (word.error !== undefined) asked?.reject(new Error(word.error));
          else asked?.resolve(word.value);
          return;
        }
        case 'ready': this.#show(); break;
        case 'error':
          if (this.#shows || word.where !== 'start') break;
          return this.#fail(trouble('no-program', word.message), true);  // the frame says so too, and offers to load itself again
        case 'height': if (this.getAttribute('height') === 'auto' && word.height > 0) this.style.height = `${word.height}px`; break;
        case 'navigate': case 'progress': {
          const {view} = word.state, [slug, section, query, category] = ['slug', 'section', 'query', 'category'].map(name => encodeURIComponent(word.state[name]));
          this.#place = view === 'search' ? `/search?q=${query}` : view === 'category' ? `/category/${category}` : view === 'home' ? '/' : `/${slug}${section && `/${section}`}`;
        }
      }
      this.dispatchEvent(new CustomEvent(word.type, {detail: word}));
    }

    #show() {
      this.#shows = true;
      this.#tell_host();
      if (this.hasAttribute('theme')) this.#ask_quietly('set', {theme: this.getAttribute('theme')});
      for (const {message} of this.#waiting.values()) this.#post(message);
      this.#follow_attributes();
      this.#ready.resolve();
    }

    /** Attributes that changed, before or after it was ready. */
    #follow_attributes() {
      if (this.#failure || !this.#frame) {
        this.#place = '';
        this.#stop();
        return this.isConnected && this.#start();
      }
      const site = this.#site_or_null(), here = new URL(this.#frame.src), kind = this.#kind();
      const other = !site || site.origin !== here.origin || site.pathname !== here.pathname || (here.searchParams.get('embed') ?? '') !== kind || (here.searchParams.get('count') ?? '') !== (this.getAttribute('count') ?? '');
      const wanted = this.#wanted();
      if (other || (wanted !== this.#asked && kind !== '')) {
        this.#place = '';
        this.#stop();
        return this.#start();
      }
      if (!this.#shows || wanted === this.#asked) return;
      this.#asked = wanted;
      const slug = this.getAttribute('article');
      if (slug) this.#ask_quietly('open', slug, {section: this.getAttribute('section') ?? ''});
      else this.#ask_quietly('home');
    }

    #site_or_null() { try { return this.#site(); } catch { return null; } }

    // ---- the page around ----

    #look = () => this.#tell_host();
    /** @type {MutationObserver | null} */ #scheme = null;

    #watch_embedder() {
      this.#scheme = new MutationObserver(this.#look);
      for (const part of [document.documentElement, document.body, this]) if (part) this.#scheme.observe(part, {attributes: true, attributeFilter: ['class', 'style', 'data-theme', 'data-color-scheme']});
      matchMedia('(prefers-color-scheme: dark)').addEventListener?.('change', this.#look);
    }

    #unwatch_embedder() {
      this.#scheme?.disconnect();
      matchMedia('(prefers-color-scheme: dark)').removeEventListener?.('change', this.#look);
    }

    /** Those of which most is seen have one; who has one keeps it a little longer. */
    static #share_canvases() {
      const weight = (/** @type {HanjiReader} */ each) => {
        const {top, bottom} = each.getBoundingClientRect();
        return (Math.min(bottom, innerHeight) - Math.max(top, 0)) * (each.#canvas ? 1.5 : 1);
      };
      const seen = [...HanjiReader.#all].filter(each => each.#seen).map(each => ({each, weight: weight(each)})).sort((a, b) => b.weight - a.weight).map(({each}) => each);
      const drawing = seen.slice(0, most_canvases);
      for (const some of [[...HanjiReader.#all].filter(each => !drawing.includes(each)), drawing]) {  // given back before it is given
        for (const each of some) {
          each.#canvas = drawing.includes(each);
          each.#tell_host();
        }
      }
    }
  }

  for (const name of reflected) {
    Object.defineProperty(HanjiReader.prototype, name, {configurable: true, enumerable: true,
      get() { return this.getAttribute(name) ?? ''; },
      set(value) {
        if (value === null || value === undefined) this.removeAttribute(name);
        else this.setAttribute(name, String(value));
      }});
  }
  customElements.define('hanji-reader', HanjiReader);
}

// Another version may be there already; it serves all elements of the page, whatever site they show.
if (globalThis.customElements && !customElements.get('hanji-reader')) define();
