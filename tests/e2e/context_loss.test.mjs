// The graphics driver may take the WebGL context away at any time: the picture and the draft come back.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {Picture} from './support/png.mjs';
import {until} from './support/until.mjs';

const loss = (app, step) => app.page.evaluate((which) => {
  const context = document.querySelector('canvas').getContext('webgl2');
  window.lose_context ??= context.getExtension('WEBGL_lose_context');
  window.lose_context[which]();
}, step);

const is_lost = (app) => app.page.evaluate(() => document.querySelector('canvas').getContext('webgl2').isContextLost());

flow('A lost and restored context shows the same picture and keeps what was typed', {}, async ({app, api}) => {
  await app.click('button', 'New key');
  await app.fill_in('Key', 'context/lost');
  await app.fill_in('Value', 'typed before the loss');
  await app.click('textbox', 'Filter');
  const colors_before = new Picture(await app.page.screenshot()).colors().length;

  await loss(app, 'loseContext');
  await until('the context is lost', () => is_lost(app));
  await loss(app, 'restoreContext');
  await until('the context is back', async () => !await is_lost(app));
  await app.idle();

  await until('the picture is back', async () =>
      new Picture(await app.page.screenshot()).colors().length > colors_before * 0.8);
  await app.holds('Value', 'typed before the loss');
  await app.click('button', 'Save');
  await app.says(/Saved.*context\/lost/);
  assert.equal(await api.get('context/lost'), 'typed before the loss');
});
