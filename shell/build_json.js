// build.json, which tells one build of the site from another (src/bundle/FORMAT.md).

import {fetch_bytes} from './fetch_bytes.js';

/** @typedef {{id: string, program: string, files: [string, number, string][]}} Build */

/** @param {URL} root the site's folder @param {RequestCache} [cache] @param {string} [of] @returns {Promise<Build>} what the host has now, or what is kept */
export async function fetch_build(root, cache = 'no-cache', of = '') {
  const build = JSON.parse(new TextDecoder().decode(await fetch_bytes(new URL(`build.json${of}`, root), cache)));
  if (build?.format !== 1 || typeof build.id !== 'string' || !Array.isArray(build.files)) throw new Error('build.json: 알 수 없는 모습입니다');
  return build;
}
