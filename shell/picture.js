// A picture by itself, as large as the window or, at another tap, as large as it is. Esc, the picture's surroundings and the
// button close it; focus goes back to where it came from.

/** @param {HTMLImageElement} img @param {{close: string}} words */
export function show_picture(img, words) {
  if (document.querySelector('dialog.picture')) return;  // two taps
  const dialog = document.createElement('dialog');
  dialog.className = 'picture';
  const large = document.createElement('img');
  large.src = img.currentSrc || img.src;
  large.alt = img.alt;
  large.referrerPolicy = 'no-referrer';
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', words.close);
  dialog.append(large, close);
  if (img.alt) {
    const told = document.createElement('p');
    told.textContent = img.alt;
    dialog.append(told);
  }
  dialog.addEventListener('click', event => {
    if (event.detail > 1) return;  // the second tap of two: the first has done it
    if (event.target === large && large.naturalWidth > large.clientWidth * 1.05 && !dialog.classList.contains('whole')) dialog.classList.add('whole');
    else dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
