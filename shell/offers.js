// What the search field offers below itself, as a combobox with a list: C++ says what is offered and which of it the keys have
// come to; the focus never leaves the field.

/**
 * @param {HTMLInputElement} input @param {HTMLElement} frame @param {(command: string) => void} press @param {{clear(): void, leave(): void, done(): void, left(): void}} field
 */
export function watch_offers(input, frame, press, field) {
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

  frame.addEventListener('focusout', event => {  // of what is offered, some can be forgotten: its buttons are the field's too
    if (event.target instanceof Element && list()?.contains(event.target)) setTimeout(() => { if (!is_here()) field.left(); });
  });
  const is_here = () => document.activeElement === input || list()?.contains(document.activeElement) === true;

  return {
    is_here,
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
      else if (key === 'Escape' && input.value !== '') field.clear();
      else if (key === 'Escape') field.leave();
      else if (key === 'Enter' && command) press(command);
      else if (key === 'Enter') {
        press('search-done');
        field.done();
      } else return false;
      return true;
    },
  };
}
