// Values of every kind arrive in the store byte for byte, and what cannot be edited safely is not editable.
import assert from 'node:assert/strict';

import {assert_accessible} from './support/axe.mjs';
import {flow} from './support/flow.mjs';

const json_text = '{\n  "name": "Ada",\n  "roles": ["admin", "author"],\n\t"note": "tab and \\"quotes\\""\n}\n';

flow('JSON of several lines is stored as typed and known as JSON', {}, async ({app, api}) => {
  await app.store('value/json', json_text);
  await app.says(/Saved.*value\/json/);
  assert.equal(await api.get('value/json'), json_text);
  assert.equal((await api.content_type('value/json')).split(';')[0], 'application/json');
  await app.reload();
  await app.holds('Value', json_text);
});

flow('Any script and emoji survive the way there and back', {}, async ({app, api}) => {
  const text = 'ä ö ü ß — 漢字 かな 한국어 — עברית العربية — 👩‍🚀🇪🇺🎉 — e\u0301';
  await app.store('value/unicode', text);
  await app.says(/Saved.*value\/unicode/);
  assert.equal(await api.get('value/unicode'), text);
  await app.reload();
  await app.holds('Value', text);
});

flow('Keys typed one by one arrive in order', {}, async ({app, api}) => {
  const text = 'The quick brown fox jumps over the lazy dog; 0123456789 !"#$%&\'()*+,-./:;<=>?@[]^_`{|}~';
  await app.click('button', 'New key');
  await app.fill_in('Key', 'value/typed');
  await app.click('textbox', 'Value');
  await app.type(text);
  await app.holds('Value', text);
  await app.click('button', 'Save');
  await app.says(/Saved.*value\/typed/);
  assert.equal(await api.get('value/typed'), text);
});

flow('A value that is not UTF-8 is shown as bytes and never takes part in text editing', {url: '#/kv/value%2Fbytes'}, async ({app, api}) => {
  const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80, 0x41, 0x42, 0x43]);
  await api.put('value/bytes', bytes, 'application/octet-stream');
  app.tolerate(/status of 404/);
  await app.reload();
  await app.shows(/ff fe 00 01 80 41 42 43/);
  assert.equal(await app.has('tab', 'Text'), false);
  await app.click('tab', 'MessagePack');
  assert.equal(await app.element('textbox', 'Value').isEditable(), false);
  await app.click('textbox', 'Value');
  await app.type('x');
  await app.press('Control+S');
  assert.deepEqual(await api.bytes('value/bytes'), bytes);
});

flow('A value over one megabyte opens in part, quickly and read only', {}, async ({app, api}) => {
  const size = 3 * 1024 * 1024;
  await api.put('value/large', 'line of a large value\n'.repeat(size / 22 + 1).slice(0, size));
  await app.reload();
  const start = performance.now();
  await app.open_key('value/large');
  await app.shows(/3\.1 MB|3,145,728/);
  console.log(`a value of 3 MiB is shown after ${Math.round(performance.now() - start)} ms`);
  await app.click('textbox', 'Value');
  await app.type('x');
  await app.press('Control+S');
  assert.equal((await api.bytes('value/large')).length, size);
});

flow('A value of 200 KB is edited in parts and saved whole', {}, async ({app, api}) => {
  const text = Array.from({length: 4000}, (_, line) => `${line}: ${'abcdefgh '.repeat(5)}`).join('\n');
  await api.put('value/long', text);
  await app.reload();
  await app.open_key('value/long');
  await app.shows(/Part 1 of [67]/);
  while (await app.element('button', 'Next part').isEnabled()) await app.click('button', 'Next part');
  await app.shows(/3999: /);
  await app.click('textbox', 'Value');
  await app.press('Control+End');
  await app.type('\nthe end');
  await app.press('Control+S');
  await app.says(/Saved.*value\/long/);
  assert.equal(await api.get('value/long'), `${text}\nthe end`);
});

