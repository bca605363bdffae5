// What a site says of itself, read by tools that are not ours: xmllint, html-validate, ajv, feedsmith, unfurl.js and
// w3m. And text that looks like markup: it comes back from every file as it was written.

import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Ajv} from 'ajv';
import {parseAtomFeed, parseJsonFeed} from 'feedsmith';
import {HtmlValidate, StaticConfigLoader} from 'html-validate';
import {DomUtils, parseDocument} from 'htmlparser2';
import {unfurl} from 'unfurl.js';
import {ask_tool, assert, root, run_tool, serve, skip, test} from './harness.mjs';

/** @typedef {ReturnType<typeof parseDocument>} Dom */

const program = (/** @type {string} */ name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`].find(existsSync);
const xmllint = program('xmllint'), w3m = program('w3m');

/** @param {string} folder */
const pages_of = folder => readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.html')).sort();
const without_spaces = (/** @type {string} */ text) => text.replace(/\s+/g, '');

// ---- a page, as a parser of others sees it ----

/** @param {string} html */
const parsed = html => parseDocument(html);
/** @param {Dom} page @param {string} tag @param {Record<string, string>} [attributes] */
const elements = (page, tag, attributes = {}) => DomUtils.findAll(({name, attribs}) => name === tag && Object.entries(attributes).every(([key, value]) => attribs[key] === value), page.children);
/** @param {Dom} page @param {string} tag @param {Record<string, string>} [attributes] */
const texts = (page, tag, attributes) => elements(page, tag, attributes).map(one => DomUtils.textContent(one));
/** @param {Dom} page @param {string} relation */
const link_of = (page, relation) => elements(page, 'link', {rel: relation})[0]?.attribs.href ?? '';
/** What its JSON-LD tells. @param {Dom} page @returns {any[]} */
const data_of = page => texts(page, 'script', {type: 'application/ld+json'}).flatMap(text => {
  const data = JSON.parse(text);
  assert.equal(data['@context'], 'https://schema.org');
  return data['@graph'];
});
/** @param {any[]} data @param {string} type */
const of_type = (data, type) => data.find(one => one['@type'] === type);

// ---- what search engines require ----

// Google's lists of required and recommended properties, since schema.org's own context lies on the net:
// https://developers.google.com/search/docs/appearance/structured-data/{article,breadcrumb}
const address = {type: 'string', pattern: '^https?://[^\\s"<>]+$'}, words = {type: 'string', minLength: 1};
const moment = {type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d([+-]\\d\\d:\\d\\d|Z))?$'};
/** @param {string} type @param {Record<string, object>} required @param {Record<string, object>} [allowed] */
const thing = (type, required, allowed = {}) => ({type: 'object', additionalProperties: false, required: ['@type', ...Object.keys(required)],
  properties: {'@type': {const: type}, ...required, ...allowed}});
const organization = thing('Organization', {name: words}, {url: address});
const things = /** @type {Record<string, object>} */ ({
  NewsArticle: thing('NewsArticle', {headline: words, description: words, inLanguage: words, datePublished: moment, publisher: organization, mainEntityOfPage: address,
    author: {anyOf: [organization, thing('Person', {name: words})]}},
  {dateModified: moment, articleSection: {type: 'array', items: words}, keywords: {type: 'array', items: words},
    image: thing('ImageObject', {url: address}, {width: {type: 'integer'}, height: {type: 'integer'}})}),
  BreadcrumbList: thing('BreadcrumbList', {itemListElement: {type: 'array', minItems: 2, items: thing('ListItem', {position: {type: 'integer'}, name: words, item: address})}}),
  WebSite: thing('WebSite', {name: words, url: address, description: words, inLanguage: words, potentialAction: thing('SearchAction', {
    target: thing('EntryPoint', {urlTemplate: {type: 'string', pattern: 'search\\.html\\?q=\\{search_term_string\\}$'}}), 'query-input': {const: 'required name=search_term_string'}})}),
});
const ajv = new Ajv({allErrors: true});
const checks = Object.fromEntries(Object.entries(things).map(([type, schema]) => [type, ajv.compile(schema)]));

/** @param {string} folder @returns {Promise<void>} */
async function each_page_is_valid(folder) {
  // Headings are named by their own words, which may begin with a digit, as HTML allows. How long a title is, is its author's to say.
  const validator = new HtmlValidate(new StaticConfigLoader({root: true, extends: ['html-validate:recommended'],
    rules: {'valid-id': ['error', {relaxed: true}], 'long-title': 'off'}}));
  /** @type {string[]} */ const said = [];
  for (const name of pages_of(folder)) {
    if (name === 'search.html') continue;  // an example to copy from, which leaves out the tags that HTML lets it
    const {results} = await validator.validateString(readFileSync(join(folder, name), 'utf8'), name);
    said.push(...results.flatMap(({messages}) => messages.map(({line, ruleId, message}) => `${name}:${line}: ${ruleId}: ${message}`)));
  }
  assert.deepEqual(said, []);
}

/** @param {string} folder */
function each_datum_is_valid(folder) {
  const found = /** @type {Record<string, number>} */ ({});
  for (const name of pages_of(folder)) {
    for (const one of data_of(parsed(readFileSync(join(folder, name), 'utf8')))) {
      const type = String(one['@type']), check = checks[type];
      assert.ok(check, `${name}: ${type}`);
      assert.equal(check(one), true, `${name}: ${ajv.errorsText(check.errors)}`);
      if (type === 'BreadcrumbList') assert.deepEqual(one.itemListElement.map((/** @type {any} */ step) => step.position), [...one.itemListElement.keys()].map(i => i + 1));
      found[type] = (found[type] ?? 0) + 1;
    }
  }
  return found;
}

/** The addresses of sitemap.xml. @param {string} folder */
const addresses_of_sitemap = folder => DomUtils.getElementsByTagName('loc', parseDocument(readFileSync(join(folder, 'sitemap.xml'), 'utf8'), {xmlMode: true}).children).map(one => DomUtils.textContent(one));

/** @param {string} folder */
const well_formed = folder => execFileSync(/** @type {string} */ (xmllint), ['--noout', '--nonet', ...['feed.xml', 'sitemap.xml'].map(name => join(folder, name))], {stdio: 'pipe'});

/** @param {string} folder where sites of its own may be made */
export async function validator_stories(folder) {
  const samples = join(folder, 'validated'), site = 'https://example.org/blog/';
  await run_tool('build', join(root, 'assets/posts'), '--out', samples, '--base-url', site, '--quiet');
  /** @param {string} name */
  const read = name => readFileSync(join(samples, name), 'utf8');

  if (xmllint) await test('검사: feed.xml과 sitemap.xml은 바른 XML이다', () => void well_formed(samples));
  else skip('feed.xml and sitemap.xml', 'xmllint is not here');

  await test('검사: 페이지는 모두 바른 HTML이다', () => each_page_is_valid(samples));

  await test('검사: JSON-LD에는 찾는 이가 바라는 것이 다 있다', () => {
    const found = each_datum_is_valid(samples), articles = pages_of(samples).filter(name => name.startsWith('a/')).length;
    assert.equal(found.WebSite, 1);
    assert.equal(found.NewsArticle, articles);
    assert.equal(found.BreadcrumbList, pages_of(samples).length - 5);  // all but index.html, and what no search engine is to list: 404.html, search.html, offline.html and open.html
  });

  await test('검사: 페이지마다 제 주소와 설명이 있고, 사이트 지도는 있는 페이지를 가리킨다', () => {
    const canonical = new Map(), descriptions = new Set();
    for (const name of pages_of(samples).filter(name => !/^(404|search|offline|open)\.html$/.test(name))) {
      const page = parsed(read(name));
      canonical.set(link_of(page, 'canonical'), name);
      assert.equal(link_of(page, 'canonical'), site + (name === 'index.html' ? '' : name.split('/').map(encodeURIComponent).join('/')));
      const description = elements(page, 'meta', {name: 'description'})[0]?.attribs.content ?? '';
      assert.ok(description, name);
      descriptions.add(description);
      for (const relation of ['prev', 'next']) {
        const to = link_of(page, relation);
        if (to) assert.ok(existsSync(join(samples, decodeURIComponent(new URL(to, `http://x/${name}`).pathname))), `${name}: ${to}`);
      }
    }
    for (const loc of addresses_of_sitemap(samples)) assert.ok(canonical.has(loc), loc);
    assert.ok(descriptions.size > 18);
  });

  await test('검사: 구독하는 이는 글의 제목과 주소와 때와 글을 그대로 받는다', async () => {
    const atom = parseAtomFeed(read('feed.xml')), json = parseJsonFeed(read('feed.json'));
    const posts = readdirSync(join(root, 'assets/posts/_posts')).sort().reverse();
    assert.equal(atom.title, '한지 견본');
    assert.equal(json.title, atom.title);
    assert.equal(atom.entries?.length, posts.length);
    assert.deepEqual(json.items?.map(({id, title}) => [id, title]), atom.entries?.map(({id, title}) => [id, title]));
    for (const [i, entry] of (atom.entries ?? []).entries()) {
      const shown = await ask_tool('show', join(root, 'assets/posts/_posts', posts.find(post => entry.id?.includes(post.replace(/\.\w+$/, ''))) ?? ''));
      const said = (/** @type {string} */ field) => shown.match(new RegExp(`^${field}: (.*)$`, 'm'))?.[1];
      assert.equal(entry.title, said('title'));
      assert.equal(entry.published?.slice(0, 10), said('date')?.slice(0, 10));
      assert.ok(entry.published?.endsWith('+09:00'));
      assert.equal(entry.links?.[0]?.href, entry.id);
      const page = parsed(read(decodeURIComponent((entry.id ?? '').slice(site.length))));
      const article = elements(page, 'article')[0];
      for (const header of DomUtils.getElementsByTagName('header', article ?? [])) DomUtils.removeElement(header);
      assert.equal(without_spaces(DomUtils.textContent(parsed(entry.content ?? ''))), without_spaces(DomUtils.textContent(article ?? [])));
      assert.equal(json.items?.[i]?.content_html, entry.content);
      assert.equal(json.items?.[i]?.date_published, entry.published);
    }
  });

  await test('검사: 나눈 글은 제목과 설명과 그림이 있는 카드가 된다', async () => {
    const host = await serve(samples);
    const card = async (/** @type {string} */ page) => unfurl(`${host.url}/${page}`, {oembed: false});
    const {open_graph, twitter_card, canonical_url, title} = await card('a/2023-06-04-tides.html');
    const article = await ask_tool('show', join(root, 'assets/posts/_posts', readdirSync(join(root, 'assets/posts/_posts')).find(name => name.startsWith('2023-06-04-tides')) ?? ''));
    assert.equal(open_graph.title, article.match(/^title: (.*)$/m)?.[1]);
    assert.equal(title, `${open_graph.title} — 한지 견본`);
    assert.equal(open_graph.type, 'article');
    assert.equal(open_graph.locale, 'ko_KR');
    assert.equal(open_graph.site_name, '한지 견본');
    assert.equal(open_graph.url, `${site}a/2023-06-04-tides.html`);
    assert.equal(canonical_url, open_graph.url);
    assert.equal(open_graph.description, article.match(/^excerpt: (.*)$/m)?.[1]);
    assert.equal(twitter_card.card, 'summary_large_image');
    const picture = open_graph.images?.[0];
    assert.match(picture?.url ?? '', /^https:\/\/example\.org\/blog\/media\/moon-phases-\w+\.png$/);
    assert.ok(Number(picture?.width) > 0 && Number(picture?.height) > 0);
    assert.equal((await card('')).open_graph.type, 'website');
    assert.equal((await card(`c/${encodeURIComponent('자연')}.html`)).open_graph.title, '자연');
    host.close();
  });

  if (w3m) await test('검사: 글자 브라우저에서 목록과 글이 차례대로 읽히고, 프로그램의 말은 없다', () => {
    const dump = (/** @type {string} */ name) => execFileSync(w3m, ['-dump', '-cols', '80', '-I', 'UTF-8', '-O', 'UTF-8', join(samples, name)], {encoding: 'utf8'});
    /** @param {string} name @param {(page: Dom) => string[]} of */
    const reads = (name, of) => {
      const text = without_spaces(dump(name)), wanted = of(parsed(read(name))).map(without_spaces).filter(Boolean);
      let at = 0;
      for (const words of wanted) {
        const found = text.indexOf(words, at);
        assert.ok(found >= 0, `${name}: ${words}\n${text.slice(at, at + 200)}`);
        at = found + words.length;
      }
      assert.ok(wanted.length > 10);
      assert.doesNotMatch(text, /여는중|Stillopening|{{|data-|function/);
    };
    reads('index.html', page => elements(page, 'li').filter(one => /^entry/.test(one.attribs.class)).flatMap(entry => DomUtils.getElementsByTagName(name => /^(h3|p)$/.test(name), entry).map(one => DomUtils.textContent(one))));
    reads('a/2024-09-29-salt.html', page => [...texts(page, 'h1'), ...DomUtils.getElementsByTagName(name => /^(h2|p|li)$/.test(name), elements(page, 'article')[0] ?? [])
      .filter(one => DomUtils.getElementsByTagName('s', one).length === 0).map(one => DomUtils.textContent(one))]);
    reads('archive.html', page => DomUtils.getElementsByTagName(name => /^(h2|li)$/.test(name), elements(page, 'main')[0] ?? []).map(one => DomUtils.textContent(one)));
  });
  else skip('a site in a text browser', 'w3m is not here');

  if (xmllint) await test('검사: XML에 없는 글자도 구독을 깨뜨리지 않는다', async () => {
    const posts = join(folder, 'controls'), out = join(folder, 'controls site'), none = '가\\u0001\\u000b\\uFFFE\\uFFFF나';
    mkdirSync(join(posts, '_posts'), {recursive: true});
    writeFileSync(join(posts, '_config.yml'), `title: "${none}"\ndescription: "${none}"\nurl: ${site}\n`);
    writeFileSync(join(posts, '_posts/2024-01-02-controls.md'), `---\ntitle: "${none}"\nexcerpt: "${none}"\nauthor: "${none}"\ncategories: ["${none}"]\ntags: ["${none}"]\n---\n가\x01\uFFFE&#1;나\n`);
    await run_tool('build', posts, '--out', out, '--quiet');
    well_formed(out);
    const entry = parseAtomFeed(readFileSync(join(out, 'feed.xml'), 'utf8')).entries?.[0];
    assert.deepEqual([entry?.title, entry?.summary, entry?.categories?.[0]?.term], Array(3).fill('가\uFFFD\uFFFD\uFFFD\uFFFD나'));
  });

  // ---- text that looks like markup ----

  await test('검사: 마크업처럼 생긴 글자는 어디서도 제자리를 벗어나지 않는다', async () => {
    const marks = ['</title>', '-->', '<!--', ']]>', '<![CDATA[', '</script>', '<script>alert(1)</script>', '"두 겹" \'한 겹\'', '" onload="x', '&amp; &lt; &#60;', '가\u2028나\u2029다', '{{title}}', '{{main}}',
      '\\u003c', '%3Cb%3E', '</article></main>', '<?xml version="1.0"?>', '`${x}`', '</textarea></style>', '<base href="https://example.com/">'];
    const posts = join(folder, 'odd'), out = join(folder, 'odd site');
    mkdirSync(join(posts, '_posts'), {recursive: true});
    const title = `누리집 ${marks.join(' ')} 끝`, quoted = JSON.stringify;
    const html = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');  // what a field or a body of HTML has to say to mean it
    writeFileSync(join(posts, '_config.yml'), `title: ${quoted(title)}\ndescription: ${quoted(`설명 ${marks.join(' ')} 끝`)}\nurl: ${site}\nlang: ko\ntimezone: Asia/Seoul\n`);
    const articles = marks.map((mark, i) => ({name: `2024-01-${10 + i}-odd`, mark, title: `글 ${mark} 끝`, excerpt: `요약 ${mark} 끝`, author: `지은이 ${mark} 끝`, category: `갈래 ${mark} 끝`, tag: `꼬리 ${mark} 끝`}));
    for (const {name, mark, title, excerpt, author, category, tag} of articles)
      writeFileSync(join(posts, '_posts', `${name}.html`), `---\ntitle: ${quoted(html(title))}\nexcerpt: ${quoted(html(excerpt))}\nauthor: ${quoted(html(author))}\ncategories: [${quoted(category)}]\ntags: [${quoted(tag)}]\nredirect_from: /odd/${name}/\n---\n<p>본문 {% raw %}${html(mark)}{% endraw %} 끝</p>\n`);
    await run_tool('build', posts, '--out', out, '--quiet');
    await run_tool('check', out);
    if (xmllint) well_formed(out);
    await each_page_is_valid(out);
    each_datum_is_valid(out);

    const read = (/** @type {string} */ name) => parsed(readFileSync(join(out, name), 'utf8'));
    const plain = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();  // readers differ in spaces
    /** @param {string} what @param {string[]} found @param {string[]} wanted */
    const same = (what, found, wanted) => assert.deepEqual(found.map(plain).sort(), wanted.map(plain).sort(), what);
    const host = await serve(out);
    const atom = parseAtomFeed(readFileSync(join(out, 'feed.xml'), 'utf8')), json = parseJsonFeed(readFileSync(join(out, 'feed.json'), 'utf8'));
    for (const {name, mark, title: own, excerpt, author, category, tag} of articles) {
      const page = read(`a/${name}.html`), data = data_of(page), news = of_type(data, 'NewsArticle');
      same('title', texts(page, 'title'), [`${own} — ${title}`]);
      same('h1', texts(page, 'h1'), [own]);
      assert.ok(texts(page, 'p').map(plain).includes(plain(`본문 ${mark} 끝`)), mark);
      assert.equal(elements(page, 'script').length, 3, mark);
      assert.equal(elements(page, 'base').length, 0);
      assert.ok(elements(page, 'a', {rel: 'next'}).length + elements(page, 'a', {rel: 'prev'}).length > 0);
      same('JSON-LD', [news.headline, news.description, news.author.name, news.publisher.name, ...news.articleSection, ...news.keywords], [own, excerpt, author, title, category, tag]);
      same('trail', of_type(data, 'BreadcrumbList').itemListElement.map((/** @type {{name: string}} */ {name}) => name), [title, category, own]);
      const meta = (/** @type {string} */ property) => elements(page, 'meta', {property})[0]?.attribs.content ?? '';
      same('cards', [meta('og:title'), meta('og:description'), meta('og:site_name'), meta('article:section'), meta('article:tag')], [own, excerpt, title, category, tag]);
      const {open_graph} = await unfurl(`${host.url}/a/${name}.html`, {oembed: false});
      if (!mark.includes('&')) same('unfurl', [open_graph.title, open_graph.description ?? ''], [own, excerpt]);  // it decodes &amp; twice
      same('the page that leads on', texts(read(`odd/${name}/index.html`), 'title'), [own]);

      const address = link_of(page, 'canonical'), entry = atom.entries?.find(({id}) => id === address), item = json.items?.find(({id}) => id === address);
      same('Atom', [entry?.title ?? '', entry?.summary ?? '', entry?.authors?.[0]?.name ?? '', entry?.categories?.[0]?.term ?? ''], [own, excerpt, author, category]);
      same('JSON feed', [item?.title ?? '', item?.summary ?? '', item?.authors?.[0]?.name ?? '', ...item?.tags ?? []], [own, excerpt, author, category, tag]);
      for (const content of [entry?.content, item?.content_html]) same('content', texts(parsed(content ?? ''), 'p'), [`본문 ${mark} 끝`]);

      const list = new URL(elements(page, 'a').find(({attribs}) => attribs.href?.startsWith('../c/'))?.attribs.href ?? '', `http://x/a/`).pathname;
      const of_category = read(decodeURIComponent(list.slice(1)));
      same('category', [...texts(of_category, 'h1'), ...texts(of_category, 'h3')], [category, own]);
    }
    const home = read('index.html');
    same('home', [...texts(home, 'title'), ...texts(home, 'h1')], [title, title]);
    for (const name of ['index.html', 'archive/2024-01.html']) same(name, texts(read(name), 'h3'), articles.map(({title}) => title));
    same('feeds', [atom.title ?? '', json.title ?? '', of_type(data_of(home), 'WebSite').name], [title, title, title]);
    const pages = new Set(pages_of(out).map(name => link_of(read(name), 'canonical')));
    const locs = addresses_of_sitemap(out);
    assert.equal(locs.length, 1 + 2 * articles.length);
    for (const loc of locs) assert.ok(pages.has(loc), loc);
    host.close();
  });
}
