// Takes the pictures of docs/screenshots: the app with the packages of this machine as data, in every state.
// usage: node tests/e2e/screenshots.mjs [--limit PACKAGES] [--only NAME,NAME]
// Needs what the browser tests need, and apt-cache for the data.
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {parseArgs} from 'node:util';

import {Api} from './support/api.mjs';
import {App} from './support/app.mjs';
import {launch_browser} from './support/browser.mjs';
import {repository} from './support/places.mjs';
import {remove_folder, start_up, temporary_folder} from './support/server.mjs';

const folder = path.join(repository, 'docs/screenshots');
const picture_bytes_max = 320_000;
const wide = {width: 1440, height: 900}, small = {width: 1120, height: 700}, phone = {width: 420, height: 860};
const across = {width: 667, height: 375};  // a phone held across

const {values: options} = parseArgs({options: {
  limit: {type: 'string', default: '60000'},
  only: {type: 'string'},
}});

function load_packages(url) {
  return new Promise((resolve, reject) => {
    const loader = spawn(path.join(repository, 'tools/demo_data'), ['--url', url, '--limit', options.limit], {stdio: 'inherit'});
    loader.once('exit', (code) => code === 0 ? resolve() : reject(new Error(`tools/demo_data ended with ${code}`)));
  });
}

const shown_key = 'package/admin/ansible';
const section = {prefix: 'package/editors/', key: 'package/editors/cherrytree'};

async function open_shown(app) {
  await app.open(app.url);
  await app.click_at(app.key_row(shown_key));
  await app.appears('textbox', 'Value');
}

async function follow_link(app) {
  await app.open(`${app.url}/#/kv/${encodeURIComponent(shown_key)}`);
  await app.appears('textbox', 'Value');
}

async function open_in_section(app) {
  await app.open(app.url);
  await app.fill_in('Filter', section.prefix);
  await app.appears('row', section.key);
  await app.open_key(section.key);
}

async function edit(app) {
  await app.click('textbox', 'Value');
  await app.press('Control+Home');
  await app.type(' ');
}

async function choose_some(app) {
  await open_in_section(app);
  await app.press('Shift+ArrowDown');
  await app.press('Shift+ArrowDown');
  await app.press('Shift+ArrowDown');
}

async function choose_all(app) {
  await open_in_section(app);
  await app.press('Control+a');
}

