// The roles of an article's text in Chromium's accessibility tree, beside those of the same post as plain HTML.

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{nodeId: string, ignored: boolean, role?: {value: string}, name?: {value: string}, childIds?: string[], parentId?: string, properties?: {name: string, value: {value: any}}[]}} Node */

/** What a screen reader is told that a text has. A cell is a cell, whatever its name. */
const counted = new Set(['heading', 'list', 'listitem', 'ListMarker', 'table', 'row', 'cell', 'gridcell', 'columnheader', 'rowheader', 'caption', 'image', 'blockquote', 'strong', 'emphasis', 'deletion', 'insertion',
  'code', 'superscript', 'subscript', 'mark', 'ruby', 'RubyAnnotation', 'link', 'separator', 'DisclosureTriangle', 'Abbr', 'term', 'definition', 'doc-noteref', 'doc-endnotes', 'doc-backlink']);
const alike = /** @type {Record<string, string>} */ ({gridcell: 'cell', 'doc-noteref': 'link', 'doc-backlink': 'link'});

/**
 * @param {Page} page @param {string} within what holds the text: a selector
 * @returns {Promise<Map<string, number>>} how often each role is there
 */
export async function roles_in(page, within) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Accessibility.enable');
  const {root} = await cdp.send('DOM.getDocument', {depth: 0}), {nodeId} = await cdp.send('DOM.querySelector', {nodeId: root.nodeId, selector: within});
  const {node: {backendNodeId}} = await cdp.send('DOM.describeNode', {nodeId});
  const {nodes} = /** @type {any} */ (await cdp.send('Accessibility.getFullAXTree'));
  await cdp.detach();
  /** @type {Map<string, Node & {backendDOMNodeId?: number}>} */ const by_id = new Map(nodes.map((/** @type {Node} */ node) => [node.nodeId, node]));
  const top = nodes.find((/** @type {{backendDOMNodeId?: number}} */ node) => node.backendDOMNodeId === backendNodeId);
  /** @type {Map<string, number>} */ const roles = new Map();
  const walk = (/** @type {Node | undefined} */ node, around = '') => {
    if (!node) return;
    const role = node.role?.value ?? '';
    const within = (node.childIds ?? []).map(id => by_id.get(id)).filter(child => child && !child.ignored);
    // The mark of a note is raised within its link, or its link within what is raised.
    const is_mark = role === 'superscript' && (/^(doc-noteref|link)$/.test(around) || within.length === 1 && /^(doc-noteref|link)$/.test(within[0]?.role?.value ?? ''));
    const is_within_mark = role === 'link' && around === 'doc-noteref';  // kramdown gives the role to what is around the link
    if (!node.ignored && counted.has(role) && !is_mark && !is_within_mark) {
      const key = alike[role] ?? role;
      roles.set(key, (roles.get(key) ?? 0) + 1);
    }
    for (const id of node.childIds ?? []) walk(by_id.get(id), node.ignored ? around : role);
  };
  walk(top);
  return roles;
}

/** @param {Map<string, number>[]} ours @param {Map<string, number>[]} plain a post each @returns {{role: string, ours: number, plain: number, differ: number}[]} differ: of all posts, how many too many or too few */
export function compare_roles(ours, plain) {
  const all = new Set([...ours, ...plain].flatMap(roles => [...roles.keys()]));
  const sum = (/** @type {Map<string, number>[]} */ of, /** @type {string} */ role) => of.reduce((count, roles) => count + (roles.get(role) ?? 0), 0);
  return [...all].sort().map(role => ({role, ours: sum(ours, role), plain: sum(plain, role), differ: ours.reduce((count, roles, i) => count + Math.abs((roles.get(role) ?? 0) - (plain[i]?.get(role) ?? 0)), 0)}));
}
