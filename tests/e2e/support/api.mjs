// A second client of the REST API beside the app: what tests use to prepare data and to see what is really stored.
import assert from 'node:assert/strict';

// As one segment: a URL would lose "a/../b" and make it "b".
const in_path = encodeURIComponent;

export class Api {
  #url;

  constructor(url) { this.#url = url; }

  #request(key, init) { return fetch(`${this.#url}/kv/${in_path(key)}`, init); }

  async put(key, value, content_type = 'text/plain') {
    const reply = await this.#request(key, {method: 'PUT', body: value, headers: {'content-type': content_type}});
    assert.ok(reply.ok, `PUT ${key}: ${reply.status} ${await reply.text()}`);
  }

  // One key for each name, several requests at a time.
  async put_all(keys, value_of = (key) => `value of ${key}`) {
    const rest = [...keys];
    const writer = async () => {
      for (let key = rest.pop(); key !== undefined; key = rest.pop()) await this.put(key, value_of(key));
    };
    await Promise.all(Array.from({length: 16}, writer));
  }

  // The value as text, or null if the key is absent.
  async get(key) {
    const reply = await this.#request(key);
    if (reply.status === 404) return null;
    assert.equal(reply.status, 200, `GET ${key}`);
    return (await reply.json()).value;
  }

  async bytes(key) {
    const reply = await this.#request(key, {headers: {accept: 'application/octet-stream'}});
    assert.equal(reply.status, 200, `GET ${key}`);
    return Buffer.from(await reply.arrayBuffer());
  }

  async content_type(key) {
    const reply = await this.#request(key, {headers: {accept: 'application/octet-stream'}});
    await reply.arrayBuffer();
    return reply.headers.get('content-type');
  }

  async remove(key) {
    const reply = await this.#request(key, {method: 'DELETE'});
    assert.equal(reply.status, 200, `DELETE ${key}`);
  }
}
