// The sheet over the page as a dialog that leaves the page readable: Esc and a tap outside close it, the keys return to where they
// were, and its own scrolling is told to C++, which draws it.

import {show_sheet} from './text_layer.js';

/**
 * @param {HTMLElement} sheet @param {() => () => void} remember where the keys are @param {(command: string) => void} press @param {(y: number) => void} scrolled
 */
export function watch_sheet(sheet, remember, press, scrolled) {
  let back = () => {};
  sheet.addEventListener('scroll', () => scrolled(sheet.scrollTop), {passive: true});
  window.addEventListener('click', event => {
    if (sheet.hidden || !(event.target instanceof Element) || sheet.contains(event.target) || event.target.closest('[data-control]')) return;
    event.preventDefault();
    event.stopPropagation();
    press('close');
  }, {capture: true});

  return {
    /** @param {import('./text_layer.js').Sheet} content */
    show(content) {
      if (!content.pieces) {
        const had_focus = sheet.contains(document.activeElement);
        sheet.hidden = true;
        if (had_focus) back();
        return;
      }
      const opening = sheet.hidden;
      if (opening) back = remember();
      sheet.hidden = false;
      const title = show_sheet(sheet, content);
      if (opening || title !== sheet.getAttribute('aria-label')) {
        sheet.setAttribute('aria-label', title);
        sheet.scrollTop = 0;
        sheet.focus({preventScroll: true});
      }
    },
  };
}
