// The keyboard is never lost and never trapped: into a dialog, round in it, and back to where it was.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

const stops_of = (app, dialog) => app.element('dialog', dialog)
    .locator('button:enabled, input:enabled, textarea:enabled, [tabindex="0"]').count();

const is_inside = (app, dialog) => app.element('dialog', dialog).evaluate((node) => node.contains(document.activeElement));

// Opens a dialog from a button by keyboard, goes round, leaves by Escape.
async function go_round(app, button, dialog) {
  await app.tab_to('button', button, 80);
  await app.press('Enter');
  await app.appears('dialog', dialog);
  assert.ok(await is_inside(app, dialog), `${dialog} takes the keyboard`);
  const first = await app.focused(), stops = await stops_of(app, dialog);
  for (const chord of ['Tab', 'Shift+Tab']) {
    for (let step = 0; step < stops; ++step) {
      await app.press(chord);
      assert.ok(await is_inside(app, dialog), `${dialog} keeps the keyboard after ${chord}`);
    }
    assert.deepEqual(await app.focused(), first, `${dialog}: ${chord} goes round`);
  }
  await app.press('Escape');
  await app.vanishes('dialog', dialog);
  assert.deepEqual(await app.focused(), {role: 'button', name: button}, `${dialog} gives the keyboard back`);
}

for (const viewport of [{width: 1280, height: 800}, {width: 420, height: 320}]) {
  flow(`Every dialog takes the keyboard, goes round and gives it back at ${viewport.width} x ${viewport.height}`, {viewport}, async ({app, api}) => {
    await api.put('focus/a', 'x');
    await app.reload();
    for (const [button, dialog] of [['Search or jump to a key', 'Command palette'], ['Connection', 'Connection'],
                                    ['Keyboard shortcuts', 'Keyboard shortcuts']]) {
      await go_round(app, button, dialog);
    }
    await app.click_at(app.key_row('focus/a'));
    await app.appears('textbox', 'Value');
    await go_round(app, 'Delete', 'Confirm delete');
    if (viewport.width > 900) await go_round(app, 'Expiry and type…', 'Expiry and type');
    if (viewport.width > 900) await go_round(app, 'Recent requests', 'Recent requests');
  });
}

flow('On a page of 320 pixels the end of a dialog is scrolled to, by wheel and by keys', {viewport: {width: 420, height: 320}}, async ({app}) => {
  await app.click('button', 'Keyboard shortcuts');
  await app.appears('dialog', 'Keyboard shortcuts');
  await app.assert_inside_window();
  const dialog = app.element('dialog', 'Keyboard shortcuts'), close = dialog.getByRole('button', {name: 'Close', exact: true});
  const is_seen = async () => (await close.boundingBox())?.height > 16;
  assert.equal(await is_seen(), false);
  await app.press('End');
  assert.equal(await is_seen(), true, 'End goes to the end');
  await app.press('Home');
  assert.equal(await is_seen(), false);
  await app.scroll_until(dialog, 100, 'the wheel goes to the end', is_seen);
  await app.click_at(close);
  await app.vanishes('dialog', 'Keyboard shortcuts');
});

flow('What has the keyboard goes away, and the keyboard goes on nearby', {}, async ({app, api}) => {
  await api.put_all(['focus/1', 'focus/2', 'focus/3']);
  await app.reload();
  await app.open_key('focus/2');
  await app.tab_to('button', 'Delete');
  await app.press('Enter');
  await app.appears('dialog', 'Confirm delete');
  await app.tab_to('button', 'Delete');
  await app.press('Enter');
  await app.vanishes('row', 'focus/2');
  assert.notEqual((await app.focused()).role, 'body', 'after a deletion the keyboard is somewhere');
});

flow('Behind a dialog nothing is found, and everything again once it is closed', {}, async ({app, api}) => {
  await api.put('focus/behind', 'value');
  await app.reload();
  await app.open_key('focus/behind');
  await app.click('button', 'Delete');
  await app.appears('dialog', 'Confirm delete');
  assert.equal(await app.element('button', 'Delete').count(), 1);
  assert.equal(await app.has('textbox', 'Filter'), false);
  assert.ok(await app.has('status', 'Status'), 'what is said is still heard');
  await app.click('button', 'Copy as curl');
  await app.says(/Copied as curl/);
  await app.press('Escape');
  await app.vanishes('dialog', 'Confirm delete');
  assert.ok(await app.has('textbox', 'Filter'));
  assert.equal(await app.page.locator('#semantics [inert]').count(), 0);
});
