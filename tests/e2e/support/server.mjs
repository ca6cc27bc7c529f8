// A real Keyglass process of the test's own: free ports, its own data directory, stopped by its process id.
import {spawn} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

import {server_binary, web_root} from './places.mjs';
import {until, within} from './until.mjs';

export const temporary_folder = () => fs.mkdtempSync(path.join(os.tmpdir(), 'keyglass-e2e-'));

export const remove_folder = (folder) => fs.rmSync(folder, {recursive: true, force: true});

export class Server {
  #process;
  #exit;
  #lines = [];
  #addresses = new Map();  // service -> "http://127.0.0.1:PORT"

  constructor(child) {
    this.#process = child;
    this.#exit = new Promise((resolve) => child.once('exit', (code, signal) => resolve({code, signal})));
    readline.createInterface({input: child.stderr}).on('line', (line) => this.#take_line(line));
    child.stdout.resume();
  }

  #take_line(line) {
    this.#lines.push(line);
    if (!line.includes('"listening"')) return;
    const entry = JSON.parse(line);
    if (entry.event === 'listening') this.#addresses.set(entry.service, entry.address);
  }

  // Where the browser app and, at the same origin, the API are served.
  get web_url() { return this.#addresses.get('web'); }
  get api_url() { return this.#addresses.get('api'); }
  get log() { return this.#lines.join('\n'); }

  async listening(services) {
    const ended = this.#exit.then(({code}) => { throw new Error(`the server ended with ${code}: ${this.log}`); });
    await Promise.race([ended, until(`the server listens as ${services}`,
        () => services.every((service) => this.#addresses.has(service)))]);
    ended.catch(() => {});  // later, its end is no failure
  }

  // Neither reads nor answers until resume(), as behind a network that lost its way.
  pause() { this.#process.kill('SIGSTOP'); }
  resume() { this.#process.kill('SIGCONT'); }

  // Ends it and returns {code, signal}. SIGKILL is what a crash looks like.
  async stop(signal = 'SIGTERM') {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill(signal);
    return within(20_000, `the server ends after ${signal}`, this.#exit);
  }
}

async function start(command, options, services) {
  const args = [command, ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])];
  const server = new Server(spawn(server_binary, args, {stdio: ['ignore', 'pipe', 'pipe']}));
  await server.listening(services);
  return server;
}

// Both services in one process. `options` are those of the command line: {store: "memory:"}.
export const start_up = (options = {}) => start(
    'up', {'api-listen': '127.0.0.1:0', 'web-listen': '127.0.0.1:0', 'store': 'memory:', 'web-root': web_root, ...options},
    ['api', 'web']);

export const start_api = (options = {}) => start('api', {listen: '127.0.0.1:0', store: 'memory:', ...options}, ['api']);

export const start_web = (options = {}) => start('web', {'listen': '127.0.0.1:0', 'web-root': web_root, ...options}, ['web']);

// "127.0.0.1:PORT" of a service's address, to listen there again.
export const host_and_port = (url) => new URL(url).host;
