// What is copied of random selections, beside what stands between their ends in the article: its words in their order, each block by
// itself, the numbers of lists, the cells of tables.

import {random} from '../../random.mjs';

/** @param {import('playwright-core').Page} page with an article @param {number} wanted @param {number} seed @returns {Promise<{tried: number, wrong: string[]}>} */
export async function copies_in(page, wanted, seed) {
  const next = random(seed + 1);
  /** @type {string[]} */ const wrong = [];
  let tried = 0;
  for (; tried < wanted; ++tried) {
    const chosen = await page.evaluate(([from, to]) => {
      const article = /** @type {Element} */ (document.querySelector('#text > article'));
      /** @type {Text[]} */ const texts = [];
      const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = /** @type {Text} */ (walker.currentNode);
        if (node.data.trim() && !node.parentElement?.closest('button, math, rt, rp, [role=doc-backlink], .told')) texts.push(node);
      }
      const sum = texts.reduce((all, node) => all + node.length, 0);
      const at = (/** @type {number} */ share) => {
        let rest = Math.floor(share * sum);
        for (const node of texts) {
          if (rest < node.length) return /** @type {const} */ ([node, rest]);
          rest -= node.length;
        }
        return /** @type {const} */ ([texts[0], 0]);
      };
      const [one, other] = [from, to].sort((a, b) => a - b), [start, first] = at(one ?? 0), [end, last] = at(other ?? 0);
      getSelection()?.setBaseAndExtent(start, first, end, last + 1);
      // The words of each block that has some of its own, in their order.
      const range = getSelection()?.getRangeAt(0), block_of = (/** @type {Node} */ node) => node.parentElement?.closest('p, h1, h2, h3, h4, h5, h6, li, td, th, dt, dd, pre, figcaption, caption, summary, blockquote, div, details') ?? article;
      /** @type {{block: Element, text: string}[]} */ const blocks = [];
      const all = document.createTreeWalker(article, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, node => node instanceof Element
        ? node.matches('button, [role=doc-backlink], .told, rp') ? NodeFilter.FILTER_REJECT : node.localName === 'math' ? NodeFilter.FILTER_ACCEPT : node.localName === 'br' ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP
        : node.parentElement?.closest('math') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
      while (all.nextNode()) {
        const node = all.currentNode;
        if (!range?.intersectsNode(node)) continue;
        const block = block_of(node);
        const said = node instanceof Text ? node.data.slice(node === start ? first : 0, node === end ? last + 1 : undefined) : node.nodeName === 'BR' ? ' ' : '\u0001';
        if (blocks.at(-1)?.block !== block) blocks.push({block, text: ''});
        /** @type {{text: string}} */ (blocks.at(-1)).text += said;
      }
      return blocks.filter(({text}) => text.trim()).map(({block, text}) => ({tag: block.localName, text,
        number: block.localName === 'li' && block.parentElement?.localName === 'ol' ? [...block.parentElement.children].filter(one => one.localName === 'li').indexOf(block) + (/** @type {HTMLOListElement} */ (block.parentElement).start) : 0}));
    }, /** @type {const} */ ([next(), next() < 0.5 ? next() : next()]));
    await page.keyboard.press('Control+c');
    const {text, html} = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read(), of = async (/** @type {string} */ type) => item?.types.includes(type) ? await (await item.getType(type)).text() : '';
      return {text: await of('text/plain'), html: await of('text/html')};
    });
    const letters = (/** @type {string} */ of) => of.replace(/[\s()[\]•―\u200b\u00ad]/g, '');
    // Block after block, at the beginning of a line or a cell.
    let at = 0, fault = '';
    const copied = text.replace(/\r\n/g, '\n');
    for (const [i, {tag, text: words, number}] of chosen.entries()) {
      const first = words.split('\u0001')[0]?.trim().split(/\s+/)[0] ?? '';
      const starts = i === 0 || first === '' ? /^/ : /^t[dh]$/.test(tag) ? /(^|[\t\n] *)$/ : tag === 'li' && number > 0 ? /(^|\n) *(\d+|[a-zA-Z]+)\. $/ : tag === 'li' ? /(^|\n) *(• |\d+\. )?$/ : /(^|\n *|• |\d+\. |\t)$/;
      let found = copied.indexOf(first, at);
      while (found >= 0 && !starts.test(copied.slice(0, found))) found = copied.indexOf(first, found + 1);  // the same word may stand before, within another block
      if (found < 0) { fault = `${tag} «${first}» begins nothing`; break; }
      at = found + first.length;
    }
    const same = letters(chosen.map(one => one.text.split('\u0001')[0]).join('')), own = letters(copied);
    if (!fault && !chosen.some(({text: words}) => words.includes('\u0001')) && own.replace(/\d/g, '') !== same.replace(/\d/g, '')) fault = `«${own.slice(0, 40)}» for «${same.slice(0, 40)}»`;
    if (!fault && /style=|class=|position|rgba/.test(html.replace(/<math[^]*?<\/math>/g, '').replace(/>[^<]*</g, '><'))) fault = 'it is placed or coloured';
    if (fault) wrong.push(fault.replaceAll('\n', '\\n'));
  }
  return {tried, wrong};
}
