// What the page's main thread did meanwhile, by Chromium's own trace: thread time, so that what other programs took
// from us is not counted.

/** @typedef {{name: string, cat: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number}} TraceEvent */

/**
 * @param {import('playwright-core').Browser} browser @param {() => Promise<void>} run
 * @returns {Promise<{tasks: number[], collecting: number, without_collecting: number, scripts_of_frames: number[], layouts: number[]}>}
 *   ms, ascending: of each task that is not a frame, of what we do in a frame, and of the browser's style, layout and paint in
 *   one; what the longest task spent collecting garbage, which V8 begins where it likes, and how long the longest was without it
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
  const ms_of = (/** @type {TraceEvent} */ event) => (event.tdur ?? 0) / 1000;
  const spent = (/** @type {TraceEvent[]} */ list) => list.map(ms_of).sort((a, b) => a - b);
  const tasks = ours.filter(event => event.name.endsWith('RunTask') && !is_frame(event)).sort((a, b) => ms_of(a) - ms_of(b));
  const collections = ours.filter(event => event.name === 'MajorGC' || event.name === 'MinorGC');
  const collecting = (/** @type {TraceEvent} */ task) => collections.filter(one => one.ts >= task.ts && one.ts < task.ts + (task.dur ?? 0))
    .reduce((sum, one) => sum + ms_of(one), 0);
  return {tasks: spent(tasks), collecting: tasks.slice(-1).reduce((_, task) => collecting(task), 0),
    without_collecting: Math.max(...tasks.slice(-100).map(task => ms_of(task) - collecting(task))),
    scripts_of_frames: spent(named('FireAnimationFrame')), layouts: spent(named('WebFrameWidgetImpl::UpdateLifecycle'))};
}
