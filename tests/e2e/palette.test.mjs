// The command palette, the sheet of shortcuts and the log of requests, with the real keyboard and clipboard.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';

import {flow} from './support/flow.mjs';
import {until} from './support/until.mjs';

const clipboard = {grant: ['clipboard-read', 'clipboard-write']};
const copied = (app) => app.page.evaluate(() => navigator.clipboard.readText());

async function open_palette(app) {
  await app.press('Control+K');
  await app.appears('dialog', 'Command palette');
}

flow('The palette jumps to any key by its beginning, without the mouse', {}, async ({app, api}) => {
  await api.put_all(Array.from({length: 300}, (_, index) => `palette/${String(index).padStart(3, '0')}`));
  await app.reload();
  await open_palette(app);
  const box = app.element('combobox', 'Command or key');
  assert.equal(await box.evaluate((node) => node === document.activeElement), true);
  await app.type('palette/2');
  await app.appears('option', 'palette/200');
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  const list = await box.getAttribute('aria-controls');
  assert.equal(await app.page.locator(`#${list}`).getAttribute('role'), 'listbox');
  await app.press('ArrowDown');
  const chosen = app.page.locator(`#${await box.getAttribute('aria-activedescendant')}`);
  assert.equal(await chosen.getAttribute('aria-label'), 'palette/201');
  assert.equal(await chosen.getAttribute('aria-selected'), 'true');
  await app.press('Enter');
  await app.vanishes('dialog', 'Command palette');
  await app.holds('Key', 'palette/201');
  assert.match(app.hash, /palette%2F201/);
  await app.page.goBack();
  await until('the key is closed again', async () => !await app.has('textbox', 'Value'));
  await app.page.goForward();
  await app.holds('Key', 'palette/201');
});

flow('The palette runs commands by a few letters, and by the mouse', {}, async ({app}) => {
  await app.click('button', 'Search or jump to a key');
  await app.appears('dialog', 'Command palette');
  await app.type('th da');
  await app.press('Enter');
  await app.appears('button', 'Theme: dark');
  await open_palette(app);
  await app.click('option', 'New key');
  await until('Key has the keyboard', async () => (await app.focused()).name === 'Key');
});

flow('The question mark shows the shortcuts and Escape gives the keyboard back', {}, async ({app, api}) => {
  await api.put('a sheet', 'x');
  await app.reload();
  await app.open_key('a sheet');
  await app.tab_to('grid', 'Keys');
  await app.press('?');
  await app.appears('dialog', 'Keyboard shortcuts');
  for (const name of ['Jump to a key', 'New key', 'Save']) assert.ok(await app.has('group', name), name);
  await app.press('Escape');
  await app.vanishes('dialog', 'Keyboard shortcuts');
  await until('the list has the keyboard', async () => (await app.focused()).name === 'Keys');
  await app.press('?');
  await app.appears('dialog', 'Keyboard shortcuts');
});

flow('A request of the log is copied as a command that does the same', clipboard, async ({app, api}) => {
  await app.store('curl/it\'s', 'first $HOME `line`\nit\'s "second"');
  await app.says(/Saved/);
  await app.click('button', 'Recent requests');
  await app.appears('dialog', 'Recent requests');
  const row = app.element('grid', 'Requests').getByRole('row', {name: /^PUT/});
  await app.click_at(row.first());
  await app.click_in('Recent requests', 'Copy as curl');
  await app.says(/Copied as curl/);
  const command = await copied(app);
  await api.remove('curl/it\'s');
  execFileSync('sh', ['-c', `${command} -sS -o /dev/null`], {timeout: 20_000});
  assert.equal(await api.get('curl/it\'s'), 'first $HOME `line`\nit\'s "second"');
});

flow('The requests that delete and read what is open are copied as well', clipboard, async ({app, api}) => {
  await api.put('curl/b', 'to be read');
  await app.reload();
  await app.open_key('curl/b');
  await app.click('button', 'Copy as curl');
  await app.says(/Copied as curl/);
  assert.equal(execFileSync('sh', ['-c', `${await copied(app)} -sS`], {timeout: 20_000}).toString(), 'to be read');
  await app.click('button', 'Delete');
  await app.appears('dialog', 'Confirm delete');
  await app.click_in('Confirm delete', 'Copy as curl');
  execFileSync('sh', ['-c', `${await copied(app)} -sS -o /dev/null`], {timeout: 20_000});
  assert.equal(await api.get('curl/b'), null);
});
