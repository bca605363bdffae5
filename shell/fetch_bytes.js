// Files of the site, whole. A host that says nothing for long has failed: who waits for it hears so, and may ask again.

const most_silence_ms = 20_000;

/** @param {URL} url @param {RequestCache} [cache] @returns {Promise<Uint8Array>} */
export async function fetch_bytes(url, cache = 'default') {
  const stop = new AbortController();
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => stop.abort(new Error('응답이 없습니다')), most_silence_ms);
  };
  wait();
  try {
    const answer = await fetch(url, {cache, signal: stop.signal});
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    if (!answer.body) return new Uint8Array(await answer.arrayBuffer());
    /** @type {Uint8Array[]} */ const parts = [];
    for (const reader = answer.body.getReader();;) {
      wait();
      const {done, value} = await reader.read();
      if (done) return parts.length === 1 ? parts[0] : new Uint8Array(await new Blob(parts).arrayBuffer());
      parts.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
}
