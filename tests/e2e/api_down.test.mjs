// The server goes away and comes back: nothing typed is lost, and nobody has to reload.
import assert from 'node:assert/strict';
import path from 'node:path';
import {after, before} from 'node:test';

import {Api} from './support/api.mjs';
import {flow} from './support/flow.mjs';
import {host_and_port, remove_folder, start_up, temporary_folder} from './support/server.mjs';

let folder, own, listen;

const store = () => `rocksdb:${path.join(folder, 'store')}`;
const start_again = async () => { own = await start_up({store: store(), ...listen}); };
const network_error = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_INCOMPLETE_CHUNKED_ENCODING/;

before(async () => {
  folder = temporary_folder();
  own = await start_up({store: store()});
  listen = {'api-listen': host_and_port(own.api_url), 'web-listen': host_and_port(own.web_url)};
});

after(async () => {
  await own?.stop();
  remove_folder(folder);
});

flow('A draft survives a killed server and is saved once it is back', {url: null}, async ({app}) => {
  const api = new Api(own.api_url);
  await api.put('down/a', 'before');
  app.tolerate(network_error);
  await app.open(own.web_url);
  await app.open_key('down/a');
  await own.stop('SIGKILL');

  await app.fill_in('Value', 'typed while it was down');
  await app.click('button', 'Save');
  await app.shows(/Can't reach the API/);
  await app.holds('Value', 'typed while it was down');

  await start_again();
  assert.equal(await api.get('down/a'), 'before', 'the acknowledged value survived the kill');
  await app.recovers();
  await app.holds('Value', 'typed while it was down');
  await app.click('button', 'Save');
  await app.says(/Saved.*down\/a/);
  assert.equal(await api.get('down/a'), 'typed while it was down');
});

flow('A list that could not be loaded fills by itself', {url: null}, async ({app}) => {
  await new Api(own.api_url).put('down/listed', 'x');
  app.tolerate(network_error);
  await app.open(own.web_url);
  await own.stop('SIGKILL');
  await app.fill_in('Filter', 'down/l');
  await app.shows(/Can't reach the API/);
  await start_again();
  await app.recovers();
  await app.appears('row', 'down/listed');
});

flow('A store that refuses writes says so itself, and a save works once it is well', {}, async ({app, api}) => {
  app.tolerate(/status of 503/);
  const problem = {
    type: 'about:blank', title: 'The store is not available', status: 503, code: 'unavailable',
    detail: 'the store refused the last write', request_id: 'r-1',
  };
  const refuse = (route) => route.fulfill({
    status: 503, contentType: 'application/problem+json', headers: {'retry-after': '1'}, body: JSON.stringify(problem),
  });
  const is_affected = (url) => /^\/(kv|readyz)/.test(url.pathname);
  await app.page.route(is_affected, refuse);
  await app.store('down/refused', 'kept');
  await app.shows(/The store does not answer/);
  assert.doesNotMatch(await app.words(), /Can't reach the API/);
  await app.holds('Value', 'kept');
  await app.page.unroute(is_affected, refuse);
  await app.recovers();
  await app.click('button', 'Save');
  await app.says(/Saved.*down\/refused/);
  assert.equal(await api.get('down/refused'), 'kept');
});
