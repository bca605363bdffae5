// Read aloud, sentence by sentence, in a voice of the browser's. The sentence is lit and followed; it can be paused, and gone back and
// forth in, also by the keys of the keyboard that are for music. Where there is no voice for the page's language, that is said.

const rates = [1, 1.25, 1.5, 2, 0.75];
const most_wait_ms = 1500;  // for the voices, which some browsers bring late

const korean = {bar: '소리 내어 읽기', previous: '앞 문장', next: '다음 문장', pause: '멈추기', go_on: '이어 읽기', rate: '빠르기', close: '그만 읽기', no_voice: '이 브라우저에는 한국어로 읽어 줄 목소리가 없습니다. 기기의 설정에서 음성을 더할 수 있습니다.', ended: '끝까지 읽었습니다'};
/** @type {typeof korean} */
const english = {bar: 'Read aloud', previous: 'Previous sentence', next: 'Next sentence', pause: 'Pause', go_on: 'Go on', rate: 'Speed', close: 'Stop reading', no_voice: 'This browser has no voice for the language of this page. The settings of the device may add one.', ended: 'Read to the end'};

/** @typedef {{block: Element, from: number, to: number, text: string}} Sentence by characters of its block's own texts, which stay when lines are cut otherwise */

const unsaid = 'button, rt, rp, math, pre, [role=doc-backlink], [role=doc-noteref], [aria-hidden=true], [hidden]';

/** @param {Element} block @returns {Text[]} */
function texts_of(block) {
  /** @type {Text[]} */ const texts = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node => node instanceof Element
    ? node.matches(unsaid) || node.hasAttribute('data-b') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP : NodeFilter.FILTER_ACCEPT);
  while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
  return texts;
}

/** @param {string} text @param {string} lang @returns {[number, number][]} */
function parts_of(text, lang) {
  if (!('Segmenter' in Intl)) return [[0, text.length]];
  return [...new Intl.Segmenter(lang, {granularity: 'sentence'}).segment(text)].map(({index, segment}) => [index, index + segment.length]);
}

/** @param {Element} article @param {string} lang @returns {Sentence[]} */
export function sentences_of(article, lang) {
  return [...article.querySelectorAll('h1, p.lead, [data-b]')].filter(block => !block.matches(unsaid) && !block.closest('details:not([open]) > :not(summary)')).flatMap(block => {
    const text = texts_of(block).map(node => node.data).join('');
    return parts_of(text, lang).map(([from, to]) => ({block, from, to, text: text.slice(from, to).replace(/\s+/g, ' ').trim()})).filter(sentence => /[\p{L}\p{N}]/u.test(sentence.text));
  });
}

/** @param {Sentence} sentence @returns {Range | null} where it stands now */
function range_of({block, from, to}) {
  const range = document.createRange();
  let at = 0, begun = false;
  for (const node of texts_of(block)) {
    if (!begun && from < at + node.length) {
      range.setStart(node, from - at);
      begun = true;
    }
    if (begun && to <= at + node.length) {
      range.setEnd(node, to - at);
      return range;
    }
    at += node.length;
  }
  return null;
}

/** Signs, since many fonts have none. @param {string} path in a square of 24 */
function sign(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg'), line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  for (const [name, value] of [['viewBox', '0 0 24 24'], ['width', '20'], ['height', '20'], ['fill', 'currentColor'], ['aria-hidden', 'true']]) svg.setAttribute(name, value);
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}
const signs = {previous: 'M6 5h2.5v14H6zM19 5v14L9.5 12z', next: 'M15.5 5H18v14h-2.5zM5 5l9.5 7L5 19z', play: 'M7 4.5l12 7.5-12 7.5z', pause: 'M6.5 5h4v14h-4zM13.5 5h4v14h-4z', close: 'M6.4 5L12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6 10.6 12 5 6.4z'};

/** @param {string} lang @returns {Promise<SpeechSynthesisVoice | null>} one of this device before one that needs a network */
async function voice_for(lang) {
  const find = () => {
    const all = speechSynthesis.getVoices().filter(voice => voice.lang.toLowerCase().replace('_', '-').startsWith(lang));
    return all.find(voice => voice.localService) ?? all[0] ?? null;
  };
  if (!find()) await new Promise(done => {
    setTimeout(done, most_wait_ms);
    speechSynthesis.addEventListener?.('voiceschanged', () => find() && done(undefined));
  });
  return find();
}

const lights = /** @type {Map<string, any> | undefined} */ (/** @type {any} */ (globalThis.CSS)?.highlights);

/** @type {() => void} */
let stop_now = () => {};

/**
 * From the first sentence that is seen, or the one that is chosen.
 * @param {Element} article @param {{say(words: string): void, remember(): () => void}} page what it says to those who listen, and where the keys return to
 */
