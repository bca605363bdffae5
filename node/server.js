// The server of `hanji serve` and `hanji preview` under Node. What is answered, the program decides
// (src/cli/site_answers.h); here are the connections, and the parts of files that players and browsers ask for (RFC
// 9110, 14), and the stream of events of a preview.
import {createServer} from 'node:http';

/** @typedef {{status: number, headers: [string, string][], type: string, whole: boolean}} Head */

/**
 * @param {any} tool
 * @param {import('node:http').IncomingMessage} request
 * @param {boolean} wants_part
 * @returns {{head: Head, body: Buffer}}
 */
function ask_program(tool, request, wants_part) {
  /** @param {string} name */
  const header = name => String(request.headers[name] ?? '');
  const asked = Buffer.from(JSON.stringify({
    method: request.method, target: request.url, accepts: header('accept-encoding'),
    if_none_match: header('if-none-match'), if_range: header('if-range'), wants_part}) + '\0');
  const room = tool._malloc(asked.length);
  const memory = () => Buffer.from(tool.wasmMemory.buffer);  // other threads let it grow
  memory().set(asked, room);
  const head = tool._hanji_answer(room), bytes = memory();
  tool._free(room);
  const body = tool._hanji_body();
  return {
    head: JSON.parse(bytes.toString('utf8', head, bytes.indexOf(0, head))),
    body: Buffer.from(new Uint8Array(tool.wasmMemory.buffer).slice(body, body + tool._hanji_body_bytes())),
  };
}

/** The one part that `bytes=…` asks for; several are given as the whole. @param {string | undefined} header */
export function part_of(header) {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (!found[1] && !found[2])) return null;
  const first = found[1] ? Number(found[1]) : -1, last = found[2] ? Number(found[2]) : -1;
  return first >= 0 && last >= 0 && first > last ? null : {first, last};
}

/** Who listens to the events. @type {Set<import('node:http').ServerResponse>} */
const listeners = new Set();
let last_event = '';

/** @param {import('node:http').ServerResponse} response */
function send_events(response) {
  response.writeHead(200, {'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store'});
  response.write(last_event || ':\n\n');
  listeners.add(response);
  response.on('close', () => listeners.delete(response));
}

/** @param {string} line */
export function tell(line) {
  last_event = `data: ${line}\n\n`;
  for (const response of listeners) response.write(last_event);
}

/** @param {any} tool @param {string} host @param {number} port @param {string} events the path of the stream, or nothing @returns {Promise<number>} the port, or -1 */
export function listen(tool, host, port, events) {
  const server = createServer((request, response) => {
    if (events && request.url === events) return send_events(response);
    const part = part_of(request.headers.range);
    const {head, body} = ask_program(tool, request, part !== null);
    for (const [name, value] of head.headers) response.setHeader(name, value);
    if (head.type) response.setHeader('Content-Type', head.type);
    let status = head.status, sent = body;
    if (part && status === 200 && !head.whole) {
      const first = part.first >= 0 ? part.first : body.length - part.last;
      const last = part.first < 0 || part.last < 0 || part.last >= body.length ? body.length - 1 : part.last;
      if (first < 0 || first > last) {
        status = 416;
        sent = Buffer.alloc(0);
      } else {
        status = 206;
        sent = body.subarray(first, last + 1);
        response.setHeader('Content-Range', `bytes ${first}-${last}/${body.length}`);
      }
    }
    if (status !== 304) response.setHeader('Content-Length', sent.length);
    response.writeHead(status);
    response.end(request.method === 'HEAD' ? undefined : sent);
    request.resume();
  });
  server.keepAliveTimeout = 5000;
  return new Promise(done => {
    server.on('error', () => done(-1));
    server.listen(port, host, () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : -1);
    });
  });
}
