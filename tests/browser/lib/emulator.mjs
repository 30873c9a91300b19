// The emulator under test: the program that EMULATOR names, and what tests ask of its control API.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A running emulator; `url` is its address. */
export class Emulator {
  #process;

  static async start(...options) {
    const emulator = new Emulator();
    emulator.#process = spawn(
      process.env.EMULATOR,
      ["serve", "--port", "0", "--log-level", "error", ...options],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const [line] = await once(createInterface(emulator.#process.stdout), "line");
    emulator.url = /ready: (\S+)/.exec(line)[1];
    return emulator;
  }

  async stop() {
    this.#process.kill("SIGTERM");
    const [code] = await once(this.#process, "exit");
    if (code !== 0) throw new Error(`the emulator ended with ${code}`);
  }

  /** Opens a sandbox for one test: its keys, and calls of both APIs for it. */
  async openSandbox(scenario) {
    const { body } = await this.call("POST", "/_emulator/sandboxes", { scenario });
    return new Sandbox(this, body);
  }

  /** Makes any call; returns status and body. */
  async call(method, path, body, headers = {}) {
    const reply = await fetch(this.url + path, {
      method,
      headers: { "Content-Type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: reply.status, body: await reply.json() };
  }
}

class Sandbox {
  #emulator;

  constructor(emulator, { imp_key: impKey, imp_secret: impSecret, user_code: userCode }) {
    this.#emulator = emulator;
    Object.assign(this, { impKey, impSecret, userCode });
  }

  /** Makes a call of the control API for this sandbox; fails unless it is accepted. */
  async control(method, path, body) {
    const headers = { "X-Emulator-Sandbox": this.impKey };
    const reply = await this.#emulator.call(method, `/_emulator${path}`, body, headers);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply));
    return reply.body;
  }

  /** Makes a call of the V1 API, as the merchant's server does; returns the whole envelope. */
  async api(method, path, body) {
    this.token ??= await this.#getToken();
    const reply = await this.#emulator.call(method, path, body, { Authorization: this.token });
    return reply.body;
  }

  /** The newest payment of an order as the control API lists it, or undefined. */
  async findPayment(merchantUid) {
    const query = `merchant_uid=${encodeURIComponent(merchantUid)}&limit=1`;
    return (await this.control("GET", `/payments?${query}`)).payments[0];
  }

  /** Opens a window as the script does; returns the reply. */
  async openWindow(params, more = {}) {
    const { status, body } = await this.#emulator.call("POST", "/_browser/windows", {
      user_code: this.userCode,
      kind: "payment",
      params,
      device: "pc",
      has_callback: true,
      ...more,
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  async #getToken() {
    const keys = { imp_key: this.impKey, imp_secret: this.impSecret };
    const { body } = await this.#emulator.call("POST", "/users/getToken", keys);
    return body.response.access_token;
  }
}
