// Files that are dropped on a page are posts that somebody wants to open: they go to open.html.

import {given_in, hand_over, opening_page} from './given.js';

const has_files = (/** @type {DragEvent} */ {dataTransfer}) => dataTransfer?.types.includes('Files') === true;

/** In a window of its own; what is dropped on a frame is for the page around it. */
export function watch_dropped() {
  if (window !== window.parent) return;
  document.addEventListener('dragover', event => { if (has_files(event)) event.preventDefault(); });
  document.addEventListener('drop', event => {
    if (!has_files(event) || !event.dataTransfer) return;
    event.preventDefault();
    given_in(event.dataTransfer).then(hand_over).then(() => location.assign(opening_page)).catch(error => console.error(error));
  });
}
