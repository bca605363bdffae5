// The keys of the reader. They never fire while somebody types, nor with Ctrl or Meta, which are the browser's.

const commands = /** @type {Record<string, string>} */ ({j: 'next-section', k: 'previous-section', '[': 'older', ']': 'newer', c: 'contents', v: 'settings',
                                                         '/': 'search', f: 'find', n: 'next-match', N: 'previous-match', '?': 'keys', r: 'read-aloud'});
// With a Hangul layout the same keys give ㅓ, ㅏ …: then the key's place counts.
const places = /** @type {Record<string, string>} */ ({KeyJ: 'j', KeyK: 'k', KeyC: 'c', KeyV: 'v', KeyF: 'f', KeyN: 'n', KeyR: 'r', BracketLeft: '[', BracketRight: ']'});

/**
 * @param {(command: string) => void} press
 * @param {() => string} shortcuts what the letters do: "letters", "alt" = with Alt, "none" (src/reader/theme.h)
 * @param {KeyboardEvent[]} early pressed before: the first that means something is answered now, for what follows it may be text
 */
export function watch_keys(press, shortcuts, early) {
  /** @param {KeyboardEvent} event @returns {boolean | void} */
  const answer = event => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (document.querySelector('dialog[open]')) return;  // a picture by itself has keys of its own
    if (event.target instanceof Element && event.target.matches('input, textarea, select, [contenteditable]')) return;
    let command;
    const arrows = /** @type {Record<string, string>} */ ({ArrowDown: 'next-section', ArrowUp: 'previous-section'});
    if (event.altKey && arrows[event.key]) command = arrows[event.key];
    else if (event.key === 'Escape' && !event.altKey) command = 'close';
    else if (shortcuts() !== (event.altKey ? 'alt' : 'letters')) return;
    else if (event.altKey) command = commands[places[event.code] ?? (event.code === 'Slash' ? event.shiftKey ? '?' : '/' : '')];  // Alt makes other letters of some keys
    else command = commands[/^[!-~]$/.test(event.key) ? event.key : event.code === 'Slash' ? (event.shiftKey ? '?' : '/') : event.code === 'KeyN' && event.shiftKey ? 'N' : places[event.code]];
    if (!command) return;
    event.preventDefault();
    press(command);
    return true;
  };
  document.addEventListener('keydown', answer);
  early.some(answer);
}

/** Arrows move within a choice. @param {HTMLElement} sheet */
export function watch_choices(sheet) {
  sheet.addEventListener('keydown', event => {
    const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
    const radio = event.target instanceof Element && event.target.closest('[role=radio]');
    if (!step || !radio || event.altKey) return;
    const all = [...radio.closest('[role=radiogroup]')?.querySelectorAll('button') ?? []];
    const next = all[(all.findIndex(one => one === radio) + step + all.length) % all.length];
    event.preventDefault();
    next.focus();
    next.click();
  });
}
