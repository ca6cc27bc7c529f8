// The largest keys of many are found without reading a value, with one request at a time.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

flow('The largest of 5,000 keys is found page by page and opened', {}, async ({app, api}) => {
  const keys = Array.from({length: 5_000}, (_, index) => `${index % 2 ? 'cart' : 'user'}:${index}`);
  await api.put_all(keys, (key) => 'v'.repeat(key === 'user:4242' ? 9_000 : 10));
  await app.reload();
  let running = 0, most = 0, pages = 0;
  app.page.on('request', (request) => {
    if (!request.url().includes('/keys?limit=2000')) return;
    ++pages;
    most = Math.max(most, ++running);
  });
  app.page.on('requestfinished', (request) => { running -= request.url().includes('/keys?limit=2000') ? 1 : 0; });
  await app.press('Control+K');
  await app.type('largest');
  await app.press('Enter');
  await app.says(/Looked at 5,000 keys/);
  assert.deepEqual([pages, most], [3, 1]);
  const dialog = app.element('dialog', 'Largest keys');
  assert.equal(await dialog.getByRole('row').first().getAttribute('aria-label'), 'user:4242');
  await app.click('tab', 'Folders');
  assert.equal(await dialog.getByRole('row').first().getAttribute('aria-label'), 'user:');
  await app.click('tab', 'Keys');
  await app.click_at(dialog.getByRole('row').first());
  await app.holds('Key', 'user:4242');
});
