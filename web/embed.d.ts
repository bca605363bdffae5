// <hanji-reader>, which embed.js makes (assets/manual/_posts/embedding.md). For a project in TypeScript: put this file beside your
// own, or name it in a `/// <reference path="…/embed.d.ts" />`. What window.hanji answers is in window-hanji.md of the manual.

export {};

declare global {
  /** An article that was found, or a part of it. */
  interface HanjiHit {
    rank: number;
    slug: string;
    section: string;
    title: string;
    date: string;
    score: number;
    snippet: string;
    /** Pairs of code points of `snippet`. */
    ranges: [number, number][];
    /** The address of the article's page, below the site. */
    page: string;
  }

  interface HanjiSettings {
    theme: 'light' | 'sepia' | 'dark' | 'contrast' | 'auto';
    font: 'serif' | 'sans' | 'site';
    fontSize: number;
    lineHeight: number;
    measure: number;
    align: 'justify' | 'start';
    breaks: 'word' | 'syllable';
    letterSpacing: number;
    paragraphs: 'gap' | 'indent' | 'indent-but-first';
    /** What single letters do as shortcuts. */
    keys: 'letters' | 'alt' | 'none';
    print: 'addresses' | 'text';
  }

  interface HanjiState {
    view: 'home' | 'article' | 'search' | 'category';
    slug: string;
    section: string;
    query: string;
    category: string;
    progress: number;
    sectionProgress: number;
    offline: boolean;
    theme: HanjiSettings['theme'];
    showing: 'content' | 'nothing' | 'problem';
  }

  /** Why a reader does not show; `slow` alone may still come. */
  type HanjiReason = 'address' | 'mixed-content' | 'page-policy' | 'unreachable' | 'no-site' | 'refused' | 'slow' | 'no-origin' | 'no-program' | 'removed';

  interface HanjiMessages {
    ready: {type: 'ready'};
    navigate: {type: 'navigate', state: HanjiState};
    progress: {type: 'progress', state: HanjiState};
    search: {type: 'search', query: string, hits: number};
    height: {type: 'height', height: number};
    error: {type: 'error', message: string, where: string, reason?: HanjiReason};
  }

  /** A promise that may be called too; calling it brings the reader though it is far from what is seen. */
  type HanjiReady = (() => Promise<void>) & Pick<Promise<void>, 'then' | 'catch' | 'finally'>;

  interface HanjiReaderElement extends HTMLElement {
    src: string;
    article: string;
    section: string;
    theme: string;
    category: string;
    count: string;
    readonly ready: HanjiReady;
    open(slug: string, options?: {section?: string, query?: string}): Promise<void>;
    home(): Promise<void>;
    search(query: string, options?: {limit?: number}): Promise<HanjiHit[] & {incomplete?: boolean}>;
    set(settings: Partial<HanjiSettings>): Promise<void>;
    get(): Promise<HanjiSettings>;
    state(): Promise<HanjiState>;
    stats(): Promise<Record<string, unknown>>;
    /** Answers what stops listening. */
    on<K extends keyof HanjiMessages>(event: K, listener: (message: HanjiMessages[K]) => void): () => void;
    /** For good: takes the frame away, and tells whoever waits. */
    destroy(): void;
    addEventListener<K extends keyof HanjiMessages>(type: K, listener: (event: CustomEvent<HanjiMessages[K]>) => void, options?: boolean | AddEventListenerOptions): void;
    addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  }

  interface HTMLElementTagNameMap {
    'hanji-reader': HanjiReaderElement;
  }
}
