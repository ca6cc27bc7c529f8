// Answers that take their time are waited for as long as they go on; one that stopped is given up, and said so.
import assert from 'node:assert/strict';
import {after, before} from 'node:test';

import {Api} from './support/api.mjs';
import {flow} from './support/flow.mjs';
import {start_up} from './support/server.mjs';

const patience_ms = 15_000;  // of the app, without a byte of an answer

let silent;

before(async () => { silent = await start_up(); });
after(async () => {
  silent?.resume();
  await silent?.stop();
});

// As a line that brings `bytes` a second.
async function slow_down(app, bytes) {
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Network.emulateNetworkConditions',
                     {offline: false, latency: 0, downloadThroughput: bytes, uploadThroughput: -1});
}

flow('A value that arrives for longer than the patience with silence is waited for', {}, async ({app, api}) => {
  const bytes_a_second = 20_000;
  const value = 'slowly. '.repeat(bytes_a_second * 1.2 * patience_ms / 1_000 / 8);
  await api.put('slow/value', value);
  await app.fill_in('Filter', 'slow/');
  await app.appears('row', 'slow/value');
  await slow_down(app, bytes_a_second);
  const start = performance.now();
  await app.open_key('slow/value');
  await app.shows(/Part 1 of 11/);
  assert.ok(performance.now() - start > patience_ms, 'it took longer than the patience');
  assert.ok((await app.value_of('Value')).startsWith('slowly. '));
});

flow('A server that falls silent is given up and named, and taken up again', {url: null}, async ({app}) => {
  await new Api(silent.api_url).put('silent/value', 'heard');
  await app.open(silent.web_url);
  await app.appears('row', 'silent/value');
  silent.pause();
  await app.click_at(app.key_row('silent/value'));
  await app.shows(/took too long to answer/);
  silent.resume();
  await app.recovers();
  await app.open_key('silent/value');
  await app.holds('Value', 'heard');
});
