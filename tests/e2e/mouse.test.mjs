// The first promise, by mouse: store, retrieve, list, change and delete a key.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

flow('A key is stored, listed, read, changed and deleted with the mouse', {}, async ({app, api}) => {
  await app.store('mouse/first', 'hello');
  await app.says(/Saved.*mouse\/first/);
  assert.equal(await api.get('mouse/first'), 'hello');
  await app.appears('row', 'mouse/first');

  await app.store('mouse/second', 'other');
  await app.says(/Saved.*mouse\/second/);
  await app.open_key('mouse/first');
  await app.holds('Value', 'hello');

  await app.fill_in('Value', 'hello again');
  await app.click('button', 'Save');
  await app.says(/Saved.*mouse\/first/);
  assert.equal(await api.get('mouse/first'), 'hello again');

  await app.click('button', 'Delete');
  await app.confirm_delete();
  await app.vanishes('row', 'mouse/first');
  await app.says(/Deleted.*mouse\/first/);
  assert.equal(await api.get('mouse/first'), null);
  assert.equal(await api.get('mouse/second'), 'other');
});

flow('Refresh shows keys that another client stored', {}, async ({app, api}) => {
  await app.click('button', 'Pause live changes');  // they would show it by themselves
  await api.put('mouse/from elsewhere', 'x');
  assert.equal(await app.has('row', 'mouse/from elsewhere'), false);
  await app.click('button', 'Refresh');
  await app.appears('row', 'mouse/from elsewhere');
});
