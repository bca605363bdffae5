// What the page's main thread did meanwhile, by Chromium's own trace: thread time, so that what other programs took from us
// is not counted.

/** @typedef {{name: string, cat: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number}} TraceEvent */

/**
 * @param {import('playwright-core').Browser} browser @param {() => Promise<void>} run
 * @returns {Promise<{tasks: number[], scripts_of_frames: number[], layouts: number[]}>} ms, ascending: of each task that is
 *   not a frame, of what we do in a frame, and of the browser's style, layout and paint in one
 */
export async function tasks_during(browser, run) {
  const session = await browser.newBrowserCDPSession();
  /** @type {TraceEvent[]} */ const events = [];
  session.on('Tracing.dataCollected', ({value}) => events.push(.../** @type {any[]} */ (value)));
  await session.send('Tracing.start', {transferMode: 'ReportEvents', traceConfig: {recordMode: 'recordAsMuchAsPossible',
    includedCategories: ['toplevel', 'devtools.timeline', 'blink', 'cc'], excludedCategories: ['*']}});
  await run();
  const complete = new Promise(done => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;

  const thread = (/** @type {TraceEvent} */ event) => `${event.pid} ${event.tid}`;
  /** @type {Map<string, number>} */ const calls = new Map();  // the main thread is where our functions run
  for (const event of events) if (event.name === 'FunctionCall') calls.set(thread(event), (calls.get(thread(event)) ?? 0) + 1);
  const [main] = [...calls].sort((a, b) => b[1] - a[1])[0];
  const ours = events.filter(event => event.ph === 'X' && thread(event) === main);
  const named = (/** @type {string} */ name) => ours.filter(event => event.name === name);
  const frames = named('ProxyMain::BeginMainFrame');
  const is_frame = (/** @type {TraceEvent} */ task) => frames.some(frame => frame.ts >= task.ts && frame.ts < task.ts + (task.dur ?? 0));
  const spent = (/** @type {TraceEvent[]} */ list) => list.map(event => (event.tdur ?? 0) / 1000).sort((a, b) => a - b);
  return {tasks: spent(ours.filter(event => event.name.endsWith('RunTask') && !is_frame(event))),
    scripts_of_frames: spent(named('FireAnimationFrame')), layouts: spent(named('WebFrameWidgetImpl::UpdateLifecycle'))};
}
