// What the search field offers below itself, as a combobox with a list: C++ says what is offered and which of it the keys have
// come to; the focus never leaves the field.

/**
 * @param {HTMLInputElement} input @param {HTMLElement} frame @param {(command: string) => void} press @param {() => void} clear
 */
export function watch_offers(input, frame, press, clear) {
  const list = () => frame.querySelector('#offers');
  const chosen = () => /** @type {HTMLElement | null | undefined} */ (list()?.querySelector('[aria-selected=true]'));
  input.addEventListener('focus', () => press('offers'));
  // Leaving the field makes the frame anew: not before the click has come to what was pressed.
  let kept = false;
  frame.addEventListener('mousedown', event => {
    kept = document.activeElement === input;
    if (kept) event.preventDefault();
  });
  frame.addEventListener('click', event => {
    if (kept && event.target instanceof Element && !event.target.closest('[data-control^="forget:"]')) setTimeout(() => input.blur());
  });

  return {
    /** After the frame was made anew. */
    shown() {
      input.setAttribute('aria-expanded', String(list() !== null));
      input.setAttribute('aria-activedescendant', chosen()?.id ?? '');
    },
    /** @param {KeyboardEvent} event @returns {boolean} whether it was for us */
    key({key}) {
      const command = chosen()?.dataset.control ?? '';
      if (key === 'ArrowDown' || key === 'ArrowUp') press(!list() ? 'offers' : key === 'ArrowDown' ? 'offer-next' : 'offer-previous');
      else if (key === 'Delete' && frame.querySelector('[data-control="forget:"]') && command) press(command.replace('offer', 'forget'));
      else if (key === 'Escape' && list()) press('offers-left');
      else if (key === 'Escape' && input.value !== '') clear();
      else if (key === 'Escape') input.blur();
      else if (key === 'Enter' && command) press(command);
      else if (key === 'Enter') {
        press('search-done');
        input.blur();
      } else return false;
      return true;
    },
  };
}
