// Where the keys are, and what is said of it: another page or section, what lies over the page, the way back. And
// readers' own means.
/// <reference path="./page.d.ts" />

import {assert, settle, test, until} from './harness.mjs';

/** @typedef {import('playwright-core').Page} Page */

const article = '2024-09-29-salt';

/** @param {import('playwright-core').Browser} browser @param {{folder: string, url: string}} samples */
export async function whereabouts_stories(browser, samples) {
  /** @param {string} address @param {object} [context] */
  async function opened(address, context) {
    const page = await (await browser.newContext({locale: 'ko-KR', viewport: {width: 1280, height: 900}, ...context})).newPage();
    await page.goto(samples.url + address);
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    await page.waitForSelector('html.drawn');
    await settle(page);
    return page;
  }
  const at = (/** @type {Page} */ page) => page.evaluate(() => `${document.activeElement?.localName} ${document.activeElement?.textContent?.trim() ?? ''}`);

  await test('chromium: 다른 글로 가면 글쇠는 그 제목에 있고, 돌아오면 떠난 링크에 있다', async () => {
    const page = await opened('/');
    const link = page.locator('#text .entry a').filter({hasText: '소금'});
    await link.focus();
    await page.keyboard.press('Enter');
    await until(async () => await at(page) === 'h1 소금: 바다가 남긴 것', 'the title');
    assert.match(await page.title(), /^소금: 바다가 남긴 것 — /);
    await page.goBack();
    await until(async () => (await at(page)).startsWith('a 소금'), 'the link again');
    assert.doesNotMatch(await page.title(), /소금/);
    await page.context().close();
  });

  await test('chromium: 글이 뜨자마자 다음 글로 가도 글쇠는 다음 글의 제목에 있다', async () => {
    const page = await opened('/a/2023-03-05-shape-of-hangul.html');  // the first: the files of its neighbour have not come
    await page.locator('#frame a[data-route="#/"]').first().focus();
    await page.keyboard.press(']');
    await until(async () => await at(page) === 'h1 붓에서 화면까지, 한글 활자 이야기', 'the title of the next');
    await settle(page);
    assert.match(await at(page), /^h1 붓에서/);
    await page.context().close();
  });

  await test('chromium: 차례와 j·k로 가면 글쇠도 그 절에 있고, 다음 Tab은 거기서 이어진다', async () => {
    const page = await opened(`/a/${article}.html`);
    const section = page.locator('#frame nav a').filter({hasText: '천일염'});
    await section.focus();
    await page.keyboard.press('Enter');
    await until(async () => /^h2 .*천일염/.test(await at(page)), 'the heading');
    await page.keyboard.press('k');
    await until(async () => /^h2 .*자염/.test(await at(page)), 'the one before');
    await page.keyboard.press('Tab');
    const link_in_sight = () => page.evaluate(() => document.activeElement?.matches('article a') && document.activeElement.getBoundingClientRect().top > 0);
    await until(link_in_sight, 'the next link, in sight');  // the page is still scrolling
    for (let i = 0; i < 5; ++i) {  // on the way there a key leads elsewhere, and another on from there
      await page.evaluate(() => scrollTo({top: 0, behavior: 'instant'}));
      await settle(page);
      await section.focus();
      await page.keyboard.press('Enter');
      await until(() => page.evaluate(() => scrollY > 100), 'on the way');
      await page.keyboard.press('k');
      await until(async () => /^h2 .*자염/.test(await at(page)), 'the one before');
      await page.keyboard.press('Tab');
      await settle(page);
      await until(link_in_sight, 'the next link, in sight', 2000);
    }
    await page.keyboard.press('k');
    await page.keyboard.press('Tab');
    await page.keyboard.press('End');  // who goes elsewhere at once is not led back
    await settle(page);
    assert.ok(await page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2), 'the end');
    await page.context().close();
  });

  await test('chromium: 글쇠에 답하는 것이 오기 전에 누른 글쇠에도 답한다', async () => {
    const page = await (await browser.newContext({locale: 'ko-KR', serviceWorkers: 'block'})).newPage();
    /** @type {() => void} */ let let_go = () => {};
    const held = new Promise(done => let_go = () => done(undefined));
    await page.route(/hands[^/]*\.js$/, async route => {
      await held;
      await route.continue();
    });
    await page.goto(samples.url);
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    await page.keyboard.press('/');
    await page.keyboard.type('v?');  // meant for the field
    assert.ok(await page.evaluate(() => document.activeElement?.id !== 'search'), 'it has not come');
    let_go();
    await until(() => page.evaluate(() => document.activeElement?.id === 'search'), 'the field');
    await settle(page);
    assert.ok(await page.locator('#sheet').isHidden(), 'nothing else has opened');
    await page.context().close();
  });

  await test('chromium: 덮은 것을 닫으면 글쇠가 있던 자리로 돌아온다', async () => {
    const page = await opened(`/a/${article}.html`);
    await page.evaluate(() => scrollTo(0, 700));
    await settle(page);
    const link = page.locator('#text article a[href]').first();
    for (const from of ['link', 'nowhere']) {
      if (from === 'link') await link.evaluate(e => e.focus({preventScroll: true}));
      else await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
      const before = await at(page), y = await page.evaluate(() => scrollY);
      for (const key of ['v', '?', 'f', '/']) {
        await page.keyboard.press(key);
        await until(() => page.evaluate(() => document.activeElement?.matches('#sheet, input') === true), key);
        await page.keyboard.press('Escape');
        await until(() => page.evaluate(() => document.activeElement?.matches('#sheet, input, body') === false), 'the way back');
        if (from === 'link') assert.equal(await at(page), before, key);
        else assert.ok(await page.evaluate(() => { const {top, bottom} = /** @type {Element} */ (document.activeElement).getBoundingClientRect(); return bottom > 56 && top < innerHeight; }), key);
        assert.equal(await page.evaluate(() => scrollY), y, key);
      }
    }
    await page.context().close();
  });

  await test('chromium: 쪽마다 제 제목이 있다', async () => {
    const page = await opened('/');
    const titles = [await page.title()];
    for (const go of ['category', 'search', 'nowhere']) {
      await page.evaluate(async go => {
        if (go === 'category') /** @type {HTMLElement | null} */ (document.querySelector('#frame nav a[href*="/c/"]'))?.click();
        else if (go === 'search') location.hash = `#/search?q=${encodeURIComponent('소금')}`;
        else await hanji.open('없는 글');
      }, go);
      await until(async () => !titles.includes(await page.title()), go);
      titles.push(await page.title());
    }
    assert.equal(new Set(titles).size, 4, titles.join(', '));
    await page.context().close();
  });

  await test('chromium: 목록과 답도 종이에 차례로 찍히고, 누를 것은 찍히지 않는다', async () => {
    for (const address of ['/', `/?q=${encodeURIComponent('소금')}`]) {
      const page = await opened(address);
      await until(() => page.locator('#text .entry').count(), 'entries');
      await page.emulateMedia({media: 'print'});
      const [tops, pressed] = await page.evaluate(() => [[...document.querySelectorAll('#text .piece:is(.title, .entry, .paragraph, .meta) .set')].map(e => e.getBoundingClientRect()).filter(box => box.height > 0).map(({top, bottom}) => [top, bottom]),
        [...document.querySelectorAll('#text button, #frame *')].filter(e => e.checkVisibility()).length]);
      const boxes = /** @type {number[][]} */ (tops);
      assert.ok(boxes.length > 4);
      boxes.slice(1).forEach(([top = 0], i) => assert.ok(top >= (boxes[i]?.[1] ?? 0) - 1, `${address}: ${i}`));
      assert.equal(pressed, 0);
      await page.context().close();
    }
  });

  await test('chromium: 종이에서는 링크가 이끄는 주소가 글 아래에 번호로 선다', async () => {
    const page = await opened('/a/2023-06-04-tides.html');
    const led = await page.evaluate(() => [...document.querySelectorAll('#text article a[data-page]')].filter(a => !a.closest('header')).map(a => /** @type {HTMLAnchorElement} */ (a).href));
    assert.ok(led.length > 0);
    const printed = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      return {notes: [...document.querySelectorAll('#text section.on-paper li')].map(li => li.textContent), marks: [...document.querySelectorAll('#text sup.on-paper')].map(sup => sup.textContent), seen: document.querySelector('#text section.on-paper')?.checkVisibility()};
    });
    assert.deepEqual(printed.notes, [...new Set(led)].map(decodeURI));
    assert.deepEqual(printed.marks[0], '[1]');
    assert.equal(printed.seen, false);  // on the screen
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.equal(await page.locator('#text .on-paper').count(), 0);
    await page.locator('#frame [data-control=settings]').click();
    await page.locator('#sheet [data-control="print:text"]').click();  // 바라지 않으면 글만
    await until(() => page.locator('#sheet [data-control="print:text"][aria-checked=true]').count(), 'chosen');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    assert.equal(await page.locator('#text .on-paper').count(), 0);
    await page.context().close();
  });

  await test('chromium: 빛깔을 기계가 정해도 찾은 말이 드러난다', async () => {
    const page = await opened(`/?q=${encodeURIComponent('소금')}`, {forcedColors: 'active'});
    await page.waitForSelector('html.plain');
    const found = page.locator('#text .run').filter({hasText: '소금'}).first();
    await found.waitFor();
    const [ground, paper] = await found.evaluate(e => [getComputedStyle(e).backgroundColor, getComputedStyle(document.body).backgroundColor]);
    assert.notEqual(ground, paper);
    assert.notEqual(ground, 'rgba(0, 0, 0, 0)');
    await page.context().close();
  });

  await test('chromium: 글쇠는 끌 수 있고 Alt와 함께 쓰게 할 수 있다', async () => {
    const page = await opened(`/a/${article}.html`);
    const sheet = page.locator('#sheet');
    await page.keyboard.press('?');
    await sheet.getByRole('radio', {name: 'Alt와 함께'}).click();
    await page.keyboard.press('Escape');
    await until(() => sheet.isHidden(), 'it to close');
    await page.keyboard.press('v');
    await page.waitForTimeout(300);
    assert.ok(await sheet.isHidden());
    await page.keyboard.press('Alt+v');
    await until(() => sheet.isVisible(), 'the sheet');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+Shift+Slash');
    await sheet.getByRole('radio', {name: '끄기'}).click();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.waitForSelector('html.drawn');
    for (const key of ['v', 'Alt+v', '/', 'f']) await page.keyboard.press(key);
    await page.waitForTimeout(300);
    assert.ok(await page.evaluate(() => document.activeElement?.matches('input') === false && /** @type {HTMLElement} */ (document.querySelector('#sheet')).hidden));
    await page.context().close();
  });

  const spaced = '* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important; }';
  await test('chromium: 제 글 모양을 쓰는 이에게는 글이 글로 남고, 나중에 입혀도 자리를 지키며 글로 온다', async () => {
    const page = await opened(`/a/${article}.html`, {bypassCSP: true});
    await page.evaluate(() => scrollTo(0, 900));
    await settle(page);
    const line = () => page.evaluate(() => [...document.querySelectorAll('main article [data-b]')].find(e => e.getBoundingClientRect().bottom > 80)?.getAttribute('data-b'));
    const before = Number(await line());
    await until(() => page.evaluate(() => history.state?.y === scrollY), 'the place to be kept');
    await page.addStyleTag({content: spaced});
    await page.waitForSelector('html:not(.drawn) body > .masthead');
    assert.ok(Math.abs(Number(await line()) - before) <= 1, 'the place');
    assert.ok(await page.locator('main article p').first().evaluate(e => getComputedStyle(e).letterSpacing !== 'normal' && getComputedStyle(e).color !== 'rgba(0, 0, 0, 0)' && e.scrollWidth <= e.clientWidth));
    await page.locator('main article a[href*="tides"]').click();  // another page is read on as any is
    await page.waitForURL(/tides/);
    assert.match(await page.locator('h1').innerText(), /밀물/);
    await page.goBack();
    await page.waitForSelector('main article h1');
    await page.context().close();
    const from_the_first = await (await browser.newContext({bypassCSP: true})).newPage();
    await from_the_first.addInitScript(css => addEventListener('DOMContentLoaded', () => document.head.append(Object.assign(document.createElement('style'), {textContent: css}))), spaced);
    await from_the_first.goto(`${samples.url}/a/${article}.html`);
    await from_the_first.waitForFunction(() => 'hanji' in window);
    await from_the_first.evaluate(() => hanji.ready);
    await from_the_first.waitForTimeout(1000);
    assert.equal(await from_the_first.locator('html.drawn').count(), 0);
    await from_the_first.context().close();
  });

  await test('chromium: 브라우저가 글을 옮기면 옮긴 글이 보이고, 다시 열면 그려진다', async () => {
    const page = await opened(`/a/${article}.html`);
    await page.evaluate(() => {  // as browsers do it
      document.documentElement.lang = 'en';
      document.documentElement.classList.add('translated-ltr');
      const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector('main')), NodeFilter.SHOW_TEXT), nodes = [];
      while (walker.nextNode()) if (/** @type {Text} */ (walker.currentNode).data.trim()) nodes.push(/** @type {Text} */ (walker.currentNode));
      nodes.forEach((node, i) => {
        const [outer, inner] = [document.createElement('font'), document.createElement('font')];
        inner.textContent = `Translated sentence number ${i}, longer than the original was. `;
        outer.append(inner);
        node.replaceWith(outer);
      });
    });
    await page.waitForSelector('html:not(.drawn) body > .masthead');
    const faults = await page.evaluate(() => [...document.querySelectorAll('main article :is(h1, h2, p, li)')].filter(e => {
      const {color, width} = getComputedStyle(e);
      return e.checkVisibility() && (color === 'rgba(0, 0, 0, 0)' || e.scrollWidth > Math.ceil(parseFloat(width)) + 40);
    }).map(e => e.outerHTML.slice(0, 200)));
    assert.deepEqual(faults, []);
    assert.equal(await page.locator('canvas').count(), 0);
    await page.reload();
    await page.waitForSelector('html.drawn');
    await page.context().close();
  });

  await test('chromium: 브라우저의 글자 크기를 따른다', async () => {
    const page = await opened(`/a/${article}.html`);
    const size = () => page.locator('#text article p[data-b]').first().evaluate(e => getComputedStyle(e).fontSize);
    assert.equal(await size(), '18.5px');
    await page.addInitScript(() => new MutationObserver((_, observer) => {
      if (!document.documentElement) return;
      document.documentElement.style.fontSize = '24px';  // as a browser's settings make it
      observer.disconnect();
    }).observe(document, {childList: true}));
    await page.reload({waitUntil: 'domcontentloaded'});
    assert.equal(await page.locator('main article p[data-b]').first().evaluate(e => getComputedStyle(e).fontSize), '27.75px');
    await page.waitForSelector('html.drawn');
    await settle(page);
    assert.equal(await size(), '27.75px');
    await page.context().close();
  });
}
