// Two people, two browsers: what one does the other sees, without a reload; a server that is killed is waited for.
import assert from 'node:assert/strict';
import path from 'node:path';

import {Api} from './support/api.mjs';
import {flow, new_app} from './support/flow.mjs';
import {host_and_port, remove_folder, start_up, temporary_folder} from './support/server.mjs';
import {until} from './support/until.mjs';

// The stream is open and everything was read again since.
async function is_live(app) {
  await until('changes arrive', async () => /^Live\./.test(await app.element('status', 'Live changes').innerText()));
  await app.idle();
}

const network_error = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_INCOMPLETE_CHUNKED_ENCODING/;

flow('What one browser stores, changes and deletes shows up in another without a reload', {}, async ({app, api, server}) => {
  await api.put('live/first', 'one');
  const other = await new_app();
  try {
    await app.open(`${server.web_url}/#/kv/live%2Ffirst`);
    await other.open(server.web_url);
    await is_live(app);
    await is_live(other);
    await other.store('live/second', 'from the other browser');
    await app.appears('row', 'live/second');
    await app.appears('row', 'Stored live/second');
    await other.open_key('live/first');
    await other.fill_in('Value', 'two');
    await other.click('button', 'Save');
    await app.holds('Value', 'two');
    await app.fill_in('Value', 'a draft of mine');
    await other.fill_in('Value', 'three');
    await other.click('button', 'Save');
    await app.shows(/stored value has changed since you began/);
    assert.equal(await app.value_of('Value'), 'a draft of mine');
    await api.remove('live/second');
    await app.vanishes('row', 'live/second');
    await app.appears('row', 'Deleted live/second');
    assert.deepEqual(other.problems(), []);
  } finally {
    await other.page.context().close();
  }
});

flow('An open key that is deleted elsewhere says so', {}, async ({app, api}) => {
  await api.put('live/gone', 'x');
  await app.reload();
  await is_live(app);
  await app.open_key('live/gone');
  await app.holds('Value', 'x');
  await api.remove('live/gone');
  await app.shows(/This key does not exist/);
  await app.says(/live\/gone was deleted on the server/);
});

flow('Paused, nothing moves; resumed, what was missed is there', {}, async ({app, api}) => {
  await app.reload();
  await is_live(app);
  await api.put('live/before', 'x');
  await app.appears('row', 'live/before');
  await app.click('button', 'Pause live changes');
  await api.put('live/while', 'x');
  await app.click('button', 'Resume live changes');
  await app.appears('row', 'live/while');
});

flow('A killed server is waited for, and what happened meanwhile is there afterwards', {url: null}, async ({app}) => {
  const folder = temporary_folder();
  const store = `rocksdb:${path.join(folder, 'store')}`;
  let own = await start_up({store});
  const listen = {'api-listen': host_and_port(own.api_url), 'web-listen': host_and_port(own.web_url)};
  try {
    app.tolerate(network_error);
    const api = new Api(own.api_url);
    await api.put('live/a', 'one');
    await app.open(own.web_url);
    await is_live(app);
    await api.put('live/b', 'two');
    await app.appears('row', 'live/b');
    await own.stop('SIGKILL');
    await app.shows(/Reconnecting|Offline/);
    own = await start_up({store, ...listen});
    await api.put('live/c', 'three');
    await api.remove('live/a');
    await app.recovers();
    await is_live(app);
    await app.appears('row', 'live/c');
    await app.vanishes('row', 'live/a');
  } finally {
    await own.stop();
    remove_folder(folder);
  }
});

flow('The dashboard shows what the server reports, as charts and as a table, and has an address', {}, async ({app, api, server}) => {
  await api.put('dash/a', 'x');
  await app.reload();
  await app.press('d');
  await app.appears('main', 'Dashboard');
  await app.shows(/Memory of the server/);
  await app.click('tab', 'Table');
  await app.appears('grid', 'Figures');
  await app.click('button', 'Close dashboard');
  await app.appears('grid', 'Keys');
  await app.open(`${server.web_url}/#/dashboard`);
  await app.appears('main', 'Dashboard');
});
