// What an abbreviation stands for is its `title`, which browsers show to a mouse alone. A press on it shows that to everybody.

/** @param {() => Element | null} article the one that is shown @param {(words: string) => void} say */
export function watch_abbreviations(article, say) {
  /** @type {HTMLElement | null} */ let shown = null;
  document.addEventListener('click', event => {
    const pressed = event.target instanceof Element ? event.target.closest('abbr[title]') : null;
    const again = shown !== null && pressed !== null && shown.dataset.of === pressed.textContent;
    shown?.remove();
    shown = null;
    const meaning = pressed?.getAttribute('title') ?? '';
    if (!pressed || again || meaning === '' || !article()?.contains(pressed) || pressed.closest('a')) return;
    shown = document.createElement('div');
    shown.className = 'meaning';
    shown.dataset.of = pressed.textContent ?? '';
    shown.textContent = meaning;
    document.body.append(shown);
    const {left, bottom} = pressed.getBoundingClientRect(), room = document.documentElement.clientWidth - shown.offsetWidth - 8;
    shown.style.left = `${scrollX + Math.max(8, Math.min(left, room))}px`;
    shown.style.top = `${scrollY + bottom + 6}px`;
    say(meaning);
  });
  document.addEventListener('keydown', ({key}) => {
    if (key !== 'Escape') return;
    shown?.remove();
    shown = null;
  });
}
