// The flat list in another order than by key: by mouse, by keyboard, and while others change keys.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {until} from './support/until.mjs';

const shown = (app, keys) => until(`the list begins with ${keys.join(' ')}`, async () => {
  const seen = (await app.keys_shown()).slice(0, keys.length);
  if (seen.join('|') === keys.join('|')) return true;
  throw new Error(seen.join(' '));
});

flow('A list of 700 keys is sorted as a whole, follows changes, and keeps what is open', {}, async ({app, api}) => {
  const keys = Array.from({length: 700}, (_, index) => `order/${String(index).padStart(4, '0')}`);
  await api.put_all(keys, (key) => 'v'.repeat(key === 'order/0654' ? 900 : 10 + Number(key.slice(6)) % 7));
  await app.fill_in('Filter', 'order/');
  await app.appears('row', keys[0]);
  await app.open_key(keys[0]);
  await app.click('button', 'Sort by size, largest first');
  await shown(app, ['order/0654', 'order/0006', 'order/0013']);
  assert.match(await app.words(), /of 700/);
  await api.put('order/0300', 'v'.repeat(2000));
  await shown(app, ['order/0300', 'order/0654', 'order/0006']);
  await app.holds('Key', keys[0]);

  await app.tab_to('button', 'Sort by last change, newest first');
  await app.press('Enter');
  await app.says(/Sorted by last change, newest first/);
  assert.deepEqual(await app.focused(), {role: 'button', name: 'Sorted by last change, newest first'});
  await shown(app, ['order/0300']);
  await app.press('Enter');
  await app.vanishes('row', 'order/0300');

  await app.press('Control+K');
  await app.type('sort by key');
  await app.press('Enter');
  await shown(app, [keys[0], keys[1]]);
});

flow('Where not all keys can be loaded the order cannot be chosen, and it is said why', {}, async ({app, api}) => {
  const keys = Array.from({length: 2_001}, (_, index) => `rest/${index}`);
  await api.put_all(keys);
  await app.fill_in('Filter', 'rest/');
  await app.appears('row', 'rest/0');
  const title = app.element('button', 'Sort by size, largest first');
  await until('the count is known', () => title.isDisabled());
  assert.match(await title.getAttribute('aria-description'), /needs all keys loaded.*narrow the filter/);
  await app.fill_in('Filter', 'rest/1');
  await until('the shorter list can be sorted', () => title.isEnabled());
});
