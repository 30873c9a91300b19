// Connections for the soak, well-behaved and malformed, and its seeded source of random numbers.
import http from 'node:http';
import net from 'node:net';

/** Makes requests over keep-alive connections. Resolves to {status, text}; status 0: no reply. */
export class Connection {
  constructor(base) {
    this.base = new URL(base);
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  }

  send(method, path, { body, headers = {} } = {}) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((done) => {
      const request = http.request(
        {
          host: this.base.hostname, port: this.base.port, agent: this.agent, method, path,
          headers: {
            ...headers,
            ...(text && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
          },
        },
        (reply) => {
          const parts = [];
          reply.on('data', (part) => parts.push(part));
          reply.on('end', () => done({ status: reply.statusCode, text: Buffer.concat(parts).toString() }));
          reply.on('error', () => done({ status: 0, text: '' }));
        });
      request.on('error', (error) => done({ status: 0, text: '', reused: request.reusedSocket, error }));
      request.end(text);
    });
  }

  close() { this.agent.destroy(); }
}

/** Sends bytes that no HTTP library would send, then disconnects at once or waits for the server
 * to close. */
export function sendMalformed(base, bytes, wait) {
  const { hostname, port } = new URL(base);
  return new Promise((done) => {
    const socket = net.connect(Number(port), hostname, () => {
      socket.write(bytes);
      if (!wait) socket.destroy();
    });
    socket.on('error', () => {});
    socket.resume();
    socket.on('close', done);
  });
}

export const malformedRequests = [
  ['GET / HTT', false],
  ['POST /users/getToken HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{', false],
  ['\x16\x03\x01\x02\x00\x01\x00', true],
  ['nonsense\r\n\r\n', true],
  [`GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(1000)}\r\n`, true],
  ['POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3;a="\n"\r\nabc\r\n0\r\n\r\n', true],
  [`GET /${'a'.repeat(100000)}`, true],
];

/** A generator of numbers below n that follow from the seed. */
export function makeRandom(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
}
