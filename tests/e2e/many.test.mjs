// Many keys at once in a real browser: choosing, deleting with a look before and a way back, times to live, files.
import assert from 'node:assert/strict';
import fs from 'node:fs';

import {flow} from './support/flow.mjs';

const keys = Array.from({length: 640}, (_, index) => `many/${String(index).padStart(4, '0')}`);

async function show(app, prefix) {
  await app.fill_in('Filter', prefix);
  await app.appears('row', `${prefix}0000`);
}

async function click_with(app, modifier, key) {
  await app.page.keyboard.down(modifier);
  await app.click_at(app.key_row(key));
  await app.page.keyboard.up(modifier);
  await app.idle();
}

const chosen = (app) => app.element('grid', 'Keys').locator('[aria-selected=true]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));

flow('Ctrl and Shift with the mouse choose rows, and the mirror says which', {}, async ({app, api}) => {
  await api.put_all(keys.slice(0, 20));
  await show(app, 'many/');
  assert.equal(await app.element('grid', 'Keys').getAttribute('aria-multiselectable'), 'true');
  await click_with(app, 'Control', keys[1]);
  await click_with(app, 'Shift', keys[4]);
  assert.deepEqual(await chosen(app), keys.slice(1, 5));
  await click_with(app, 'Control', keys[2]);
  await app.says(/3 selected/);
  await app.press('Escape');
  await app.says(/Nothing selected/);
});

flow('By keyboard alone 640 keys are deleted after a look, and come back by Undo', {}, async ({app, api}) => {
  await api.put_all(keys);
  await show(app, 'many/');
  await app.tab_to('grid', 'Keys');
  await app.press('Control+a');
  await app.says(/640 selected/);
  await app.press('Delete');
  await app.appears('dialog', 'Delete keys');
  await app.shows(/640 keys, .* as of revision/);
  assert.equal((await app.value_of('Sample')).split('\n').length, 20);
  assert.equal(await api.get(keys[0]), `value of ${keys[0]}`);
  await app.tab_to('button', 'Delete 640 keys');
  await app.press('Enter');
  await app.vanishes('dialog', 'Delete keys');
  await app.says(/Deleted 640 keys/);
  assert.equal(await api.get(keys[639]), null);
  assert.deepEqual(await app.focused(), {role: 'grid', name: 'Keys'});
  await app.click('button', 'Undo');
  await app.says(/Restored 640 keys/);
  assert.equal(await api.get(keys[639]), `value of ${keys[639]}`);
  await app.appears('row', keys[0]);
});

flow('A deletion that others have overtaken is refused and shown again', {}, async ({app, api}) => {
  app.tolerate(/status of 412/);
  await api.put_all(keys.slice(0, 5).map((key) => `moved/${key.slice(5)}`));
  await show(app, 'moved/');
  await app.click_at(app.key_row('moved/0000'));
  await app.press('Control+a');
  await app.click('button', 'Delete…');
  await app.appears('button', 'Delete 5 keys');
  await api.put('moved/0003', 'newer');
  await app.click('button', 'Delete 5 keys');
  await app.shows(/1 key changed since you looked\. Nothing was done/);
  assert.equal(await app.value_of('Changed keys'), 'moved/0003');
  assert.equal(await api.get('moved/0000'), 'value of moved/0000');
  await app.click('button', 'Look again');
  await app.click('button', 'Delete 5 keys');
  await app.says(/Deleted 5 keys/);
});

flow('Many keys, and then one, get a time to live', {}, async ({app, api}) => {
  await api.put_all(['ttl/0000', 'ttl/0001']);
  await show(app, 'ttl/');
  await app.click_at(app.key_row('ttl/0000'));
  await app.press('Control+a');
  await app.click('button', 'Expire…');
  await app.click('button', '1 day');
  await app.click('button', 'Preview');
  await app.click('button', 'Set expiry of 2 keys');
  await app.says(/Set the expiry of 2 keys/);
  await app.shows(/(23 h|1 d)/);
  await app.click('button', 'Expiry and type…');
  await app.click('button', 'Never');
  await app.fill_in('Content type', 'text/csv');
  await app.click('button', 'Apply');
  await app.says(/Saved expiry and type/);
  assert.match(await api.content_type('ttl/0000'), /^text\/csv/);
  await app.shows(/Never/);
});

flow('Lines from a file are looked at, imported, and broken ones told by number', {}, async ({app, api}) => {
  await api.put('import/1', 'old');
  const lines = ['{"key":"import/1","value":"new"}', 'not json', '{"key":"import/2","value":"two"}'].join('\n');
  const chooser = app.page.waitForEvent('filechooser');
  await app.click('button', 'Import…');
  await (await chooser).setFiles({name: 'lines.ndjson', mimeType: 'application/x-ndjson', buffer: Buffer.from(lines)});
  await app.appears('button', 'Import 2 keys');
  assert.equal(await app.value_of('Existing keys'), 'import/1');
  assert.match(await app.value_of('Broken lines'), /^Line 2: /);
  assert.equal(await api.get('import/1'), 'old');
  const download = app.page.waitForEvent('download');
  await app.click('button', 'Save broken lines');
  assert.match(fs.readFileSync(await (await download).path(), 'utf8'), /"line":2/);
  await app.click('button', 'Import 2 keys');
  await app.says(/Imported 2 keys, 1 line failed/);
  await app.click('button', 'Done');
  assert.equal(await api.get('import/1'), 'new');
  assert.equal(await api.get('import/2'), 'two');
});

flow('Chosen keys and filtered keys are saved as lines that can be imported', {}, async ({app, api}) => {
  await api.put_all(['export/0000', 'export/0001', 'export/0002']);
  await show(app, 'export/');
  await click_with(app, 'Control', 'export/0001');
  const [some] = await Promise.all([app.page.waitForEvent('download'), app.click('button', 'Export')]);
  const entry = JSON.parse(fs.readFileSync(await some.path(), 'utf8'));
  assert.equal(entry.key, 'export/0001');
  assert.equal(entry.value, 'value of export/0001');
  assert.deepEqual(Object.keys(entry).filter((name) => ['size', 'etag', 'status', 'metadata'].includes(name)), []);
  await app.says(/Exported 1 key/);
  const [all] = await Promise.all([app.page.waitForEvent('download'), app.click('button', 'Export list')]);
  assert.equal(fs.readFileSync(await all.path(), 'utf8').trim().split('\n').length, 3);
});

flow('A file becomes a value, whatever its bytes', {}, async ({app, api}) => {
  const bytes = Buffer.from([0, 255, 1, 254, 13, 10, 0]);
  await app.click('button', 'New key');
  const chooser = app.page.waitForEvent('filechooser');
  await app.click('button', 'From a file…');
  await (await chooser).setFiles({name: 'logo.bin', mimeType: 'application/x-logo', buffer: bytes});
  await app.appears('dialog', 'Upload file');
  await app.fill_in('Key of the file', 'upload/logo');
  await app.click('button', 'Store file');
  await app.says(/Stored upload\/logo/);
  assert.deepEqual(await api.bytes('upload/logo'), bytes);
  assert.equal(await api.content_type('upload/logo'), 'application/x-logo');
  await app.holds('Key', 'upload/logo');
});

flow('A file dropped onto the page is offered to be imported', {}, async ({app, api}) => {
  const data = await app.page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['{"key":"drop/1","value":"one"}\n'], 'drop.ndjson'));
    return transfer;
  });
  await app.page.dispatchEvent('canvas', 'drop', {dataTransfer: data});
  await app.appears('button', 'Import 1 key');
  await app.click('button', 'Import 1 key');
  await app.says(/Imported 1 key/);
  assert.equal(await api.get('drop/1'), 'one');
});
