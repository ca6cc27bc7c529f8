// More keys than one page: none is hidden, and the count is honest.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

const count = 1250;
const keys = Array.from({length: count}, (_, index) => `page/${String(index).padStart(5, '0')}`);

flow('Every one of 1,250 keys is reached by the wheel, and the count says so', {}, async ({app, api}) => {
  await api.put_all(keys);
  await app.fill_in('Filter', 'page/');
  await app.appears('row', keys[0]);
  await app.shows(/of (at least )?1,250(?!\+)/);

  const seen = new Set();
  const grid = app.element('grid', 'Keys');
  await app.scroll_until(grid, 450, 'the last key is on the screen', async () => {
    for (const key of await app.keys_shown()) seen.add(key);
    return seen.has(keys.at(-1));
  });
  assert.equal(seen.size, count, `missing: ${keys.filter((key) => !seen.has(key)).slice(0, 5)}`);
  await app.shows(/1,250 of 1,250/);

  await app.open_key(keys.at(-1));
  await app.holds('Value', `value of ${keys.at(-1)}`);
});

flow('End and Home reach both ends of the list by keyboard', {}, async ({app}) => {
  await app.fill_in('Filter', 'page/');
  await app.appears('row', keys[0]);
  await app.click_at(app.key_row(keys[0]));
  await app.tab_to('grid', 'Keys');
  for (let presses = 0; presses < 12 && !await app.has('row', keys.at(-1)); ++presses) await app.press('End');
  await app.appears('row', keys.at(-1));
  await app.press('Home');
  await app.appears('row', keys[0]);
});

flow('Only rows on the screen are in the page', {}, async ({app}) => {
  await app.fill_in('Filter', 'page/');
  await app.appears('row', keys[0]);
  const rows = await app.element('grid', 'Keys').getByRole('row').count();
  assert.ok(rows > 5 && rows < 60, `${rows} rows`);
});

flow('Dragging the bar goes to the end of what is known, and back', {}, async ({app}) => {
  await app.fill_in('Filter', 'page/');
  await app.appears('row', keys[0]);
  const box = await app.place_of(app.element('grid', 'Keys'));
  const x = box.x + box.width + 3;  // the bar stands beside the rows
  await app.page.mouse.move(x, box.y + 4);
  await app.page.mouse.down();
  await app.page.mouse.move(x, box.y + box.height - 2);
  await app.vanishes('row', keys[0]);
  await app.page.mouse.move(x, box.y + 2);
  await app.page.mouse.up();
  await app.appears('row', keys[0]);
});
