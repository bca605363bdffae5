// The page where the canvas is not: no WebGL, and on paper.
/// <reference path="./page.d.ts" />

import {join} from 'node:path';
import {assert, settle, shots, test, until} from './harness.mjs';

const article = '2023-07-02-hangul-search';

/** @param {import('playwright-core').Browser} browser @param {{url: string}} samples */
export async function without_canvas_stories(browser, samples) {
  const open = async (/** @type {object} */ options, without_webgl = false, address = `#/${article}`) => {
    const page = await (await browser.newContext({locale: 'ko-KR', ...options})).newPage();
    if (without_webgl) {
      await page.addInitScript(() => {
        const get = HTMLCanvasElement.prototype.getContext;
        // @ts-ignore
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };
      });
    }
    await page.goto(`${samples.url}/${address}`);
    await page.waitForFunction(() => 'hanji' in window);
    await page.evaluate(() => hanji.ready);
    return page;
  };

  await test('chromium: WebGL2가 없어도 보기 판이 쓰이고, 금과 글머리표와 고른 것이 보인다', async () => {
    const page = await open({viewport: {width: 390, height: 844}}, true);
    assert.equal(await page.locator('#text hr').first().evaluate(rule => getComputedStyle(rule).borderTopStyle), 'solid');
    await page.locator('#frame [data-control=settings]').click();
    const outline = (/** @type {string} */ command) => page.locator(`#sheet [data-control="${command}"]`).evaluate(one => getComputedStyle(one).outlineStyle);
    await page.locator('#sheet [data-control="font:sans"]').click();
    await page.locator('#sheet [data-control="size:+"]').click();
    await page.locator('#sheet [data-control="theme:dark"]').click();
    await page.locator('#sheet').focus();
    assert.deepEqual([await outline('font:sans'), await outline('font:serif'), await outline('theme:dark')], ['solid', 'none', 'solid']);
    assert.deepEqual(await page.evaluate(() => (({font, fontSize, theme}) => ({font, fontSize, theme}))(hanji.get())), {font: 'sans', fontSize: 18, theme: 'dark'});
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(23, 24, 26)');
    await page.screenshot({path: join(shots, 'chromium-no-webgl-sheet.png')});
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#sheet').isHidden());
    await page.context().close();
  });

  await test('chromium: WebGL2가 없으면 글의 쪽은 그대로 읽히고, 준비되었다고 말하며, 다른 글은 제 쪽으로 열린다', async () => {
    const page = await open({}, true, `a/${article}.html`);
    assert.ok(await page.locator('#hanji-page > article, main > article').first().isVisible());
    assert.ok((await page.evaluate(() => hanji.search('소금'))).length > 0);
    for (const [open_other, title] of /** @type {[() => Promise<unknown>, string][]} */ ([
      [() => page.evaluate(() => { hanji.open('2023-07-02-hangul-search'); }), '검색은 한글을 어떻게 접는가'],
      [() => page.evaluate(() => { location.hash = '#/2023-03-05-shape-of-hangul'; }), '한글은 어떤 모양으로'],
    ])) {
      await open_other();
      await page.getByRole('heading', {level: 1}).filter({hasText: title}).waitFor();
      await page.waitForFunction(() => 'hanji' in window);
      await page.evaluate(() => hanji.ready);
    }
    await page.context().close();
  });

  await test('chromium: 인쇄하면 글만 종이 너비에 맞게 흐르고, 제목은 다음 문단과 함께 간다', async () => {
    const page = await open({viewport: {width: 1280, height: 860}, colorScheme: 'dark'});
    await page.emulateMedia({media: 'print'});
    await until(() => page.evaluate(() => document.documentElement.classList.contains('plain')), 'print');
    await page.setViewportSize({width: 660, height: 900});  // about what A4 leaves between its margins
    await settle(page);
    const paper = await page.evaluate(() => {
      const seen = [...document.querySelectorAll('#text article :is(p, li, h1, h2, h3, figure, td, th)')].filter(piece => piece.getClientRects().length > 0);
      const boxes = seen.map(piece => piece.getBoundingClientRect());
      const rows = seen.map(piece => piece.matches('td, th'));
      return {
        beyond: [...document.querySelectorAll('#text .line, #text img')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).length,
        overlaps: boxes.filter((box, i) => i > 0 && !(rows[i] && rows[i - 1]) && box.top < boxes[i - 1].bottom - 1 && !seen[i - 1].contains(seen[i])).length,
        pieces: seen.length,
        frame: document.querySelector('#frame')?.getClientRects().length,
        ways_on: [...document.querySelectorAll('#text .beside *')].filter(one => one.getClientRects().length > 0).length,
        headings: seen.filter(piece => piece.matches('h2, h3')).map(heading => getComputedStyle(heading).breakAfter),
        pictures: [...document.querySelectorAll('#text figure')].map(figure => getComputedStyle(figure).breakInside),
        links: [...document.querySelectorAll('#text p a')].map(a => getComputedStyle(a).textDecorationLine),
        ink: getComputedStyle(document.querySelector('#text .paragraph .line') ?? document.body).color,
      };
    });
    assert.deepEqual([paper.beyond, paper.overlaps, paper.frame, paper.ways_on], [0, 0, 0, 0], JSON.stringify(paper));
    assert.ok(paper.pieces > 40 && paper.headings.length > 5 && paper.links.length > 0 && paper.pictures.length > 0);
    assert.ok(paper.headings.every(value => value === 'avoid') && paper.pictures.every(value => value === 'avoid') && paper.links.every(value => value === 'underline'));
    assert.equal(paper.ink, 'rgb(0, 0, 0)', 'black, from a dark page too');
    const pages = (await page.pdf({format: 'A4', path: join(shots, 'chromium-print.pdf')})).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 3 && pages <= 7, `${pages} pages`);
    await page.context().close();
  });
}