// Each picture: its name, the page's options, and the way there.
const pictures = [
  {name: 'dark', theme: 'dark', async go(app) { await open_shown(app); }},
  {name: 'light', theme: 'light', async go(app) { await open_shown(app); }},
  {name: 'filter', theme: 'dark', async go(app) { await open_in_section(app); }},
  {
    name: 'sorted', theme: 'light', window: small,
    async go(app) {
      await app.open(app.url);
      await app.fill_in('Filter', section.prefix);
      await app.appears('row', section.key);
      await app.click('button', 'Sort by size, largest first');
      await app.appears('button', 'Sorted by size, largest first');
      await app.click_at(app.element('grid', 'Keys').getByRole('row').nth(1));
      await app.appears('textbox', 'Value');
    },
  },
  {
    name: 'folders', theme: 'light',
    async go(app) {
      await app.open(app.url);
      await app.click('button', 'Folders');
      await app.appears('tree', 'Keys');
      await app.click('button', 'Folders end at :');
      await app.click('treeitem', 'package/');
      await app.click('treeitem', 'package/admin/');
      await app.click('treeitem', shown_key);
      await app.click('tab', 'JSON');
    },
  },
  {name: 'chosen', theme: 'dark', async go(app) { await choose_some(app); }},
  {
    name: 'delete-many', theme: 'light',
    async go(app) {
      await choose_all(app);
      await app.press('Delete');
      await app.appears('textbox', 'Sample');
    },
  },
  {
    name: 'expiry', theme: 'light',
    async go(app) {
      await open_shown(app);
      await app.click('button', 'Expiry and type…');
      await app.click('button', '7 days');
    },
  },
  {
    name: 'import', theme: 'dark',
    async go(app) {
      await open_shown(app);
      const chooser = app.page.waitForEvent('filechooser');
      await app.click('button', 'Import…');
      const lines = [`{"key":"${shown_key}","value":"another"}`, '{"key":"new/one","value":"1"}', '{"key":"new/two"}'];
      await (await chooser).setFiles({name: 'packages.ndjson', mimeType: '', buffer: Buffer.from(lines.join('\n'))});
      await app.appears('textbox', 'Broken lines');
    },
  },
  {
    name: 'phone-chosen', theme: 'light', window: phone, scale: 2,
    async go(app) {
      await app.open(app.url);
      await app.fill_in('Filter', section.prefix);
      await app.tab_to('grid', 'Keys');
      await app.press('ArrowDown');
      await app.press('Space');
      await app.press('Shift+ArrowDown');
    },
  },
  {name: 'phone-list', theme: 'dark', window: phone, scale: 2, async go(app) { await app.open(app.url); }},
  {name: 'phone-value', theme: 'light', window: phone, scale: 2, async go(app) { await follow_link(app); }},
  {name: 'empty', theme: 'dark', empty: true, async go(app) { await app.open(app.url); }},
  {
    name: 'error', theme: 'light', window: {width: 1280, height: 800},
    async go(app) {
      await open_shown(app);
      await app.page.route((url) => /^\/(keys|kv|stats|history|healthz|readyz)/.test(url.pathname), (route) => route.abort('connectionrefused'));
      await edit(app);
      await app.click('button', 'Save');
      await app.shows(/Can't reach the API/);
    },
  },
  {
    name: 'conflict', theme: 'dark',
    async go(app, api) {
      await open_shown(app);
      await edit(app);  // first: what is not edited follows the store
      const value = await api.get(shown_key);
      await api.put(shown_key, value.replace('{', '{\n  "note": "changed by somebody else",'), 'application/json');
      await app.click('button', 'Save');
      await app.appears('dialog', 'Conflict');
    },
  },
  {
    name: 'confirm-delete', theme: 'light',
    async go(app) {
      await open_shown(app);
      await app.click('button', 'Delete');
      await app.appears('dialog', 'Confirm delete');
    },
  },
  {
    name: 'history', theme: 'dark',
    async go(app, api) {
      const value = await api.get(shown_key);
      await api.put(shown_key, value.replace('{', '{\n  "reviewed": true,'), 'application/json');
      await open_shown(app);
      await app.click_at(app.element('group', 'Versions').getByRole('button').last());
      await app.appears('textbox', 'Difference');
    },
  },
  {
    name: 'palette', theme: 'dark', window: small,
    async go(app) {
      await follow_link(app);
      await app.press('Control+K');
      await app.type('package/admin/an');
      await app.appears('option', shown_key);
    },
  },
  {
    name: 'requests', theme: 'light', window: small,
    async go(app) {
      await follow_link(app);
      await app.click('button', 'Recent requests');
      await app.appears('dialog', 'Recent requests');
    },
  },
  {
    name: 'shortcuts', theme: 'dark', window: small,
    async go(app) {
      await follow_link(app);
      await app.click('button', 'Keyboard shortcuts');
      await app.appears('dialog', 'Keyboard shortcuts');
    },
  },
  {
    name: 'token', theme: 'light', window: small, guarded: true,
    async go(app) {
      await app.open(app.url);
      await app.appears('heading', 'This server asks for a token');
    },
  },
  {
    name: 'connection', theme: 'dark', window: small,
    async go(app) {
      await follow_link(app);
      await app.click('button', 'Connection');
      await app.appears('dialog', 'Connection');
    },
  },
  {
    name: 'activity', theme: 'dark',
    async go(app, api) {
      await open_shown(app);
      await work_elsewhere(app, api);
    },
  },
  {
    name: 'decoded', theme: 'dark', window: small,
    async go(app, api) {
      await open_packed(app, api);
      await app.click('tab', 'MessagePack');
    },
  },
  {
    name: 'hex', theme: 'light', window: small,
    async go(app, api) {
      await open_packed(app, api);
      await app.click('textbox', 'Value');
      await app.press('Control+Home');
      await app.press('End');
      await app.press('Shift+ArrowLeft');
      await app.press('Shift+ArrowLeft');
      await app.type('41');
      await app.page.mouse.move(1, 1);
    },
  },
  {
    name: 'outline', theme: 'dark', window: small,
    async go(app, api) {
      const order = {
        number: 20417, customer: {name: 'Ada Lovelace', city: 'London', tags: ['early', 'by letter']},
        lines: [{article: 'A-1', count: 2, price: 9.5}, {article: 'B-7', count: 1, price: 120}], paid: true, note: null,
      };
      await api.put('~order/20417', JSON.stringify(order), 'application/json');
      await app.open(app.url);
      await app.fill_in('Filter', '~order/');
      await app.open_key('~order/20417');
      await app.click('tab', 'JSON');
      await app.click('button', 'Outline');
      await app.tab_to('tree', 'Value');
      for (let row = 0; row < 5; ++row) await app.press('ArrowDown');
      await app.press('ArrowLeft');
      await app.page.mouse.move(1, 1);  // away from the button, which would explain itself
    },
  },
  {
    name: 'wrapped', theme: 'light', window: small,
    async go(app) {
      await open_in_section(app);
      await app.click('tab', 'JSON');
      await app.click('button', 'Wrap lines');
    },
  },
  {
    name: 'hidden', theme: 'light', window: small,
    async go(app) {
      await follow_link(app);
      await app.click('button', 'Hide values');
    },
  },
  {
    name: 'largest', theme: 'dark', window: small,
    async go(app) {
      await app.open(app.url);
      await app.press('Control+K');
      await app.type('largest');
      await app.press('Enter');
      await app.says(/Looked at/);
    },
  },
  {name: 'contrast', theme: 'dark', contrast: 'more', window: small, async go(app) { await follow_link(app); }},
  {
    name: 'scripts', theme: 'light', window: small,
    async go(app, api) {
      const words = ['ключ', 'κλειδί', 'գանձ', 'გასაღები', 'مفتاح', 'מפתח', 'clé ✓ ½ ∑'];
      for (const word of words) await api.put(`~ ${word}`, `{"name": "${word}"}`, 'application/json');
      await app.open(app.url);
      await app.fill_in('Filter', '~ ');
      await app.open_key('~ ключ');
      await app.click('tab', 'JSON');
    },
  },
  {
    name: 'phone-across', theme: 'dark', window: across, scale: 2,
    async go(app) {
      await app.open(app.url);
      await app.click('button', 'Keyboard shortcuts');
      await app.appears('dialog', 'Keyboard shortcuts');
    },
  },
  {name: 'dashboard', theme: 'dark', async go(app, api) { await watch_dashboard(app, api); }},
  {name: 'phone-dashboard', theme: 'light', window: phone, scale: 2, async go(app, api) { await watch_dashboard(app, api); }},
];

async function open_packed(app, api) {
  const packed = [0x84, ...text('user'), ...text('ada'), ...text('roles'), 0x92, ...text('admin'), ...text('author'),
    ...text('score'), 0xcb, 0x40, 0x58, 0xe0, 0, 0, 0, 0, 0, ...text('since'), 0xd6, 0xff, 0x65, 0x53, 0xf1, 0];
  await api.put('~session/ada', Buffer.from(packed), 'application/octet-stream');
  await app.open(app.url);
  await app.fill_in('Filter', '~session/');
  await app.open_key('~session/ada');
}

// A short text in MessagePack.
const text = (words) => [0xa0 + words.length, ...Buffer.from(words)];

// Somebody else at work: what the feed and the charts are of.
async function work_elsewhere(app, api) {
  for (const key of ['session/ada', 'session/grace', 'flag/dark-mode', 'session/ada', shown_key]) {
    await api.put(key, `{"seen": "${key}"}`, 'application/json');
  }
  await api.remove('session/grace');
  await app.appears('row', 'Deleted session/grace');
}

async function watch_dashboard(app, api) {
  await app.open(`${app.url}/#/dashboard`);
  await app.appears('group', 'Requests');
  for (let round = 0; round < 8; ++round) {
    for (let index = 0; index < 40 + 30 * (round % 3); ++index) await api.put(`load/${index}`, 'x');
    await new Promise((resolve) => setTimeout(resolve, 3000));  // the length of what is drawn, not a wait
  }
  await app.idle();
}

// Fingers get larger rows than a mouse.
const is_phone = ({window}) => window === phone || window === across;

async function take(browser, picture, server) {
  const context = await browser.newContext({
    viewport: picture.window ?? wide, deviceScaleFactor: picture.scale ?? 1, colorScheme: picture.theme,
    contrast: picture.contrast, hasTouch: is_phone(picture), isMobile: is_phone(picture),
  });
  const app = new App(await context.newPage());
  app.url = server.web_url;
  await picture.go(app, new Api(server.api_url));
  const file = path.join(folder, `${picture.name}.png`);
  await app.page.screenshot({path: file});
  await context.close();
  const {size} = fs.statSync(file);
  console.log(`${path.relative(repository, file)}: ${size} bytes`);
  if (size > picture_bytes_max) throw new Error(`${file} is larger than ${picture_bytes_max} bytes`);
}

async function main() {
  const data = temporary_folder();
  fs.mkdirSync(folder, {recursive: true});
  const tokens = path.join(data, 'tokens.json');
  fs.writeFileSync(tokens, JSON.stringify({tokens: [{name: 'nobody', sha256: '0'.repeat(64), scope: 'read'}]}), {mode: 0o600});
  const servers = [
    await start_up({store: `rocksdb:${path.join(data, 'store')}`, durability: 'interval:1000'}),
    await start_up(), await start_up({tokens}),
  ];
  const [full, empty, guarded] = servers;
  const browser = await launch_browser();
  try {
    await load_packages(full.api_url);
    for (const picture of pictures.filter(({name}) => !options.only || options.only.split(',').includes(name))) {
      await take(browser, picture, picture.guarded ? guarded : picture.empty ? empty : full);
    }
  } finally {
    await browser.close();
    for (const server of servers) await server.stop();
    remove_folder(data);
  }
}

await main();
