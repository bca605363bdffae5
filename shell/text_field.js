// The fields that are typed into are real <input>s: the browser owns their text, caret, candidates, undo and mobile keyboards.
// On every `input` the whole value goes to C++, composing or not; key codes and deltas never do (src/README.md §7).

/**
 * @param {HTMLInputElement} input
 * @param {{typed(value: string, composing: boolean): void, key(event: KeyboardEvent): boolean, left?(): void, remember(): () => void, seen?(): void}} use
 *   `key` answers whether the key was its; an IME's never comes to it
 */
export function watch_text_field(input, {typed, key, left, remember, seen}) {
  let back = () => {};
  let composing = false, told = input.value;  // what C++ knows of it
  const tell = (/** @type {boolean} */ unfinished) => typed(told = input.value, unfinished);
  input.addEventListener('compositionstart', () => composing = true);
  input.addEventListener('compositionend', () => {
    composing = false;
    tell(false);
  });
  input.addEventListener('input', event => tell(composing || (event instanceof InputEvent && event.isComposing)));
  input.addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229) return;  // the IME's key, not ours
    if (key(event)) event.preventDefault();
  });
  if (left) input.addEventListener('blur', () => setTimeout(() => left()));  // the program is not called while it calls; and the focus has come to where it goes

  return {
    left() { left?.(); },
    focus() {
      if (document.activeElement !== input) back = remember();
      input.focus({preventScroll: true});
      input.select();
    },
    /** To what was found. */
    done() {
      input.blur();
      seen?.();
    },
    /** To where one was before. */
    leave() {
      input.blur();
      back();
      back = () => {};
    },
    clear() {
      input.value = '';
      tell(false);
    },
    /** @param {number} x @param {number} y @param {number} w @param {number} h @param {string} value */
    place(x, y, w, h, value) {
      Object.assign(input.style, {left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px`});
      input.hidden = w === 0;
      if (!composing && value !== told) input.value = told = value;
    },
  };
}
