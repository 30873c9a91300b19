// A merchant's pages, from another origin than the emulator's.
import http from "node:http";

/** Serves `pages`: HTML by path. A page that is not there is a line of text with the address. */
export class ShopServer {
  pages = {};
  #server;

  static async start() {
    const shop = new ShopServer();
    shop.#server = http.createServer((request, reply) => {
      const { pathname } = new URL(request.url, "http://shop");
      reply.setHeader("Content-Type", "text/html; charset=utf-8");
      reply.end(shop.pages[pathname] ?? "<!doctype html><title>shop</title><p>shop</p>");
    });
    await new Promise((resolve) => shop.#server.listen(0, "127.0.0.1", resolve));
    shop.url = `http://localhost:${shop.#server.address().port}`;
    return shop;
  }

  stop() {
    this.#server.closeAllConnections?.();
    this.#server.close();
  }
}
