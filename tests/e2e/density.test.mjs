// Screens of every density: a pixel of the canvas for each of theirs, letters drawn for them, the mouse where it is seen.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {Picture} from './support/png.mjs';
import {until} from './support/until.mjs';

const canvas_size = (app) => app.page.evaluate(() => {
  const {width, height} = document.querySelector('canvas');
  return [width, height];
});

// The steepest step from one pixel to the next across a text, of its whole contrast: enlarged letters have flat edges.
function steepness(picture, {x, y, width, height}, scale) {
  const light = (column, row) => parseInt(picture.color(column, row).slice(3, 5), 16);
  const [left, top, right, bottom] = [x + 4, y + 4, x + width - 4, y + height - 4].map((side) => Math.floor(side * scale));
  let step = 0, darkest = 255, lightest = 0;
  for (let row = top; row < bottom; ++row) {
    for (let column = left; column < right; ++column) {
      const here = light(column, row);
      darkest = Math.min(darkest, here);
      lightest = Math.max(lightest, here);
      step = Math.max(step, Math.abs(here - light(column + 1, row)));
    }
  }
  return step / (lightest - darkest);
}

for (const scale of [1, 1.5, 2]) {
  flow(`At ${scale} device pixels a pixel everything is sharp and found by the mouse`, {deviceScaleFactor: scale}, async ({app}) => {
    assert.deepEqual(await canvas_size(app), [1280 * scale, 800 * scale]);
    const picture = new Picture(await app.page.screenshot());
    assert.deepEqual([picture.width, picture.height], [1280 * scale, 800 * scale]);
    const corners = [picture.color(5, 5), picture.color(picture.width - 5, 5), picture.color(5, picture.height - 5)];
    assert.deepEqual(corners, ['#161a20', '#161a20', '#0f1115'], 'header and status bar reach to the edges');
    const steep = steepness(picture, await app.place_of(app.element('button', 'New key')), scale);
    assert.ok(steep > 0.7, `letters are drawn for this screen, not enlarged: ${steep.toFixed(2)}`);
    await app.store(`density/${scale}`, 'x');
    await app.says(new RegExp(`Saved.*density/${scale}`));
    await app.open_key(`density/${scale}`);
    await app.assert_inside_window();
  });
}

flow('A window that goes to a screen of another density is drawn anew for it', {}, async ({app}) => {
  const session = await app.page.context().newCDPSession(app.page);
  for (const scale of [2, 1.5, 1]) {
    const width = 1200 + 20 * scale;  // the window is another one, too
    await session.send('Emulation.setDeviceMetricsOverride', {width, height: 800, deviceScaleFactor: scale, mobile: false});
    await until(`the canvas has the density ${scale}`, async () => {
      const [drawn_width, drawn_height] = await canvas_size(app);
      return drawn_width === width * scale && drawn_height === 800 * scale;
    });
    await app.idle();
  }
  await app.click('button', 'New key');
  await until('Key has the keyboard', async () => (await app.focused()).name === 'Key');
});
