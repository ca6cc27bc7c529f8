// Addresses: every open key has one that survives reload, back and forward, and can be sent to somebody else.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

const link_to = (key) => `#/kv/${encodeURIComponent(key)}`;

flow('A reload keeps the open key and its value', {}, async ({app, api}) => {
  await api.put('link/kept', 'still here');
  await api.put('link/other', 'x');
  await app.reload();
  await app.open_key('link/kept');
  await app.reload();
  await app.holds('Key', 'link/kept');
  await app.holds('Value', 'still here');
});

flow('An address opens its key in a fresh browser', {url: link_to('link/from afar')}, async ({app, api}) => {
  await app.shows(/This key does not exist/);
  await api.put('link/from afar', 'arrived');
  await app.reload();
  await app.holds('Key', 'link/from afar');
  await app.holds('Value', 'arrived');
  app.tolerate(/status of 404/);
});

flow('Back and forward walk over the keys that were open', {}, async ({app, api}) => {
  await api.put('link/1', 'one');
  await api.put('link/2', 'two');
  await app.reload();
  await app.open_key('link/1');
  await app.open_key('link/2');
  await app.page.goBack();
  await app.holds('Value', 'one');
  await app.page.goForward();
  await app.holds('Value', 'two');
  assert.equal(app.hash, link_to('link/2'));
});

flow('An address that is no key is answered in words', {url: '#/kv/%FF%zz'}, async ({app}) => {
  await app.appears('button', 'New key');
  assert.equal(await app.has('textbox', 'Filter'), true);
});
