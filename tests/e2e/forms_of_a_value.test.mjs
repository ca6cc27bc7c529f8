// A browser's cache never takes one form of a value for the other: the pair and the bytes share an address.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';

import {launch_browser} from './support/browser.mjs';
import {start_api} from './support/server.mjs';

let server;
let browser;
before(async () => {
  server = await start_api();
  browser = await launch_browser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('A value asked for as a pair, then as bytes, then as a pair comes in the form that was asked for', async () => {
  const page = await browser.newPage();
  await page.goto(server.api_url);
  const bodies = await page.evaluate(async () => {
    await fetch('/kv/forms', {method: 'PUT', body: 'bytes'});
    const read = async (accept) => (await fetch('/kv/forms', {headers: {accept}})).text();
    const bodies = [];
    for (const accept of ['application/json', 'application/octet-stream', 'application/json']) bodies.push(await read(accept));
    return bodies;
  });
  const pair = '{"key":"forms","value":"bytes"}';
  assert.deepEqual(bodies, [pair, 'bytes', pair]);
});
