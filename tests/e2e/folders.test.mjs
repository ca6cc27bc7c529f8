// Keys as folders: opened and closed by mouse and by arrow keys, one level at a time, and remembered.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

const expanded = (app, folder) => app.element('treeitem', folder).getAttribute('aria-expanded');

async function show_folders(app, api) {
  await api.put_all(['tree:a', 'tree:b:1', 'tree:b:2', 'top']);
  await app.reload();
  await app.click('button', 'Folders');
  await app.appears('tree', 'Keys');
}

flow('A click opens a folder, another closes it, and a key in it is opened', {}, async ({app, api}) => {
  await show_folders(app, api);
  assert.equal(await expanded(app, 'tree:'), 'false');
  assert.equal(await app.has('treeitem', 'tree:a'), false, 'nothing below is loaded');
  await app.click('treeitem', 'tree:');
  await app.appears('treeitem', 'tree:a');
  assert.equal(await expanded(app, 'tree:'), 'true');
  assert.equal(await app.element('treeitem', 'tree:a').getAttribute('aria-level'), '2');
  await app.click('treeitem', 'tree:a');
  await app.holds('Value', 'value of tree:a');
  await app.click('treeitem', 'tree:');
  await app.vanishes('treeitem', 'tree:a');
});

flow('Arrow keys open, enter, leave and close folders, and a reload keeps them', {}, async ({app, api}) => {
  await show_folders(app, api);
  await app.reload();
  await app.tab_to('tree', 'Keys');
  await app.press('End');
  await app.press('ArrowRight');
  await app.appears('treeitem', 'tree:b:');
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Enter']) await app.press(key);
  await app.holds('Value', 'value of tree:b:2');
  await app.tab_to('tree', 'Keys');
  await app.press('ArrowLeft');
  await app.press('ArrowLeft');
  await app.vanishes('treeitem', 'tree:b:1');
  await app.press('ArrowLeft');
  await app.press('ArrowLeft');
  await app.vanishes('treeitem', 'tree:b:');
});
