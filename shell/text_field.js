// The search box is a real <input>: the browser owns its text, caret, candidates, undo and mobile keyboards. On every
// `input` the whole value goes to C++, composing or not; key codes and deltas never do (src/README.md §7).

/**
 * @param {HTMLInputElement} input @param {(value: string, composing: boolean) => void} typed
 * @param {() => void} left an empty field
 */
export function watch_text_field(input, typed, left) {
  let composing = false;
  input.addEventListener('compositionstart', () => composing = true);
  input.addEventListener('compositionend', () => {
    composing = false;
    typed(input.value, false);
  });
  input.addEventListener('input', event => typed(input.value, composing || (event instanceof InputEvent && event.isComposing)));
  input.addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229) return;  // the IME's key, not ours
    if (event.key === 'Enter') input.blur();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (input.value === '') return input.blur();
    input.value = '';
    typed('', false);
  });
  input.addEventListener('blur', () => input.value === '' && left());

  return {
    focus() {
      input.focus({preventScroll: true});
      input.select();
    },
    /** @param {number} x @param {number} y @param {number} w @param {number} h @param {string} value */
    place(x, y, w, h, value) {
      Object.assign(input.style, {left: `${x}px`, top: `${y}px`, width: `${w}px`, height: `${h}px`});
      input.hidden = w === 0;
      if (!composing && document.activeElement !== input && input.value !== value) input.value = value;
    },
  };
}
