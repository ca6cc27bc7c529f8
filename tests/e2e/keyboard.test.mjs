// The same promise without a mouse: Tab, arrows, Enter and the shortcuts.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {until} from './support/until.mjs';

flow('A key is stored, found, changed and deleted with the keyboard alone', {}, async ({app, api}) => {
  await app.tab_to('button', 'New key');
  await app.press('Enter');
  await app.tab_to('textbox', 'Key');
  await app.type('keyboard/a');
  await app.tab_to('textbox', 'Value');
  await app.type('first line');
  await app.press('Enter');
  await app.type('second line');
  await app.press('Control+S');
  await app.says(/Saved.*keyboard\/a/);
  assert.equal(await api.get('keyboard/a'), 'first line\nsecond line');

  await api.put('keyboard/b', 'from b');
  await api.put('keyboard/c', 'from c');
  await app.tab_to('textbox', 'Filter');
  await app.type('keyboard/');
  await app.appears('row', 'keyboard/c');
  await app.tab_to('grid', 'Keys');
  await app.press('Home');
  await app.press('ArrowDown');
  await app.press('Enter');
  await app.holds('Key', 'keyboard/b');
  await app.holds('Value', 'from b');

  await app.tab_to('grid', 'Keys');
  await app.press('ArrowDown');
  await app.press('Delete');
  await app.appears('dialog', 'Confirm delete');
  await app.tab_to('button', 'Delete');
  await app.press('Enter');
  await app.vanishes('row', 'keyboard/c');
  assert.equal(await api.get('keyboard/c'), null);
  assert.equal(await api.get('keyboard/b'), 'from b');
});

flow('Shortcuts start a new key and find the filter', {}, async ({app}) => {
  await app.press('n');
  await until('the new key is asked for', async () => (await app.focused()).name === 'Key');
  await app.type('n and / are letters here');
  await app.holds('Key', 'n and / are letters here');
  await app.press('Control+K');
  await app.appears('dialog', 'Command palette');
  await app.press('Escape');
  await until('the key has the keyboard again', async () => (await app.focused()).name === 'Key');
  await app.click('textbox', 'Filter');
  await app.press('Escape');
  await app.press('/');
  await until('the filter has the keyboard', async () => (await app.focused()).name === 'Filter');
});

flow('Tab reaches every control once and leaves the app, and Shift+Tab goes the same way back', {}, async ({app, api}) => {
  await api.put('keyboard/walked', 'x');
  await app.reload();
  await app.open_key('keyboard/walked');
  const controls = await app.mirror.locator('button:enabled, input:enabled, textarea:enabled, [tabindex="0"]').evaluateAll(
      (nodes) => nodes.map((node) => node.getAttribute('aria-label')));
  const outside = async () => (await app.focused()).role === 'body';
  const leave = async (chord) => {
    for (let step = 0; step <= controls.length && !await outside(); ++step) await app.press(chord);
    assert.ok(await outside(), `${chord} leaves the app`);
  };
  const walk = async (chord) => {
    const names = [];
    for (let step = 0; step < controls.length; ++step) {
      await app.press(chord);
      names.push((await app.focused()).name);
    }
    return names;
  };
  await leave('Tab');
  assert.deepEqual(await walk('Tab'), controls);
  await leave('Tab');
  assert.deepEqual(await walk('Shift+Tab'), controls.reverse());
});
