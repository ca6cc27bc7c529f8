// The app away from its own web service: other origins, so that CORS has to let it in.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

import {Api} from './support/api.mjs';
import {flow} from './support/flow.mjs';
import {web_root} from './support/places.mjs';
import {remove_folder, start_api, start_web, temporary_folder} from './support/server.mjs';
import {until, within} from './support/until.mjs';

async function store_and_delete(app, api) {
  await app.store('preview/a', 'over another origin');
  await app.says(/Saved.*preview\/a/);
  assert.equal(await api.get('preview/a'), 'over another origin');
  await app.reload();
  await app.holds('Value', 'over another origin');
  await app.click('button', 'Delete');
  await app.confirm_delete();
  await app.says(/Deleted.*preview\/a/);
  assert.equal(await api.get('preview/a'), null);
}

const can_listen = (port) => new Promise((resolve) => {
  const probe = net.createServer().once('error', () => resolve(false));
  probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
});

// A port for a server that cannot be given port 0. It lies below those that the system gives to whoever asks for any
// and to connections: between the probe and the server nothing else on a busy machine is given it.
async function free_port() {
  const [given_from] = fs.readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/).map(Number);
  for (;;) {
    const port = given_from - 1 - Math.floor(Math.random() * 10_000);
    if (await can_listen(port)) return port;
  }
}

// emrun as `make preview` starts it, but on a free port and with the address of the test's own API.
async function with_emrun(api_url_for, body) {
  const folder = temporary_folder(), port = await free_port(), origin = `http://127.0.0.1:${port}`;
  fs.cpSync(web_root, folder, {recursive: true});
  const api_url = await api_url_for(origin);
  fs.writeFileSync(path.join(folder, 'config.json'), JSON.stringify({api_url, version: 'preview'}));
  const emrun = spawn('emrun', ['--no_browser', '--no_emrun_detect', '--hostname', '127.0.0.1', '--serve_root', folder,
    '--port', String(port), path.join(folder, 'index.html')], {stdio: 'ignore'});
  const exit = new Promise((resolve) => emrun.once('exit', resolve).once('error', resolve));
  try {
    await until('emrun serves the page', async () => (await fetch(`${origin}/index.html`)).ok);
    await body(`${origin}/index.html`);
  } finally {
    emrun.kill();
    await within(10_000, 'emrun ends', exit);
    remove_folder(folder);
  }
}

flow('emrun serves the app against a running API of another origin', {url: null}, async ({app}) => {
  let server;
  const api_url_for = async (origin) => {
    server = await start_api({'cors-origin': origin});
    return server.api_url;
  };
  try {
    await with_emrun(api_url_for, async (page) => {
      await app.open(page);
      await store_and_delete(app, new Api(server.api_url));
    });
  } finally {
    await server?.stop();
  }
});

flow('Two processes, web and API, work together over CORS', {url: null}, async ({app}) => {
  const port = await free_port(), origin = `http://127.0.0.1:${port}`;
  const server = await start_api({'cors-origin': origin});
  const web = await start_web({'listen': `127.0.0.1:${port}`, 'api-url': server.api_url});
  try {
    await app.open(web.web_url);
    await store_and_delete(app, new Api(server.api_url));
  } finally {
    await web.stop();
    await server.stop();
  }
});

flow('An API that does not allow the page\'s origin is answered in words', {url: null}, async ({app}) => {
  const server = await start_api({'cors-origin': 'http://elsewhere.example'});
  const web = await start_web({'api-url': server.api_url});
  app.tolerate(/CORS policy/, /ERR_FAILED/, /status of 403/);
  try {
    await app.open(web.web_url);
    await app.shows(/Can't reach the API|not allow/);
  } finally {
    await web.stop();
    await server.stop();
  }
});
