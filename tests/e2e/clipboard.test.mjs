// Copy, cut and paste between the app and the rest of the machine, both ways.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {until} from './support/until.mjs';

const grant = ['clipboard-read', 'clipboard-write'];
const text = 'two lines —\n漢字 and emoji 🎉';

const clipboard = (app) => app.page.evaluate(() => navigator.clipboard.readText());
const clipboard_holds = (app, wanted) => until(`the clipboard holds ${JSON.stringify(wanted)}`, async () => {
  const held = await clipboard(app);
  if (held === wanted) return true;
  throw new Error(JSON.stringify(held));
});
const fill_clipboard = (app, wanted) => app.page.evaluate((words) => navigator.clipboard.writeText(words), wanted);

flow('What was copied elsewhere is pasted into Key and Value', {grant}, async ({app, api}) => {
  await app.click('button', 'New key');
  await fill_clipboard(app, 'clip/pasted');
  await app.click('textbox', 'Key');
  await app.press('Control+V');
  await app.holds('Key', 'clip/pasted');
  await fill_clipboard(app, text);
  await app.click('textbox', 'Value');
  await app.press('Control+V');
  await app.holds('Value', text);
  await app.click('button', 'Save');
  await app.says(/Saved.*clip\/pasted/);
  assert.equal(await api.get('clip/pasted'), text);
});

flow('A selection is copied and cut out of Value', {grant}, async ({app}) => {
  await app.click('button', 'New key');
  await app.fill_in('Value', 'first second');
  await app.press('Control+End');
  for (let letter = 0; letter < 'second'.length; ++letter) await app.press('Shift+ArrowLeft');
  await app.press('Control+C');
  await clipboard_holds(app, 'second');
  await app.holds('Value', 'first second');
  await app.press('Control+A');
  await app.press('Control+X');
  await clipboard_holds(app, 'first second');
  await app.holds('Value', '');
});

flow('One button copies the whole value', {grant}, async ({app, api}) => {
  await api.put('clip/copied', text);
  await app.reload();
  await app.open_key('clip/copied');
  await app.holds('Value', text);
  await app.click('button', 'Copy value');
  await clipboard_holds(app, text);
});

flow('A paste of 300 KB arrives whole', {grant}, async ({app, api}) => {
  const large = '0123456789abcdef'.repeat(300 * 64);
  await app.click('button', 'New key');
  await app.fill_in('Key', 'clip/large');
  await fill_clipboard(app, large);
  await app.click('textbox', 'Value');
  const start = performance.now();
  await app.press('Control+V');
  await app.shows(/Part 1 of 10/);
  console.log(`300 KB are pasted after ${Math.round(performance.now() - start)} ms`);
  await app.click('button', 'Save');
  await app.says(/Saved.*clip\/large/);
  assert.ok(await api.get('clip/large') === large, 'stored as it was pasted');
});
