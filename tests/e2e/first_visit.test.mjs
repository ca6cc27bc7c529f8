// A person who has never seen Keyglass, and an empty store.
import assert from 'node:assert/strict';
import {after, before} from 'node:test';

import {Api} from './support/api.mjs';
import {flow} from './support/flow.mjs';
import {start_up} from './support/server.mjs';

let own;
before(async () => { own = await start_up({store: 'memory:'}); });
after(() => own?.stop());

flow('The first key is stored, read and deleted within what is on the screen', {url: null}, async ({app}) => {
  const api = new Api(own.api_url);
  await app.open(own.web_url);
  await app.shows(/Store your first key/);
  await app.assert_inside_window();

  await app.fill_in('Key', 'greeting');
  await app.fill_in('Value', 'Hello, world');
  await app.click('button', 'Save');
  await app.says(/Saved.*greeting/);
  assert.equal(await api.get('greeting'), 'Hello, world');

  await app.open_key('greeting');
  await app.holds('Value', 'Hello, world');
  await app.click('button', 'Delete');
  await app.confirm_delete();
  await app.says(/Deleted.*greeting/);
  assert.equal(await api.get('greeting'), null);
  await app.shows(/Store your first key/);
});
