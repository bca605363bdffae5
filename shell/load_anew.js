// To load the page anew, at the place, with the selection and what stands in the search field.

const key = 'hanji.anew';

/** @param {Node} root @param {Node} node @param {number} offset @returns {number} characters of the text before it */
function position_in(root, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** @param {Node} root @param {number} position @returns {[Node, number]} */
function node_at(root, position) {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = position;
  while (texts.nextNode()) {
    const {length} = /** @type {Text} */ (texts.currentNode);
    if (left <= length) return [texts.currentNode, left];
    left -= length;
  }
  return [root, root.childNodes.length];
}

/** @param {HTMLElement} text @param {HTMLInputElement} search */
export function load_anew(text, search) {
  const selection = getSelection(), chosen = selection?.toString() ?? '', range = chosen ? selection?.getRangeAt(0) : undefined;
  const within = range && text.contains(range.startContainer) && text.contains(range.endContainer);
  try {
    sessionStorage.setItem(key, JSON.stringify({
      address: location.href, typed: document.activeElement === search ? search.value : '',
      begin: within ? position_in(text, range.startContainer, range.startOffset) : 0, chosen: within ? range.toString() : '',
    }));
  } catch { /* nowhere to keep it */ }
  location.reload();
}

/** @param {HTMLElement} text @param {(typed: string) => void} type */
export function restore(text, type) {
  /** @type {any} */ let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    sessionStorage.removeItem(key);
  } catch { /* nothing kept */ }
  if (kept?.address !== location.href) return;
  if (typeof kept.typed === 'string' && kept.typed) type(kept.typed);
  if (typeof kept.chosen !== 'string' || !kept.chosen) return;
  const all = text.textContent ?? '', near = all.indexOf(kept.chosen, Math.max(0, kept.begin - 200)), begin = near >= 0 ? near : all.indexOf(kept.chosen);
  if (begin < 0) return;  // the new text does not say it any more
  getSelection()?.setBaseAndExtent(...node_at(text, begin), ...node_at(text, begin + kept.chosen.length));
}
