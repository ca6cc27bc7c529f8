// Measures what many changes a second cost the app: frames, the longest task, the heap. Prints one line of JSON a figure
// (figures.mjs). usage: node tests/e2e/performance/live.mjs [--rate 2000] [--seconds 20] [--keys 5000] [--rounds 1]
import {setTimeout as pause} from 'node:timers/promises';
import {parseArgs} from 'node:util';

import {Api} from '../support/api.mjs';
import {start_up} from '../support/server.mjs';
import {until} from '../support/until.mjs';
import {Figures, in_rounds, time_to_rows} from './figures.mjs';

const {values} = parseArgs({options: {
  rate: {type: 'string', default: '2000'}, seconds: {type: 'string', default: '20'}, keys: {type: 'string', default: '5000'},
  rounds: {type: 'string', default: '1'},
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

const figures = new Figures();

async function measure(app, server) {
  figures.tell(`load to first rows of ${keys} keys`, await time_to_rows(app, () => app.page.goto(`${server.web_url}/#/kv/load%2F1`)), 'ms', {below: 1000});
  await app.ready();
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
  figures.tell(`changes made, for ${seconds} s`, written, 'changes/s', {least: rate * 0.99});
  figures.tell('  frames meanwhile', (after.frames - before.frames) / passed, 'frames/s', {least: 20});
  figures.tell('  the longest task meanwhile', longest, 'ms', {below: 200});
  figures.tell('  growth of the heap meanwhile', (after.heap - before.heap) / 2 ** 20, 'MiB', {most: 0});
  figures.tell('  from the last change until it is shown', performance.now() - caught_up, 'ms', {below: 1000});
}

const server = await start_up({store: 'memory:'});
try {
  for (let first = 0; first < keys; first += batch_keys) await put_batch(server.api_url, first);
  await in_rounds(Number(values.rounds), (app) => measure(app, server));
  figures.print();
} finally {
  await server.stop();
}
