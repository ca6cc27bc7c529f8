// Keys are other people's bytes: none of them breaks out of its row, its address or its request.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

const keys = [
  'hostile/with/slashes', 'hostile/100%', 'hostile/%41%2F', 'hostile/with space', 'hostile/"double" \'single\'',
  'hostile/שלום عليكم', 'hostile/<img src=x onerror="window.hacked=1">', 'hostile/&amp;', 'hostile/a#b?c=d&e',
  'hostile/+plus+', 'hostile/../up', 'hostile/漢字 🎉', 'hostile/%s %n %d', 'hostile/name##id###id', 'hostile/back\\slash',
];

flow('Keys with every kind of letter are listed, opened by click and shown as they are', {}, async ({app, api}) => {
  await api.put_all(keys);
  await app.fill_in('Filter', 'hostile/');
  for (const key of keys) await app.appears('row', key);
  for (const key of keys) {
    await app.open_key(key);
    await app.holds('Value', `value of ${key}`);
  }
  assert.equal(await app.page.evaluate(() => window.hacked), undefined);
  assert.equal(await app.page.locator('img').count(), 0);
});

flow('Keys with every kind of letter are stored and deleted through the app', {}, async ({app, api}) => {
  for (const key of ['own/a b/100%/"q"', 'own/<b>bold</b>', 'own/שלום']) {
    await app.store(key, `of ${key}`);
    await app.says(/Saved/);
    assert.equal(await api.get(key), `of ${key}`);
    await app.reload();
    await app.holds('Key', key);
    await app.click('button', 'Delete');
    await app.confirm_delete();
    await app.vanishes('row', key);
    assert.equal(await api.get(key), null);
  }
});

flow('Characters that would hide or turn text around are written out', {}, async ({app, api}) => {
  await api.put('invisible/a\u202egnp.exe', 'x\u202ey');
  await app.fill_in('Filter', 'invisible/');
  await app.appears('row', 'invisible/a\\u{202e}gnp.exe');
});

flow('A key that cannot be one is refused with the reason before anything is sent', {}, async ({app}) => {
  await app.store('..', 'x');
  await app.shows(/\.\./);
  assert.equal(await app.has('textbox', 'Key'), true);
  assert.equal(await app.element('textbox', 'Key').getAttribute('aria-invalid'), 'true');
});