export async function read_aloud(article, {say, remember}) {
  stop_now();
  const lang = (article.closest('[lang]')?.getAttribute('lang') ?? 'ko').slice(0, 2), words = document.documentElement.lang.startsWith('en') ? english : korean;
  const back = remember(), bar = document.createElement('div');
  bar.className = 'speech';
  bar.setAttribute('role', 'toolbar');
  bar.setAttribute('aria-label', words.bar);
  /** @param {string} label @param {Node | string} shows @param {() => void} press */
  const button = (label, shows, press) => {
    const made = document.createElement('button');
    Object.assign(made, {type: 'button', title: label, ariaLabel: label, onclick: press});
    made.append(shows);
    bar.append(made);
    return made;
  };
  bar.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    stop_now();
  });
  document.body.append(bar);
  const voice = 'speechSynthesis' in window ? await voice_for(lang) : null;
  if (!voice) {
    const note = document.createElement('span');
    note.textContent = words.no_voice;
    note.setAttribute('role', 'alert');
    bar.append(note);
    stop_now = () => {
      bar.remove();
      back();
      stop_now = () => {};
    };
    button(words.close, sign(signs.close), () => stop_now()).focus({preventScroll: true});
    return;
  }

  const sentences = sentences_of(article, lang), chosen = getSelection(), begins = chosen && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
  const seen = sentences.findIndex(sentence => {
    const range = range_of(sentence);
    return range !== null && (begins ? range.compareBoundaryPoints(Range.START_TO_END, begins) > 0 : range.getBoundingClientRect().bottom > 76);
  });
  let at = Math.max(seen, 0), rate = 1, playing = false, said = 0;

  function show(/** @type {boolean} */ follow) {
    const sentence = sentences[at], range = sentence && range_of(sentence), box = range?.getBoundingClientRect();
    if (!range || !box) return;
    lights?.set('speech', new (/** @type {any} */ (window).Highlight)(range));
    if (follow && (box.top < 80 || box.bottom > innerHeight - 120)) scrollTo({top: scrollY + box.top - innerHeight / 3, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'});
  }
  function speak() {
    const sentence = sentences[at], own = ++said;
    speechSynthesis.cancel();
    if (!sentence?.block.isConnected) return stop(at >= sentences.length);
    playing = true;
    label();
    show(true);
    const utterance = Object.assign(new SpeechSynthesisUtterance(sentence.text), {voice, lang: voice?.lang ?? lang, rate});
    utterance.onend = () => {
      if (own !== said) return;
      at += 1;
      speak();
    };
    utterance.onerror = ({error}) => { if (own === said && !/interrupted|canceled/.test(error)) pause(); };
    speechSynthesis.speak(utterance);
  }
  function pause() {
    said += 1;
    playing = false;
    speechSynthesis.cancel();  // some browsers never go on from their own pause
    label();
  }
  /** @param {boolean} [ended] */
  function stop(ended = false) {
    pause();
    lights?.delete('speech');
    bar.remove();
    back();
    if (ended) say(words.ended);
    for (const action of /** @type {MediaSessionAction[]} */ (['play', 'pause', 'nexttrack', 'previoustrack'])) navigator.mediaSession?.setActionHandler(action, null);
    removeEventListener('pagehide', leave);
    stop_now = () => {};
  }
  const leave = () => stop();
  const step = (/** @type {number} */ by) => {
    at = Math.min(Math.max(at + by, 0), sentences.length - 1);
    if (playing) speak();
    else show(true);
  };

  button(words.previous, sign(signs.previous), () => step(-1));
  const play = button(words.go_on, sign(signs.play), () => playing ? pause() : speak());
  button(words.next, sign(signs.next), () => step(1));
  const speed = button(words.rate, '1×', () => {
    rate = rates[(rates.indexOf(rate) + 1) % rates.length] ?? 1;
    label();
    if (playing) speak();
  });
  button(words.close, sign(signs.close), () => stop());
  function label() {
    play.replaceChildren(sign(playing ? signs.pause : signs.play));
    Object.assign(play, {title: playing ? words.pause : words.go_on, ariaLabel: playing ? words.pause : words.go_on});
    Object.assign(speed, {textContent: `${rate}×`, ariaLabel: `${words.rate}: ${rate}×`});
  }
  for (const [action, act] of /** @type {[MediaSessionAction, () => void][]} */ ([['play', speak], ['pause', pause], ['nexttrack', () => step(1)], ['previoustrack', () => step(-1)]])) navigator.mediaSession?.setActionHandler(action, act);
  addEventListener('pagehide', leave);
  stop_now = stop;
  play.focus({preventScroll: true});
  speak();
}
