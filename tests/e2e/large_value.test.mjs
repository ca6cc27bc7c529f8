// A value far larger than what the app holds: read as it is looked at, by keyboard and by mouse.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

const line = (number) => `line ${String(number).padStart(9, '0')} ${'é'.repeat(8)}`;
const line_count = 400_000;  // 12.8 MB
const text = () => Array.from({length: line_count}, (_, index) => line(index)).join('\n');

flow('A value of 12 MB opens read-only at its beginning and is read to its end by keyboard', {}, async ({app, api}) => {
  await api.put('large/text', text());
  const asked = [];
  app.page.on('request', (request) => { if (request.url().includes('large%2Ftext')) asked.push(request.headers().range ?? ''); });
  await app.reload();
  await app.open_key('large/text');
  await app.shows(/read only/);
  assert.ok((await app.value_of('Value')).startsWith(`${line(0)}\n${line(1)}`));
  await app.tab_to('textbox', 'Value');
  await app.press('End');
  await app.shows(new RegExp(line(line_count - 1)));
  await app.press('Home');
  await app.shows(new RegExp(line(0)));
  const parts = asked.filter(Boolean);
  assert.ok(parts.length > 1 && parts.length < 12, `asked for ${parts.join(', ')}`);
});

flow('Dragging the bar goes anywhere in it, in text and in bytes', {}, async ({app, api}) => {
  await api.put('large/text', text());
  await app.reload();
  await app.open_key('large/text');
  const drag_to_middle = async () => {
    const box = await app.place_of(app.element('textbox', 'Value'));
    const x = box.x + box.width + 3;
    await app.page.mouse.move(x, box.y + 4);
    await app.page.mouse.down();
    await app.page.mouse.move(x, box.y + box.height / 2);
    await app.idle();
    await app.page.mouse.up();
    await app.idle();
  };
  await drag_to_middle();
  await app.shows(/line 000(19|20)\d{4}/);
  await app.click('tab', 'Hex');
  await drag_to_middle();
  await app.shows(/\|.*ine 000.*\|/);
});
