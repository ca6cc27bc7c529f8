// What is really drawn: not blank, in the theme's colours, sharp, and within a phone's width.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {Picture} from './support/png.mjs';
import {until} from './support/until.mjs';

const themes = {dark: {bg: '#0f1115', surface: '#161a20'}, light: {bg: '#f6f7f9', surface: '#ffffff'}};
const narrow = {width: 420, height: 800};

const take_picture = async (app) => new Picture(await app.page.screenshot());

// Text leaves hundreds of shades; the large areas must be the theme's own.
function assert_drawn(picture, theme) {
  const colors = picture.colors();
  assert.ok(colors.length > 100, `only ${colors.length} colours`);
  const largest = colors.slice(0, 3).map(([color]) => color);
  assert.ok(largest.some((color) => Object.values(themes[theme]).includes(color)), `${theme}: largest are ${largest}`);
}

async function prepare(app, api) {
  await api.put_all(Array.from({length: 60}, (_, index) => `look/key ${index}`), () => '{\n  "name": "Ada"\n}');
  await app.reload();
}

for (const theme of ['dark', 'light']) {
  flow(`The ${theme} theme follows the system and is drawn in its own colours`, {colorScheme: theme}, async ({app, api}) => {
    await prepare(app, api);
    await app.open_key('look/key 1');
    await app.holds('Value', '{\n  "name": "Ada"\n}');
    assert_drawn(await take_picture(app), theme);
  });
}

flow('A change of the system\'s theme is followed at once', {colorScheme: 'dark'}, async ({app}) => {
  assert_drawn(await take_picture(app), 'dark');
  await app.page.emulateMedia({colorScheme: 'light'});
  await until('the page is light', async () => {
    const [[color]] = (await take_picture(app)).colors();
    return Object.values(themes.light).includes(color);
  });
});

flow('A wish for more contrast is followed at once, in the dark and in the light', {colorScheme: 'dark'}, async ({app}) => {
  const largest_is = (color) => until(`the page is ${color}`, async () => (await take_picture(app)).colors()[0][0] === color);
  await app.page.emulateMedia({contrast: 'more'});
  await largest_is('#000000');
  await app.page.emulateMedia({contrast: 'more', colorScheme: 'light'});
  await largest_is('#ffffff');
  await app.page.emulateMedia({contrast: 'no-preference', colorScheme: 'dark'});
  await until('the page is as before', async () => Object.values(themes.dark).includes((await take_picture(app)).colors()[0][0]));
});

flow('At 420 pixels one pane is shown at a time, with a way back, and nothing hangs over', {viewport: narrow}, async ({app, api}) => {
  await prepare(app, api);
  assert.equal(await app.has('textbox', 'Value'), false, 'the list alone');
  await app.assert_inside_window();
  assert_drawn(await take_picture(app), 'dark');

  await app.open_key('look/key 2');
  await app.appears('textbox', 'Value');
  assert.equal(await app.has('grid', 'Keys'), false, 'the editor alone');
  await app.assert_inside_window();
  await app.click('button', 'Back to the list');
  await app.appears('grid', 'Keys');
});

flow('On a screen of double density the canvas has a pixel for each of its pixels', {deviceScaleFactor: 2}, async ({app}) => {
  const {drawn, shown} = await app.page.evaluate(() => {
    const canvas = document.querySelector('canvas'), box = canvas.getBoundingClientRect();
    return {drawn: [canvas.width, canvas.height], shown: [box.width, box.height]};
  });
  assert.deepEqual(drawn, shown.map((side) => side * 2));
  const picture = await take_picture(app);
  assert.deepEqual([picture.width, picture.height], [2560, 1600]);
  assert_drawn(picture, 'dark');
});

flow('A window that changes its size is filled again and found by the mouse', {}, async ({app}) => {
  for (const size of [{width: 900, height: 600}, {width: 1440, height: 900}]) {
    await app.page.setViewportSize(size);
    await until('the canvas follows', () => app.page.evaluate(({width, height}) => {
      const canvas = document.querySelector('canvas');
      return canvas.width === width && canvas.height === height;
    }, size));
    await app.idle();
    await app.assert_inside_window();
    assert_drawn(await take_picture(app), 'dark');
  }
  await app.click('button', 'New key');
  await until('Key has the keyboard', async () => (await app.focused()).name === 'Key');
});

flow('The theme can be chosen against the system and is remembered', {colorScheme: 'light'}, async ({app}) => {
  await app.click('button', 'Theme: system');
  await app.click('button', 'Theme: light');
  await app.appears('button', 'Theme: dark');
  await until('the page is dark', async () => Object.values(themes.dark).includes((await take_picture(app)).colors()[0][0]));
  await app.reload();
  assert_drawn(await take_picture(app), 'dark');
});
