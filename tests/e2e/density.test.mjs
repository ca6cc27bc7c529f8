// Screens of every density: a pixel of the canvas for each of theirs, letters drawn for them, the mouse where it is seen.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';
import {Picture} from './support/png.mjs';
import {until} from './support/until.mjs';

const canvas_size = (app) => app.page.evaluate(() => {
  const {width, height} = document.querySelector('canvas');
  return [width, height];
});

// How much of the strongest ink the ink of a text has on the average: smoothed edges are thinner on finer pixels,
// unless the letters were only enlarged.
function strength(picture, {x, y, width, height}, scale) {
  const light = (color) => parseInt(color.slice(3, 5), 16);
  const area = {x: x + 4, y: y + 4, width: width - 8, height: height - 8};
  for (const side of Object.keys(area)) area[side] = Math.floor(area[side] * scale);
  const colors = picture.colors(area), ground = light(colors[0][0]);
  const ink = colors.map(([color, count]) => [Math.abs(light(color) - ground), count]).filter(([contrast]) => contrast > 12);
  const total = ink.reduce((sum, [, count]) => sum + count, 0);
  return ink.reduce((sum, [contrast, count]) => sum + contrast * count, 0) / total / Math.max(...ink.map(([contrast]) => contrast));
}

const strengths = new Map();

for (const scale of [1, 1.5, 2]) {
  flow(`At ${scale} device pixels a pixel everything is sharp and found by the mouse`, {deviceScaleFactor: scale}, async ({app}) => {
    assert.deepEqual(await canvas_size(app), [1280 * scale, 800 * scale]);
    const picture = new Picture(await app.page.screenshot());
    assert.deepEqual([picture.width, picture.height], [1280 * scale, 800 * scale]);
    strengths.set(scale, strength(picture, await app.place_of(app.element('button', 'New key')), scale));
    await app.store(`density/${scale}`, 'x');
    await app.says(new RegExp(`Saved.*density/${scale}`));
    await app.open_key(`density/${scale}`);
    await app.assert_inside_window();
    if (scale > 1) assert.ok(strengths.get(scale) > strengths.get(1), `letters are redrawn, not enlarged: ${[...strengths]}`);
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
