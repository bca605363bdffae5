// «링크 복사» beside what was chosen in an article: the address that leads there and shows those words (text fragments:
// https://wicg.github.io/scroll-to-text-fragment/). Browsers look for whole words, so the address names them whole.

const longest = 120, end_length = 40;  // characters of an address' words; longer ones are named by their two ends
const wait_ms = 350;  // after the hand has stopped

const korean = {copy: '링크 복사', copied: '복사했습니다'}, english = {copy: 'Copy link', copied: 'Copied'};

/** The text of the article with a place in it for each of its text nodes; a block ends in a line. @param {Element} article */
function text_in(article) {
  /** @type {Map<Node, number>} */ const places = new Map();
  let text = '', block = /** @type {Element | null} */ (null);
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode), own = node.parentElement?.closest('p, h1, h2, h3, h4, h5, h6, li, td, th, dt, dd, pre, figcaption, caption, summary, div, blockquote') ?? null;
    if (node.parentElement?.closest('math, rt, rp, button')) continue;
    if (own !== block) text += '\n';
    block = own;
    places.set(node, text.length);
    text += node.data;
  }
  return {text, places};
}

/** @param {Range} range @param {Map<Node, number>} places @param {string} text @returns {[number, number] | null} of whole words in the text */
function words_of(range, places, text) {
  let from = Infinity, to = -1;
  for (const [node, at] of places) {
    if (!range.intersectsNode(node)) continue;
    from = Math.min(from, at + (node === range.startContainer ? range.startOffset : 0));
    to = Math.max(to, at + (node === range.endContainer ? range.endOffset : /** @type {Text} */ (node).length));
  }
  const blank = (/** @type {number} */ at) => /\s/.test(text[at] ?? ' ');
  while (from < to && blank(from)) from += 1;
  while (to > from && blank(to - 1)) to -= 1;
  if (from >= to) return null;
  while (from > 0 && !blank(from - 1)) from -= 1;
  while (to < text.length && !blank(to)) to += 1;
  return [from, to];
}

const encoded = (/** @type {string} */ words) => encodeURIComponent(words.replace(/\s+/g, ' ').trim()).replace(/-/g, '%2D');

/** @param {string} text @param {number} from @param {number} to @returns {string} the directive, which names that place and no other */
export function directive_of(text, from, to) {
  const words = text.slice(from, to), cut = (/** @type {string} */ part, /** @type {RegExp} */ edge) => part.replace(edge, '');
  if (words.length > longest || words.includes('\n')) {
    const [first = ''] = words.split('\n'), last = words.split('\n').at(-1) ?? '';
    const start = first.length > end_length ? cut(first.slice(0, end_length), /\s\S*$/) : first, end = last.length > end_length ? cut(last.slice(-end_length), /^\S*\s/) : last;
    return `${encoded(start)},${encoded(end)}`;
  }
  if (text.indexOf(words) === text.lastIndexOf(words)) return encoded(words);
  const before = (text.slice(Math.max(0, from - end_length), from).split('\n').at(-1) ?? '').replace(from > end_length ? /^\S*\s/ : '', '').trim();
  const [rest = ''] = text.slice(to, to + end_length).split('\n'), after = rest.length === end_length ? cut(rest, /\s\S*$/).trim() : rest.trim();
  return `${before ? `${encoded(before)}-,` : ''}${encoded(words)}${after ? `,-${encoded(after)}` : ''}`;
}

/**
 * @param {() => Element | null} article that is shown @param {() => string} address of its page @param {(words: string) => void} say
 */
export function watch_passages(article, address, say) {
  const words = document.documentElement.lang.startsWith('en') ? english : korean, button = document.createElement('button');
  button.type = 'button';
  button.className = 'passage';
  button.hidden = true;
  let waiting = 0, link = '', touch = false, pressed = false;

  function offer() {
    const selection = getSelection(), shown = article(), range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    if (!selection || !range || selection.isCollapsed || !shown?.contains(range.commonAncestorContainer) || String(selection).trim().length < 2) return;
    const {text, places} = text_in(shown), found = words_of(range, places, text), boxes = range.getClientRects(), box = boxes[boxes.length - 1];
    if (!found || !box || box.bottom < 0 || box.top > innerHeight) return;
    link = `${address().replace(/#.*/, '')}#:~:text=${directive_of(text, ...found)}`;
    button.textContent = words.copy;
    button.hidden = false;
    document.body.append(button);
    const {offsetWidth: width, offsetHeight: height} = button, below = box.bottom + (touch ? 36 : 8);
    button.style.left = `${Math.max(8, Math.min(box.right - width / 2, innerWidth - width - 8))}px`;
    button.style.top = `${below + height + 8 > innerHeight ? Math.max(64, box.top - height - 8) : Math.max(64, below)}px`;
  }
  const hide = () => {
    clearTimeout(waiting);
    waiting = 0;
    button.hidden = true;
  };
  const later = () => {
    hide();
    if (!pressed) waiting = window.setTimeout(offer, wait_ms);
  };
  document.addEventListener('selectionchange', () => { if (document.activeElement !== button) later(); });
  document.addEventListener('pointerdown', event => {
    touch = event.pointerType === 'touch';
    pressed = !touch && event.target !== button;
  });
  document.addEventListener('pointerup', event => {
    pressed = false;
    if (event.target !== button) later();
  });
  document.addEventListener('scroll', () => { if (!button.hidden || waiting) later(); }, {passive: true});
  button.addEventListener('pointerdown', event => event.preventDefault());  // what was chosen stays
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = words.copied;
      say(words.copied);
      waiting = window.setTimeout(hide, 1500);
    } catch {  // a frame that is not allowed to
      prompt(words.copy, link);
    }
  });
}
