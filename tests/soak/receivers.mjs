// Receivers of webhooks, each bad in its own way, on ports of their own. None of them may cost the
// emulator more than an attempt that failed.
import net from 'node:net';

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** What each does once a request's first bytes have come. Sockets that it leaves open are closed with
 * the receiver. `hang`: milliseconds until the hanging one gives up; every eighth time it never does,
 * if `endless`. */
const makeKinds = ({ hang, endless }, counter = { hung: 0 }) => ({
  good: (socket) => socket.write(ok),
  error: (socket) => socket.end('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n'),
  hanging: (socket) => {
    if (!endless || ++counter.hung % 8) setTimeout(() => socket.destroy(), hang);
  },
  cutting: (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Le'),
  resetting: (socket) => socket.resetAndDestroy(),
  silent: (socket) => socket.end(),
  huge: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const more = () => {
      while (!socket.destroyed && socket.write('x'.repeat(65536)));
    };
    socket.on('drain', more);
    more();
  },
  longLine: (socket) => socket.end(`HTTP/1.1 200 ${'A'.repeat(60000)}\r\n\r\n`),
  manyHeaders: (socket) => socket.end(`HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(20000)}\r\n`),
  noHttp: (socket) => socket.end('hello\r\n\r\n'),
  slow: (socket) => {
    let at = 0;
    const timer = setInterval(() => {
      if (socket.destroyed || at === ok.length) return clearInterval(timer);
      socket.write(ok[at++]);
    }, 5);
  },
});

/** Starts one receiver of each kind. Returns their URLs by kind, how many requests came, and close. */
export async function startReceivers(options) {
  const urls = {};
  const sockets = new Set();
  const servers = [];
  let received = 0;
  for (const [kind, answer] of Object.entries(makeKinds(options))) {
    const server = net.createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        if (!bytes.includes('POST ')) return;
        received += 1;
        answer(socket);
      });
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    urls[kind] = `http://127.0.0.1:${server.address().port}/hook`;
    servers.push(server);
  }
  return {
    urls,
    received: () => received,
    close: () => {
      for (const socket of sockets) socket.destroy();
      for (const server of servers) server.close();
    },
  };
}
