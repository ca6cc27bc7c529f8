// What assistive technology is told, in every state of the app.
import assert from 'node:assert/strict';

import {assert_accessible} from './support/axe.mjs';
import {flow} from './support/flow.mjs';

flow('axe finds nothing in any state of the app', {}, async ({app, api}) => {
  await assert_accessible(app, 'empty store');
  await api.put_all(Array.from({length: 40}, (_, index) => `axe/${index}`));
  await app.reload();
  await assert_accessible(app, 'list');
  await app.open_key('axe/1');
  await assert_accessible(app, 'open key');
  await api.put('axe/1', 'changed while it is open');
  await app.appears('row', 'Stored axe/1');
  await assert_accessible(app, 'activity');
  await app.press('Escape');
  await app.click('button', 'Dashboard');
  await app.appears('group', 'Requests');
  await assert_accessible(app, 'dashboard');
  await app.click('tab', 'Table');
  await app.appears('grid', 'Figures');
  await assert_accessible(app, 'dashboard as a table');
  await app.click('button', 'Close dashboard');
  await app.click('button', 'Delete');
  await app.appears('dialog', 'Confirm delete');
  await assert_accessible(app, 'dialog');
  await app.press('Escape');
  for (const [button, dialog] of [['Connection', 'Connection'], ['Recent requests', 'Recent requests'],
                                  ['Keyboard shortcuts', 'Keyboard shortcuts'], ['Search or jump to a key', 'Command palette']]) {
    await app.click('button', button);
    await app.appears('dialog', dialog);
    await assert_accessible(app, dialog);
    if (dialog === 'Command palette') {
      await app.type('axe/');
      await app.appears('option', 'axe/1');
      await assert_accessible(app, 'palette with keys');
    }
    await app.press('Escape');
    await app.vanishes('dialog', dialog);
  }
  await app.page.setViewportSize({width: 420, height: 800});
  await app.idle();
  await assert_accessible(app, '420 pixels');
});

flow('axe finds nothing while many keys are chosen, changed and moved', {}, async ({app, api}) => {
  await api.put_all(Array.from({length: 40}, (_, index) => `axe/${index}`));
  await app.reload();
  await app.open_key('axe/1');
  await app.press('Control+a');
  await assert_accessible(app, 'chosen keys');
  await app.click('button', 'Delete…');
  await app.appears('textbox', 'Sample');
  await assert_accessible(app, 'deletion of many');
  await app.press('Escape');
  await app.click('button', 'Expire…');
  await assert_accessible(app, 'expiry of many');
  await app.press('Escape');
  await app.click('button', 'Expiry and type…');
  await assert_accessible(app, 'expiry and type');
  await app.press('Escape');
  const chooser = app.page.waitForEvent('filechooser');
  await app.click('button', 'Import…');
  await (await chooser).setFiles({name: 'a.ndjson', mimeType: '', buffer: Buffer.from('{"key":"axe/1","value":"new"}\nbroken\n')});
  await app.appears('textbox', 'Broken lines');
  await assert_accessible(app, 'import');
  await app.press('Escape');
  await app.page.setViewportSize({width: 420, height: 800});
  await app.press('Escape');
  await app.idle();
  await app.assert_inside_window();
  await assert_accessible(app, '420 pixels with chosen keys');
});

flow('axe finds nothing while a key is written, compared, contested and out of reach', {}, async ({app, api}) => {
  await app.click('button', 'New key');
  await assert_accessible(app, 'new key');
  await api.put('a11y:folder:a', '{"one": 1}', 'application/json');
  await api.put('a11y:folder:a', '{"one": 2}', 'application/json');
  await app.reload();
  await app.click('button', 'Folders');
  await app.click('treeitem', 'a11y:');
  await app.click('treeitem', 'a11y:folder:');
  await app.click('treeitem', 'a11y:folder:a');
  await app.appears('textbox', 'Value');
  await assert_accessible(app, 'folders');
  for (const tab of ['JSON', 'Hex']) {
    await app.click('tab', tab);
    await assert_accessible(app, tab);
  }
  await app.click('tab', 'Text');
  await app.click_at(app.element('group', 'Versions').getByRole('button').last());
  await app.appears('textbox', 'Difference');
  await assert_accessible(app, 'comparison');
  await app.click('button', 'Back to the value');
  await app.pause_live();
  await app.fill_in('Value', '{"one": 3}');
  await app.click('button', 'Discard');
  await app.appears('dialog', 'Discard changes');
  await assert_accessible(app, 'discard');
  await app.press('Escape');
  await api.put('a11y:folder:a', '{"one": 4}', 'application/json');
  app.tolerate(/412/, /ERR_/);
  await app.click('button', 'Save');
  await app.appears('dialog', 'Conflict');
  await assert_accessible(app, 'conflict');
  await app.click('tab', 'Their changes');
  await assert_accessible(app, 'conflict by changes');
  await app.press('Escape');
  await app.page.route((url) => /^\/(keys|kv|stats|readyz|history)/.test(url.pathname), (route) => route.abort('connectionrefused'));
  await app.click('button', 'Save');
  await app.shows(/Can't reach the API/);
  await assert_accessible(app, 'out of reach');
});

flow('The page has landmarks, one grid with its size, and polite live regions', {}, async ({app, api}) => {
  await api.put_all(Array.from({length: 40}, (_, index) => `axe/${index}`));
  await app.reload();
  for (const role of ['banner', 'main', 'navigation', 'contentinfo']) assert.ok(await app.has(role), role);
  const grid = app.element('grid', 'Keys');
  assert.ok(Number(await grid.getAttribute('aria-rowcount')) >= 40);
  const indexes = await grid.getByRole('row').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
  assert.deepEqual(indexes, indexes.map((_, place) => indexes[0] + place));
  assert.ok(await app.has('status', 'Status'));
});

flow('Assistive technology can press, type and choose without a mouse event', {}, async ({app, api}) => {
  await app.element('button', 'New key').evaluate((node) => node.click());
  await app.appears('textbox', 'Key');
  await app.element('textbox', 'Key').fill('axe/by assistant');
  await app.element('textbox', 'Value').fill('filled in');
  await app.idle();
  await app.element('button', 'Save').evaluate((node) => node.click());
  await app.says(/Saved.*axe\/by assistant/);
  assert.equal(await api.get('axe/by assistant'), 'filled in');
});

flow('Every element of the mirror lies where its widget is drawn', {}, async ({app, api}) => {
  await api.put_all(Array.from({length: 40}, (_, index) => `axe/${index}`));
  await app.reload();
  await app.assert_inside_window();
  const ignored = await app.page.evaluate(() => {
    const canvas = document.querySelector('canvas'), box = canvas.getBoundingClientRect();
    return document.elementFromPoint(box.width / 2, box.height / 2) === canvas;
  });
  assert.ok(ignored, 'the mouse reaches the canvas through the mirror');
});
