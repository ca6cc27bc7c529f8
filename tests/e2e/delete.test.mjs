// Deleting asks first, can be left, and never deletes a value that nobody here has seen.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

async function open_stored(app, api, key) {
  await api.put(key, 'seen');
  await app.reload();
  await app.open_key(key);
  await app.holds('Value', 'seen');
}

flow('Escape keeps the key and gives the keyboard back', {}, async ({app, api}) => {
  await open_stored(app, api, 'delete/kept');
  await app.click('button', 'Delete');
  await app.appears('dialog', 'Confirm delete');
  assert.match(await app.element('dialog', 'Confirm delete').evaluate((node) => node.textContent), /delete\/kept/);
  await app.press('Escape');
  await app.vanishes('dialog', 'Confirm delete');
  assert.deepEqual(await app.focused(), {role: 'button', name: 'Delete'});
  assert.equal(await api.get('delete/kept'), 'seen');
  assert.equal(await app.has('row', 'delete/kept'), true);
});

flow('The keyboard stays inside the dialog', {}, async ({app, api}) => {
  await open_stored(app, api, 'delete/trapped');
  await app.click('button', 'Delete');
  await app.appears('dialog', 'Confirm delete');
  for (let step = 0; step < 6; ++step) {
    await app.press('Tab');
    const inside = await app.page.evaluate(() => document.activeElement.closest('[role=dialog]') !== null);
    assert.ok(inside, `after ${step + 1} Tabs`);
  }
});

flow('A key that changed meanwhile is not deleted without asking again', {}, async ({app, api}) => {
  await open_stored(app, api, 'delete/changed');
  await app.pause_live();
  await api.put('delete/changed', 'newer');
  app.tolerate(/status of 412/);
  await app.click('button', 'Delete');
  await app.confirm_delete();
  await app.shows(/changed/);
  assert.equal(await api.get('delete/changed'), 'newer');
  await app.confirm_delete();
  await app.vanishes('row', 'delete/changed');
  assert.equal(await api.get('delete/changed'), null);
});

flow('Deleting what is gone already ends without a wrong word', {}, async ({app, api}) => {
  await open_stored(app, api, 'delete/gone');
  await app.pause_live();
  await api.remove('delete/gone');
  app.tolerate(/status of (404|412)/);
  await app.click('button', 'Delete');
  await app.confirm_delete();
  await app.vanishes('row', 'delete/gone');
  await app.vanishes('dialog', 'Confirm delete');
});

flow('A deleted key comes back as it was by Undo', {}, async ({app, api}) => {
  await api.put('delete/undone', '{"n": 1}', 'application/json');
  await app.reload();
  await app.open_key('delete/undone');
  await app.click('button', 'Delete');
  await app.confirm_delete();
  await app.vanishes('row', 'delete/undone');
  assert.equal(await api.get('delete/undone'), null);
  await app.click('button', 'Undo');
  await app.says(/Restored.*delete\/undone/);
  await app.appears('row', 'delete/undone');
  await app.holds('Value', '{"n": 1}');
  assert.equal(await api.content_type('delete/undone'), 'application/json');
});
