// Calls operations of a real server and holds each answer to the description.
import assert from 'node:assert/strict';

const is_json = (type) => type === 'application/json' || type.endsWith('+json');
const is_lines = (type) => type === 'application/x-ndjson';
const is_events = (type) => type === 'text/event-stream';

// What comes of a stream of events up to the word that its snapshot is whole: it has no end.
async function read_snapshot(reply) {
  let text = '';
  for await (const part of reply.body.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (/^event: synced\n(.+\n)*\n/m.test(text)) break;
  }
  return text;
}

const encode_key = (key) => key.split('/').map(encodeURIComponent).join('/');

export class Caller {
  #seen = new Map();  // "operationId status" -> names of the headers that came

  constructor(url, description) {
    this.url = url;
    this.description = description;
  }

  // Sends one request of the operation and returns {status, headers, text, json}. `wanted` is the status; what
  // is given: {path, query, headers, type, body}, `body` a string, bytes, or a value that is sent as JSON.
  async call(id, wanted, given = {}) {
    const {method, path, operation} = this.description.operations.get(id);
    const body = this.#body_of(given);
    if (body !== undefined) this.#check_request(operation, given);
    const reply = await fetch(this.#target(path, operation, given), {
      method, body, redirect: 'manual', signal: AbortSignal.timeout(20_000),
      headers: {...(body === undefined ? {} : {'content-type': given.type ?? 'application/json'}), ...given.headers}});
    const text = await (is_events(reply.headers.get('content-type') ?? '') ? read_snapshot(reply) : reply.text());
    const where = `${method} ${path} -> ${reply.status}: ${text.slice(0, 300)}`;
    assert.equal(reply.status, wanted, where);
    const json = this.#check_answer(operation, reply, text, where);
    this.#note(id, reply);
    return {status: reply.status, headers: reply.headers, text, json};
  }

  // Of an operation: the statuses that came.
  statuses(id) {
    return [...this.#seen.keys()].filter((name) => name.startsWith(`${id} `)).map((name) => Number(name.split(' ')[1]));
  }

  // Documented headers of answers that came, and that none of these had.
  missing_headers() {
    const missing = [];
    for (const [name, headers] of this.#seen) {
      const [id, status] = name.split(' ');
      const {response} = this.description.response(this.description.operations.get(id).operation, status);
      for (const header of Object.keys(response.headers ?? {})) {
        if (!headers.has(header.toLowerCase())) missing.push(`${name}: ${header}`);
      }
    }
    return missing;
  }

  #body_of({body}) {
    return body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  }

  // Only what is meant to be refused may break the schema.
  #check_request(operation, {type = 'application/json', body, broken = false}) {
    const contents = operation.requestBody?.content;
    assert.ok(contents, `${operation.operationId} takes no body`);
    if (broken || typeof body === 'string' || body instanceof Uint8Array) return;
    const faults = this.description.faults(contents[type].schema, body);
    assert.equal(faults, '', `${operation.operationId}: the request's body`);
  }

  #target(path, operation, {path: values = {}, query = {}}) {
    const documented = new Set(operation.parameters.map((parameter) => parameter.name));
    for (const name of [...Object.keys(values), ...Object.keys(query)]) {
      assert.ok(documented.has(name) || name === 'unknown', `${operation.operationId}: ${name} is no parameter`);
    }
    const filled = path.replace(/\{(\w+)\}/g, (_, name) => encode_key(values[name]));
    const search = new URLSearchParams(query).toString();
    return `${this.url}${filled}${search ? `?${search}` : ''}`;
  }

  #check_answer(operation, reply, text, where) {
    const {response, named} = this.description.response(operation, reply.status);
    assert.ok(response, `${where} is not documented`);
    assert.ok(named || reply.status >= 400, `${where} is a success that is not documented`);
    this.#check_headers(response, reply, where);
    const type = reply.headers.get('content-type') ?? '';
    if (!type) {
      assert.equal(text, '', `${where} has a body of no type`);
      assert.ok(!response.content || reply.status === 304, `${where} should have a body`);
      return undefined;
    }
    const schema = this.description.body_schema(response.content, type);
    assert.ok(schema, `${where} has the type ${type}, which is not documented`);
    const value = is_json(type) ? JSON.parse(text) : text;
    assert.equal(this.description.faults(schema, value), '', where);
    if (is_events(type)) this.#check_events(schema, text, where);
    if (!is_lines(type)) return value;
    return text.trimEnd().split('\n').filter(Boolean).map((line) => JSON.parse(line));
  }

  #check_events(schema, text, where) {
    const {contentSchema: event_schema} = this.description.resolve(schema);
    for (const [, name, data] of text.matchAll(/^event: (.+)\ndata: (.+)$/gm)) {
      if (name === 'synced') continue;
      assert.equal(this.description.faults(event_schema, JSON.parse(data)), '', `${where}: ${data}`);
    }
  }

  #check_headers(response, reply, where) {
    for (const name of this.description.header_names) {
      const text = reply.headers.get(name);
      if (text === null) continue;
      const header = this.description.resolve(response.headers?.[name]);
      assert.ok(header, `${where} has ${name}, which is not documented`);
      const value = header.schema.type === 'integer' ? Number(text) : text;
      assert.equal(this.description.faults(header.schema, value), '', `${where}: ${name}: ${text}`);
    }
  }

  #note(id, reply) {
    const name = `${id} ${reply.status}`;
    if (!this.#seen.has(name)) this.#seen.set(name, new Set());
    for (const header of reply.headers.keys()) this.#seen.get(name).add(header);
  }
}
