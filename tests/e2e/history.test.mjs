// What a key was before: its versions, their difference from today's, and the way back.
import assert from 'node:assert/strict';

import {flow} from './support/flow.mjs';

flow('Two versions are listed, told apart line by line, and the older is restored', {}, async ({app, api}) => {
  await api.put('history/a', 'first\nsame');
  await api.put('history/a', 'second\nsame');
  await app.reload();
  await app.open_key('history/a');
  await app.appears('heading', 'History');
  const versions = app.element('group', 'Versions').getByRole('button');
  assert.equal(await versions.count(), 2);
  await app.click_at(versions.last());
  await app.holds('Difference', '-first\n+second\n same');
  const restore = app.mirror.getByRole('button', {name: /^Restore /});
  await app.click_at(restore);
  await app.says(/Restored revision .* of history\/a/);
  await app.holds('Value', 'first\nsame');
  assert.equal(await api.get('history/a'), 'first\nsame');
  assert.equal(await versions.count(), 3, 'what was replaced stays a version');
});
