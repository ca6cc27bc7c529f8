// Bytes are edited as hex with real keys, and arrive in the store exactly.
import assert from 'node:assert/strict';

import {assert_accessible} from './support/axe.mjs';
import {flow} from './support/flow.mjs';

const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80, 0x41, 0x42, 0x43]);

async function open_bytes(app, api, key, value = bytes) {
  await api.put(key, value, 'image/x-test');
  await app.reload();
  await app.open_key(key);
}

flow('A byte is changed by keyboard and saved, and every other byte stays', {}, async ({app, api}) => {
  await open_bytes(app, api, 'hex/one');
  await app.holds('Value', 'ff fe 00 01 80 41 42 43');
  await app.click('textbox', 'Value');
  await app.press('Control+Home');
  for (let step = 0; step < 6; ++step) await app.press('ArrowRight');
  await app.press('Delete');
  await app.press('Delete');
  await app.type('7F');
  await app.holds('Value', 'ff fe 7F 01 80 41 42 43');
  await assert_accessible(app, 'bytes that are edited');
  await app.press('Control+s');
  await app.says(/Saved.*hex\/one/);
  assert.deepEqual(await api.bytes('hex/one'), Buffer.from([0xff, 0xfe, 0x7f, 0x01, 0x80, 0x41, 0x42, 0x43]));
  assert.equal(await api.content_type('hex/one'), 'image/x-test');
});

flow('Digits typed quickly, undone and done again are all there', {}, async ({app, api}) => {
  await open_bytes(app, api, 'hex/typed');
  await app.click('textbox', 'Value');
  await app.press('Control+End');
  await app.type(' 0123456789abcdef 00');
  await app.holds('Value', 'ff fe 00 01 80 41 42 43 0123456789abcdef 00');
  await app.press('Control+z');
  assert.notEqual(await app.value_of('Value'), 'ff fe 00 01 80 41 42 43 0123456789abcdef 00');
  await app.press('Control+Shift+z');
  await app.holds('Value', 'ff fe 00 01 80 41 42 43 0123456789abcdef 00');
  await app.press('Control+s');
  await app.says(/Saved.*hex\/typed/);
  assert.deepEqual(await api.bytes('hex/typed'), Buffer.concat([bytes, Buffer.from('0123456789abcdef00', 'hex')]));
});

flow('Digits are pasted with and without white space', {grant: ['clipboard-read', 'clipboard-write']}, async ({app, api}) => {
  await open_bytes(app, api, 'hex/pasted');
  await app.page.evaluate(() => navigator.clipboard.writeText('00ff\n 10 20\t30\n'));
  await app.click('textbox', 'Value');
  await app.press('Control+a');
  await app.press('Control+v');
  await app.press('Control+s');
  await app.says(/Saved.*hex\/pasted/);
  assert.deepEqual(await api.bytes('hex/pasted'), Buffer.from([0x00, 0xff, 0x10, 0x20, 0x30]));
});

flow('What is no hex is not saved but told, and stays until it is mended or discarded', {}, async ({app, api}) => {
  await api.put('hex/other', 'x');
  await open_bytes(app, api, 'hex/bad');
  await app.click('textbox', 'Value');
  await app.press('Control+End');
  await app.type(' 0g');
  await app.shows(/Line 1, column 26: “g” is no hex digit/);
  assert.equal(await app.element('textbox', 'Value').getAttribute('aria-invalid'), 'true');
  await assert_accessible(app, 'hex that is none');
  await app.press('Control+s');
  await app.says(/Not saved\. Line 1, column 26: “g” is no hex digit/);
  assert.deepEqual(await api.bytes('hex/bad'), bytes);
  await app.open_key('hex/other');
  await app.open_key('hex/bad');
  await app.holds('Value', 'ff fe 00 01 80 41 42 43 0g');
  await app.click('textbox', 'Value');
  await app.press('Control+End');
  await app.press('Backspace');
  await app.shows(/Line 1, column 25: a digit is missing/);
  await app.type('a');
  await app.click('button', 'Save');
  await app.says(/Saved.*hex\/bad/);
  assert.deepEqual(await api.bytes('hex/bad'), Buffer.concat([bytes, Buffer.from([0x0a])]));
  assert.match(await app.value_of('Value'), /^ff fe 00 01 80 41 42 43(\n| {2})0a$/);
});

flow('A draft goes from text to hex and back', {}, async ({app, api}) => {
  await open_bytes(app, api, 'hex/text', 'Hello');
  await app.click('textbox', 'Value');
  await app.press('Control+End');
  await app.type('!');
  await app.click('tab', 'Hex');
  await app.holds('Value', '48 65 6c 6c 6f 21');
  await app.click('textbox', 'Value');
  await app.press('Control+Home');
  await app.press('Shift+ArrowRight');
  await app.press('Shift+ArrowRight');
  await app.type('4a');
  await app.click('tab', 'Text');
  await app.holds('Value', 'Jello!');
  assert.equal(await api.get('hex/text'), 'Hello');
  await app.click('button', 'Save');
  await app.says(/Saved.*hex\/text/);
  assert.equal(await api.get('hex/text'), 'Jello!');
});

flow('Bytes that another client changed meanwhile are not overwritten unseen', {}, async ({app, api}) => {
  await open_bytes(app, api, 'hex/conflict');
  await app.pause_live();
  await api.put('hex/conflict', Buffer.from([0xff, 0x00]), 'image/x-test');
  await app.fill_in('Value', 'ff 01');
  app.tolerate(/status of 412/);
  await app.click('button', 'Save');
  await app.appears('dialog', 'Conflict');
  assert.deepEqual(await api.bytes('hex/conflict'), Buffer.from([0xff, 0x00]));
  await app.shows(/00000000 {2}ff 00/);
  await app.click('tab', 'Their changes');
  await app.shows(/\+00000000 {2}ff 00/);
  await app.click_in('Conflict', 'Keep mine (overwrite)');
  await app.says(/Saved.*hex\/conflict/);
  assert.deepEqual(await api.bytes('hex/conflict'), Buffer.from([0xff, 0x01]));
});

flow('Page keys move the caret by many lines', {}, async ({app, api}) => {
  await open_bytes(app, api, 'hex/pages', Buffer.alloc(2000, 0xee));
  await app.click('textbox', 'Value');
  const caret = () => app.element('textbox', 'Value').evaluate((box) => box.selectionStart);
  await app.press('Control+Home');
  await app.press('PageDown');
  const below = await caret();
  assert.ok(below > 5 * 24, `${below}`);
  await app.press('PageUp');
  assert.ok(await caret() < below);
});

flow('A byte at the end of a mebibyte is changed, and no other', {}, async ({app, api}) => {
  const value = Buffer.from(Array.from({length: 1024 * 1024}, (_, at) => at * 7 % 251));
  await open_bytes(app, api, 'hex/long', value);
  await app.shows(/Part 1 of 64/);
  while (await app.element('button', 'Next part').isEnabled()) await app.click('button', 'Next part');
  await app.click('textbox', 'Value');
  await app.press('Control+End');
  await app.press('Backspace');
  await app.press('Backspace');
  const start = performance.now();
  const text = ' ff'.repeat(20);
  await app.type(text);
  console.log(`a digit in a value of 1 MiB takes ${Math.round((performance.now() - start) / text.length)} ms`);
  await app.press('Control+s');
  await app.says(/Saved.*hex\/long/);
  const expected = Buffer.concat([value.subarray(0, -1), Buffer.alloc(20, 0xff)]);
  assert.equal(Buffer.compare(await api.bytes('hex/long'), expected), 0);
});
