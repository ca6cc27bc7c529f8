// Keyboards of other countries: letters where the layout has them, input methods, dead keys, the third level.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {until} from './support/until.mjs';

const alt = 1, ctrl = 2, shift = 8;

// One press as the browser tells it: what the key says, where it is, and what it does by itself (`commands`, `text`).
async function press(app, {key, code, modifiers = 0, text = undefined, commands = undefined}) {
  const session = await app.page.context().newCDPSession(app.page);
  const event = {key, code, modifiers, windowsVirtualKeyCode: 0};
  await app.page.evaluate(() => {
    window.last_key_taken = null;
    addEventListener('keydown', (down) => setTimeout(() => { window.last_key_taken = down.defaultPrevented; }), {once: true});
  });
  await session.send('Input.dispatchKeyEvent', {type: 'keyDown', ...event, text, commands});
  await session.send('Input.dispatchKeyEvent', {type: 'keyUp', ...event});
  await session.detach();
  await app.idle();
}

// Whether the app kept the browser from acting on the last press.
const was_taken = (app) => until('the press is judged', () => app.page.evaluate(
    () => window.last_key_taken === null ? null : {taken: window.last_key_taken})).then(({taken}) => taken);

flow('On a French keyboard shortcuts are where its letters are', {}, async ({app, api}) => {
  await api.put_all(['typing/a', 'typing/b']);
  await app.reload();
  await app.open_key('typing/a');
  await app.tab_to('grid', 'Keys');
  await press(app, {key: 'q', code: 'KeyA', modifiers: ctrl});
  assert.equal(await app.has('button', 'Delete…'), false, 'Ctrl+Q is not Ctrl+A');
  await press(app, {key: 'a', code: 'KeyQ', modifiers: ctrl});
  await app.appears('button', 'Delete…');
  assert.equal(await was_taken(app), true);
  await app.press('Escape');
  await press(app, {key: '/', code: 'Period', modifiers: shift, text: '/'});
  await until('the filter has the keyboard', async () => (await app.focused()).name === 'Filter');
  await app.holds('Filter', '');
  await app.press('Escape');
  await press(app, {key: '?', code: 'KeyM', modifiers: shift, text: '?'});
  await app.appears('dialog', 'Keyboard shortcuts');
});

flow('On a Russian keyboard shortcuts are where the letters of the Latin one are', {grant: ['clipboard-read', 'clipboard-write']}, async ({app, api}) => {
  await press(app, {key: 'т', code: 'KeyN', text: 'т'});
  await until('a new key is asked for', async () => (await app.focused()).name === 'Key');
  await app.type('typing/russian');
  await app.click('textbox', 'Value');
  await app.page.evaluate(() => navigator.clipboard.writeText('вставлено'));
  await press(app, {key: 'м', code: 'KeyV', modifiers: ctrl, commands: ['paste']});
  await app.holds('Value', 'вставлено');
  await press(app, {key: 'ф', code: 'KeyA', modifiers: ctrl, commands: ['selectAll']});
  await press(app, {key: 'ч', code: 'KeyX', modifiers: ctrl, commands: ['cut']});
  await app.holds('Value', '');
  await press(app, {key: 'м', code: 'KeyV', modifiers: ctrl, commands: ['paste']});
  await app.holds('Value', 'вставлено');
  await press(app, {key: 'ы', code: 'KeyS', modifiers: ctrl});
  assert.equal(await was_taken(app), true, 'the browser does not save the page');
  await app.says(/Saved.*typing\/russian/);
  assert.equal(await api.get('typing/russian'), 'вставлено');
  await press(app, {key: 'л', code: 'KeyK', modifiers: ctrl});
  assert.equal(await was_taken(app), true, 'the browser does not search');
  await app.appears('dialog', 'Command palette');
});

flow('The third level of a key writes its letter and is no shortcut', {}, async ({app}) => {
  await app.click('button', 'New key');
  await app.fill_in('Key', 'typing/third');
  await app.click('textbox', 'Value');
  for (const [key, code] of [['ś', 'KeyS'], ['ķ', 'KeyK'], ['@', 'KeyQ']]) {
    await press(app, {key, code, modifiers: ctrl | alt});
    assert.equal(await was_taken(app), false);
    await app.page.keyboard.insertText(key);
  }
  await app.holds('Value', 'śķ@');
  assert.equal(await app.has('dialog'), false, 'no palette');
  assert.equal(await app.has('row', 'typing/third'), false, 'nothing was saved');
});

flow('A sign is no shortcut for what another keyboard has at its place', {}, async ({app, api}) => {
  await api.put('typing/sign', 'x');
  await app.reload();
  await app.open_key('typing/sign');
  await app.tab_to('grid', 'Keys');
  await press(app, {key: '-', code: 'Slash', text: '-'});
  assert.equal((await app.focused()).name, 'Keys', 'a German minus does not find the filter');
  await press(app, {key: '.', code: 'KeyN', text: '.'});
  assert.equal(await app.value_of('Key'), 'typing/sign', 'a full stop is no new key');
});

flow('An input method composes in sight, and only what it settles on is the value', {}, async ({app, api}) => {
  await app.click('button', 'New key');
  await app.fill_in('Key', 'typing/composed');
  await app.fill_in('Value', 'a b');
  await app.press('ArrowLeft');
  const session = await app.page.context().newCDPSession(app.page);
  const compose = (text) => session.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
  const is_seen = () => app.element('textbox', 'Value').evaluate(
      (box) => box.checkVisibility({opacityProperty: true}) && getComputedStyle(box).color !== 'rgba(0, 0, 0, 0)');
  assert.equal(await is_seen(), false, 'the canvas shows it');
  for (const text of ['k', 'か', 'かn', 'かんじ']) await compose(text);
  assert.equal(await is_seen(), true, 'what is composed is seen');
  await press(app, {key: 'Process', code: 'Enter'});
  await press(app, {key: 'Process', code: 'Escape'});
  await compose('漢字');
  await session.send('Input.insertText', {text: '漢字'});
  await app.holds('Value', 'a 漢字b');
  assert.equal(await is_seen(), false, 'the canvas shows it again');
  await app.type('!');
  await app.holds('Value', 'a 漢字!b');
  await app.press('Control+S');
  await app.says(/Saved.*typing\/composed/);
  assert.equal(await api.get('typing/composed'), 'a 漢字!b');
});

flow('A composition that is given up leaves the text as it was', {}, async ({app}) => {
  await app.click('button', 'New key');
  await app.fill_in('Key', 'typing/given up');
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Input.imeSetComposition', {text: 'ˆ', selectionStart: 1, selectionEnd: 1});
  await session.send('Input.imeSetComposition', {text: '', selectionStart: 0, selectionEnd: 0});
  await app.holds('Key', 'typing/given up');
  await session.send('Input.imeSetComposition', {text: 'ˆ', selectionStart: 1, selectionEnd: 1});
  await session.send('Input.insertText', {text: 'ê'});
  await app.holds('Key', 'typing/given upê');
});
