// Two people, one key: a save never overwrites what its author has not seen.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

async function edit_while_another_writes(app, api, key) {
  await api.put(key, 'the first value');
  await app.reload();
  await app.open_key(key);
  await app.holds('Value', 'the first value');
  await app.pause_live();
  await api.put(key, 'theirs');
  await app.fill_in('Value', 'mine');
  app.tolerate(/status of 412/);
  await app.click('button', 'Save');
  await app.appears('dialog', 'Conflict');
  assert.equal(await api.get(key), 'theirs', 'nothing is overwritten before the choice');
}

const choose = async (app, button) => {
  await app.click_in('Conflict', button);
  await app.vanishes('dialog', 'Conflict');
};

flow('A concurrent change is shown beside one\'s own before anything is overwritten', {}, async ({app, api}) => {
  await edit_while_another_writes(app, api, 'conflict/shown');
  await app.holds('Mine', 'mine');
  await app.holds('Theirs', 'theirs');
  await app.press('Escape');
  await app.vanishes('dialog', 'Conflict');
  await app.holds('Value', 'mine');
  assert.equal(await api.get('conflict/shown'), 'theirs');
});

flow('Keeping mine overwrites theirs', {}, async ({app, api}) => {
  await edit_while_another_writes(app, api, 'conflict/mine');
  await choose(app, 'Keep mine (overwrite)');
  await app.says(/Saved.*conflict\/mine/);
  assert.equal(await api.get('conflict/mine'), 'mine');
});

flow('Taking theirs shows their value and writes nothing', {}, async ({app, api}) => {
  await edit_while_another_writes(app, api, 'conflict/theirs');
  await choose(app, 'Take theirs');
  await app.holds('Value', 'theirs');
  assert.equal(await api.get('conflict/theirs'), 'theirs');
});

flow('A new key that exists meanwhile is a conflict too', {}, async ({app, api}) => {
  await api.put('conflict/new', 'theirs');
  app.tolerate(/status of 412/);
  await app.store('conflict/new', 'mine');
  await app.appears('dialog', 'Conflict');
  assert.equal(await api.get('conflict/new'), 'theirs');
});

flow('A key that was deleted meanwhile is not brought back unasked', {}, async ({app, api}) => {
  await api.put('conflict/gone', 'x');
  await app.reload();
  await app.open_key('conflict/gone');
  await app.holds('Value', 'x');
  await app.pause_live();
  await api.remove('conflict/gone');
  await app.fill_in('Value', 'mine');
  app.tolerate(/status of (412|404)/);
  await app.click('button', 'Save');
  await app.appears('dialog', 'Conflict');
  assert.equal(await api.get('conflict/gone'), null);
  await choose(app, 'Store mine again');
  await app.says(/Saved.*conflict\/gone/);
  assert.equal(await api.get('conflict/gone'), 'mine');
});
