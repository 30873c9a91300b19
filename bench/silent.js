// Opens COUNT connections that never send anything, then calls GET /_emulator/health on new ones.
// Prints how long the slowest reply took, in milliseconds, and how many connections stayed open.
//
//   node bench/silent.js URL COUNT
const net = require('node:net');
const { performance } = require('node:perf_hooks');

const url = new URL(process.argv[2]);
const count = Number(process.argv[3]);
const address = { host: url.hostname, port: Number(url.port) };
let closed = 0;

function openSilent() {
  return new Promise((resolve, reject) => {
    const socket = net.connect(address, () => resolve(socket));
    socket.once('error', reject);
    socket.once('close', () => ++closed);
  });
}

function requestHealth() {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const socket = net.connect(address, () => {
      socket.write('GET /_emulator/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    });
    socket.once('data', () => { resolve(performance.now() - begin); socket.destroy(); });
    socket.once('error', reject);
  });
}

(async () => {
  for (let open = 0; open < count; open += 500) {
    await Promise.all(Array.from({ length: Math.min(500, count - open) }, openSilent));
  }
  let slowest = 0;
  for (let i = 0; i < 50; ++i) slowest = Math.max(slowest, await requestHealth());
  console.log(slowest.toFixed(1), count - closed);
  process.exit(0);
})().catch((error) => { console.error(`bench: ${error.message}`); process.exit(1); });
