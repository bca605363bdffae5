// A formula in plain text: as its author has written it.

/** @param {Element} math with data-tex, what its TeX begins with @returns {string} */
export function tex_of(math) {
  const open = math.getAttribute('data-tex') ?? '$';
  return open + (math.querySelector('annotation')?.textContent ?? '') + open.replace('(', ')').replace('[', ']');
}