flow('A draft of JSON is collapsed and opened by keyboard as an outline, and is the same text afterwards', {}, async ({app, api}) => {
  await api.put('value/outline', '{}', 'application/json');
  await app.reload();
  await app.open_key('value/outline');
  await app.fill_in('Value', json_text);
  await app.click('tab', 'JSON');
  await app.click('button', 'Outline');
  await app.appears('treeitem', 'roles');
  await assert_accessible(app, 'an outline');
  const roles = app.element('treeitem', 'roles');
  assert.equal(await roles.getAttribute('aria-level'), '2');
  assert.equal(await roles.getAttribute('aria-expanded'), 'true');
  await app.tab_to('tree', 'Value');
  for (const key of ['End', 'ArrowUp', 'ArrowLeft', 'ArrowLeft']) await app.press(key);
  await app.vanishes('treeitem', '0');
  assert.equal(await roles.getAttribute('aria-expanded'), 'false');
  assert.equal(await roles.getAttribute('aria-description'), '[…] 2 elements');
  await assert_accessible(app, 'an outline with something collapsed');
  await app.press('ArrowRight');
  await app.appears('treeitem', '0');
  await app.press('Control+k');
  await app.type('collapse all');
  await app.press('Enter');
  await app.vanishes('treeitem', '0');
  await app.click('treeitem', 'roles');
  await app.appears('treeitem', '1');
  await app.press('h');
  await app.vanishes('tree', 'Value');
  assert.equal((await app.page.content()).includes('author'), false);
  await app.press('h');
  await app.click('tab', 'Text');
  await app.holds('Value', json_text);
  assert.equal(await api.get('value/outline'), '{}');
});

flow('A hidden value is nowhere on the page until it is shown again, and is copied all the same', {grant: ['clipboard-read', 'clipboard-write']},
    async ({app, api}) => {
  await api.put('value/secret', 'correct horse battery staple');
  await app.reload();
  await app.open_key('value/secret');
  await app.holds('Value', 'correct horse battery staple');
  const pressed = () => app.element('button', 'Hide values').getAttribute('aria-pressed');
  assert.equal(await pressed(), 'false');
  await app.click('button', 'Hide values');
  await app.says(/Values are hidden/);
  assert.equal(await pressed(), 'true');
  assert.equal((await app.page.content()).includes('horse'), false);
  assert.equal((await app.words()).includes('horse'), false);
  await app.click('button', 'Copy value');
  assert.equal(await app.page.evaluate(() => navigator.clipboard.readText()), 'correct horse battery staple');
  await app.click('button', 'Show values');
  await app.holds('Value', 'correct horse battery staple');
});

flow('While values are hidden a new key is typed and stored, and then hidden like the others', {}, async ({app, api}) => {
  await api.put('value/known', 'x');  // an empty store would begin with the form
  await app.reload();
  await app.press('h');
  await app.says(/Values are hidden/);
  await app.press('n');
  await app.fill_in('Key', 'value/new secret');
  await app.click('textbox', 'Value');
  await app.type('correct horse');
  assert.equal(await app.value_of('Value'), 'correct horse');
  await app.press('Control+s');
  await app.says(/Saved/);
  assert.equal(await api.get('value/new secret'), 'correct horse');
  assert.equal((await app.page.content()).includes('horse'), false);
});

flow('Leaving the page asks first where text would be lost, and only there', {}, async ({app, api}) => {
  await api.put('value/draft', 'stored');
  await app.reload();
  const asked = [];
  app.page.on('dialog', (dialog) => { asked.push(dialog.type()); dialog.accept(); });
  await app.open_key('value/draft');
  await app.fill_in('Value', 'not stored');
  await app.reload();
  assert.deepEqual(asked, ['beforeunload']);
  await app.reload();
  assert.deepEqual(asked, ['beforeunload']);
});

