// Prints what many changes a second cost the app: frames a second, the longest task, the heap before and after.
// usage: node tests/e2e/performance/live.mjs [--rate 2000] [--seconds 20] [--keys 5000]
import {setTimeout as pause} from 'node:timers/promises';
import {parseArgs} from 'node:util';

import {Api} from '../support/api.mjs';
import {App} from '../support/app.mjs';
import {launch_browser} from '../support/browser.mjs';
import {start_up} from '../support/server.mjs';
import {until} from '../support/until.mjs';

const {values} = parseArgs({options: {
  rate: {type: 'string', default: '2000'}, seconds: {type: 'string', default: '20'}, keys: {type: 'string', default: '5000'},
}});
const rate = Number(values.rate), seconds = Number(values.seconds), keys = Number(values.keys);
const batch_keys = 100;

async function put_batch(url, first) {
  const ops = Array.from({length: batch_keys}, (_, index) => (
    {op: 'put', key: `load/${(first + index) % keys}`, value: `value ${first + index}`}));
  const reply = await fetch(`${url}/batch`, {
    method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({ops}),
  });
  if (!reply.ok) throw new Error(`POST /batch: ${reply.status} ${await reply.text()}`);
  await reply.arrayBuffer();
}

async function write_for(url, milliseconds) {
  const begin = performance.now();
  let written = 0;
  for (;;) {
    const passed = performance.now() - begin;
    if (passed >= milliseconds) return written / (passed / 1000);
    while (written < passed / 1000 * rate) {
      await put_batch(url, written);
      written += batch_keys;
    }
    await pause(5);
  }
}

const observe = () => {
  window.longest_task = 0;
  new PerformanceObserver((list) => {
    for (const {duration} of list.getEntries()) window.longest_task = Math.max(window.longest_task, duration);
  }).observe({type: 'longtask'});
};

const server = await start_up({store: 'memory:'});
const browser = await launch_browser();
try {
  for (let first = 0; first < keys; first += batch_keys) await put_batch(server.api_url, first);
  const app = new App(await (await browser.newContext({viewport: {width: 1280, height: 800}})).newPage());
  await app.open(`${server.web_url}/#/kv/load%2F1`);
  await until('changes arrive', async () => /^Live\./.test(await app.element('status', 'Live changes').innerText()));
  await app.page.evaluate(observe);
  await write_for(server.api_url, 2_000);  // what is allocated once is there then
  const before = {heap: await app.figure('heap_bytes'), frames: await app.figure('frames')};
  const begin = performance.now();
  const written = await write_for(server.api_url, seconds * 1000);
  const passed = (performance.now() - begin) / 1000;
  const after = {heap: await app.figure('heap_bytes'), frames: await app.figure('frames')};
  const longest = await app.page.evaluate(() => window.longest_task);
  await new Api(server.api_url).put('load/1', 'the last one');
  const caught_up = performance.now();
  await app.holds('Value', 'the last one');
  console.log(`${Math.round(written)} changes/s for ${Math.round(passed)} s over ${keys} keys`);
  console.log(`${((after.frames - before.frames) / passed).toFixed(1)} frames/s; longest task ${Math.round(longest)} ms`);
  console.log(`heap ${before.heap} bytes before, ${after.heap} after`);
  console.log(`the last change was shown ${Math.round(performance.now() - caught_up)} ms after it was made`);
} finally {
  await browser.close();
  await server.stop();
}
