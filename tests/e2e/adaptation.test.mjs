// How the app adapts to the person's device: fingers instead of a mouse, colours forced by the system, long lists by
// keyboard.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

const phone = {viewport: {width: 420, height: 860}, hasTouch: true, isMobile: true, deviceScaleFactor: 2};

async function tap(app, locator) {
  const box = await app.place_of(locator);
  await app.page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await app.idle();
}

const zoom = (app) => app.page.evaluate(() => window.visualViewport.scale);

flow('Fingers find large rows, and tapping never zooms the page', phone, async ({app, api}) => {
  await api.put('touch/a', 'one');
  await app.reload();
  assert.ok((await app.place_of(app.key_row('touch/a'))).height >= 44);
  await tap(app, app.key_row('touch/a'));
  await app.holds('Value', 'one');
  assert.equal(await zoom(app), 1);
  await tap(app, app.element('textbox', 'Value'));
  assert.deepEqual(await app.focused(), {role: 'textbox', name: 'Value'});
  assert.equal(await zoom(app), 1);
  const letters = await app.element('textbox', 'Value').evaluate((box) => parseFloat(getComputedStyle(box).fontSize));
  assert.ok(letters >= 16, 'smaller letters make phones zoom in');
  await tap(app, app.element('button', 'Back to the list'));
  await app.appears('grid', 'Keys');
});

flow('With forced colours the mirror stays invisible over the canvas', {forcedColors: 'active'}, async ({app, api}) => {
  await api.put('forced/a', 'one');
  await app.reload();
  await app.open_key('forced/a');
  const visible = await app.mirror.evaluate((mirror) => [...mirror.querySelectorAll('*')]
      .map((node) => getComputedStyle(node))
      .filter(({color, backgroundColor}) => [color, backgroundColor].some((shade) => shade !== 'rgba(0, 0, 0, 0)')).length);
  assert.equal(visible, 0);
  const caret = await app.page.locator('#caret').evaluate((node) => getComputedStyle(node).backgroundColor);
  assert.notEqual(caret, await app.page.locator('body').evaluate((node) => getComputedStyle(node).backgroundColor));
});

flow('End and Home reach both ends of a list of many pages', {}, async ({app, api}) => {
  const keys = Array.from({length: 1200}, (_, index) => `zz/${String(index).padStart(4, '0')}`);
  await api.put_all(keys);
  await app.reload();
  await app.fill_in('Filter', 'zz/');
  await app.open_key(keys[0]);
  await app.press('End');
  await app.appears('row', keys[200]);
  assert.equal(await app.key_row(keys[200]).getAttribute('aria-selected'), 'true', 'the keyboard is on the next page');
  for (let turn = 0; turn < 10; ++turn) await app.press('End');
  await app.appears('row', keys.at(-1));
  assert.equal(await app.key_row(keys.at(-1)).getAttribute('aria-selected'), 'true');
  await app.press('Home');
  await app.appears('row', keys[0]);
});