flow('A long line is wrapped to be read, by a key, and edited again after', {}, async ({app, api}) => {
  const text = Array.from({length: 100}, (_, word) => `word${word}`).join(' ');
  await api.put('value/wide', text);
  await app.reload();
  await app.open_key('value/wide');
  await app.press('w');
  await app.shows(/Wrapped: read only/);
  await app.holds('Value', text);
  assert.equal(await app.element('textbox', 'Value').isEditable(), false);
  await app.press('w');
  await app.holds('Value', text);
  assert.equal(await app.element('textbox', 'Value').isEditable(), true);
});

flow('Text whose line ends differ is read as text, and the page says why it is not edited', {}, async ({app, api}) => {
  await api.put('value/mixed ends', 'one\r\ntwo\nthree');
  await app.reload();
  await app.open_key('value/mixed ends');
  await app.shows(/Looks like text with mixed line ends: read only/);
  await app.shows(/To change it, edit it as hex, or download it/);
  assert.equal(await app.element('textbox', 'Value').isEditable(), false);
  assert.match(await app.value_of('Value'), /two\nthree$/);
});

flow('An empty value is a value', {}, async ({app, api}) => {
  await app.click('button', 'New key');
  await app.fill_in('Key', 'value/empty');
  await app.click('button', 'Save');
  await app.says(/Saved.*value\/empty/);
  assert.equal(await api.get('value/empty'), '');
});

flow('Line ends of Windows stay when another line is edited', {}, async ({app, api}) => {
  await api.put('value/crlf', 'one\r\ntwo\r\nthree');
  await app.reload();
  await app.open_key('value/crlf');
  await app.click('textbox', 'Value');
  await app.press('Control+End');
  await app.type('!');
  await app.press('Control+S');
  await app.says(/Saved.*value\/crlf/);
  assert.equal(await api.get('value/crlf'), 'one\r\ntwo\r\nthree!');
});

flow('JSON is read over lines without being changed, and formatted only when asked', {}, async ({app, api}) => {
  await api.put('value/packed', '{"n":[1,2]}', 'application/json');
  await app.reload();
  await app.open_key('value/packed');
  await app.click('tab', 'JSON');
  await app.shows(/"n": \[/);
  assert.equal(await app.element('textbox', 'Value').isEditable(), false);
  assert.equal(await app.has('button', 'Format') && await api.get('value/packed'), '{"n":[1,2]}');
  await app.click('tab', 'Text');
  await app.click('button', 'Format');
  await app.shows(/Unsaved changes/);
  await app.press('Control+S');
  await app.says(/Saved.*value\/packed/);
  const stored = await api.get('value/packed');
  assert.match(stored, /\n/);
  assert.deepEqual(JSON.parse(stored), {n: [1, 2]});
});

flow('MessagePack and Base64 are decoded to be looked at, and nothing is changed', {}, async ({app, api}) => {
  const packed = Buffer.from([0x82, 0xa4, ...Buffer.from('name'), 0xa3, ...Buffer.from('Ada'), 0xa1, 0x6e, 0xcb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0]);
  await api.put('value/packed', packed, 'application/octet-stream');
  await api.put('value/base64', 'aGVsbG8gd29ybGQ=', 'text/plain');
  await app.reload();
  await app.open_key('value/packed');
  await app.shows(/Looks like MessagePack/);
  await app.click('tab', 'MessagePack');
  await app.holds('Value', '{\n  "name": "Ada",\n  "n": 1.5\n}');
  await app.click('tab', 'CBOR');
  await app.shows(/Not CBOR: /);
  await app.open_key('value/base64');
  await app.click('tab', 'Base64');
  await app.holds('Value', 'hello world');
  assert.equal(await app.element('textbox', 'Value').isEditable(), false);
  assert.deepEqual(await api.bytes('value/packed'), packed);
  assert.equal(await api.get('value/base64'), 'aGVsbG8gd29ybGQ=');
});
