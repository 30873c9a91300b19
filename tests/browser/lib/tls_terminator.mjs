// A proxy that terminates TLS in front of plain servers, as shops and test systems have.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";

/** A key and a self-signed certificate. */
function makeCertificate() {
  const folder = mkdtempSync(path.join(tmpdir(), "tls-"));
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(folder, name));
  execFileSync("openssl", [
    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
    "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,DNS:*.localhost",
    "-days", "2", "-keyout", key, "-out", cert,
  ], { stdio: "ignore" });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return pair;
}

/** Accepts https for several names; `targets` are the addresses behind them: {"pay.localhost":
 * "http://127.0.0.1:8080"}. */
export class TlsTerminator {
  #server;
  #port;

  static async start(targets) {
    const terminator = new TlsTerminator();
    terminator.#server = https.createServer(makeCertificate(), (request, reply) => {
      const { hostname } = new URL(`https://${request.headers.host}`);
      const forwarded = http.request(
        targets[hostname] + request.url,
        {
          method: request.method,
          headers: { ...request.headers, "x-forwarded-proto": "https" },
        },
        (answer) => {
          reply.writeHead(answer.statusCode, answer.rawHeaders);
          answer.pipe(reply);
        },
      );
      forwarded.on("error", () => reply.destroy());
      request.pipe(forwarded);
    });
    await new Promise((resolve) => terminator.#server.listen(0, "127.0.0.1", resolve));
    terminator.#port = terminator.#server.address().port;
    return terminator;
  }

  /** The origin of a name. */
  origin(name) {
    return `https://${name}:${this.#port}`;
  }

  stop() {
    this.#server.closeAllConnections?.();
    this.#server.close();
  }
}
