// <hanji-reader src="…/" article="slug" section="id" theme="auto"> on anybody's page: a sandboxed iframe with the
// methods and events of window.hanji. `height="auto"` lets it grow with its content.

class HanjiReader extends HTMLElement {
  static observedAttributes = ['article', 'section', 'theme'];

  /** @type {HTMLIFrameElement | null} */ #frame = null;
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */ #waiting = new Map();
  #next = 1;
  /** @type {(value?: any) => void} */ #arrive = () => {};
  ready = new Promise(resolve => this.#arrive = resolve);
  #listen = (/** @type {MessageEvent} */ event) => this.#hear(event);

  connectedCallback() {
    const source = new URL(this.getAttribute('src') ?? '.', document.baseURI);
    source.searchParams.set('embed', '');
    source.hash = this.#address();
    const frame = this.#frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups');
    frame.setAttribute('allow', 'clipboard-write');
    frame.title = this.getAttribute('title') ?? '한지';
    frame.loading = 'lazy';
    frame.style.cssText = 'display:block;width:100%;height:100%;border:0';
    if (!this.style.display) this.style.display = 'block';
    if (!this.style.height && !this.style.minHeight) this.style.height = '640px';
    frame.src = source.href;
    addEventListener('message', this.#listen);
    this.replaceChildren(frame);
    this.ready.then(() => this.hasAttribute('theme') && this.set({theme: this.getAttribute('theme')}));
  }

  disconnectedCallback() {
    removeEventListener('message', this.#listen);
    for (const {reject} of this.#waiting.values()) reject(new Error('hanji-reader was removed'));
    this.#waiting.clear();
  }

  attributeChangedCallback(/** @type {string} */ name, /** @type {string | null} */ before, /** @type {string | null} */ after) {
    if (!this.#frame || before === after) return;
    if (name === 'theme') this.set({theme: after});
    else this.open(this.getAttribute('article') ?? '', {section: this.getAttribute('section') ?? ''});
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

  #address() {
    const slug = this.getAttribute('article'), section = this.getAttribute('section');
    return slug ? `#/${encodeURIComponent(slug)}${section ? '/' + encodeURIComponent(section) : ''}` : '#/';
  }

  #ask(/** @type {string} */ type, /** @type {any[]} */ ...values) {
    return this.ready.then(() => new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, {resolve, reject});
      this.#frame?.contentWindow?.postMessage({hanji: 1, type, id, arguments: values}, new URL(this.#frame.src).origin);
    }));
  }

  #hear(/** @type {MessageEvent} */ event) {
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== new URL(this.#frame.src).origin) return;
    const message = event.data;
    if (message?.hanji !== 1) return;
    if (message.type === 'answer') {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error));
      else waiting?.resolve(message.value);
      return;
    }
    if (message.type === 'ready') this.#arrive();
    if (message.type === 'height' && this.getAttribute('height') === 'auto') this.style.height = `${message.height}px`;
    this.dispatchEvent(new CustomEvent(message.type, {detail: message}));
  }
}

if (!customElements.get('hanji-reader')) customElements.define('hanji-reader', HanjiReader);
