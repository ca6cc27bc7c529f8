// The filter narrows the list on the server as one types.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {until} from './support/until.mjs';

const shown = (app, keys) => until(`the list is ${keys.join(' ')}`, async () => {
  const seen = await app.keys_shown();
  if (seen.join('|') === keys.join('|')) return true;
  throw new Error(seen.join(' '));
});

flow('Typing a prefix leaves the keys that begin with it', {}, async ({app, api}) => {
  await api.put_all(['filter/apple', 'filter/apricot', 'filter/banana', 'other/apple']);
  await app.click('textbox', 'Filter');
  await app.type('filter/ap');
  await shown(app, ['filter/apple', 'filter/apricot']);
  await app.type('r');
  await shown(app, ['filter/apricot']);
  await app.press('Backspace');
  await app.press('Backspace');
  await app.press('Backspace');
  await shown(app, ['filter/apple', 'filter/apricot', 'filter/banana']);
});

flow('A prefix that no key has is answered in words, not with an empty pane', {}, async ({app}) => {
  await app.fill_in('Filter', 'no key begins like this');
  await app.shows(/No key starts with this/);
  assert.equal(await app.has('row', 'filter/apple'), false);
  await app.click('button', 'Clear filter');
  await app.appears('row', 'filter/apple');
});

flow('A slow answer for an old prefix never replaces the newer list', {}, async ({app, api}) => {
  await api.put_all(['slow/aa', 'slow/ab', 'slow/b']);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await app.page.route(/prefix=slow(%2F|\/)a(&|$)/, async (route) => {
    await held;
    await route.continue().catch(() => {});  // the app may have given it up
  });
  await app.click('textbox', 'Filter');
  await app.page.keyboard.type('slow/a');
  await until('the old prefix was asked for', async () => await app.value_of('Filter') === 'slow/a');
  await app.page.keyboard.press('Backspace');
  await app.page.keyboard.type('b');
  await shown(app, ['slow/b']);
  release();
  await app.idle();
  await shown(app, ['slow/b']);
});
