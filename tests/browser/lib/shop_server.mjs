// A merchant's pages, from another origin than the emulator's.
import http from "node:http";
import { text } from "node:stream/consumers";

/** Serves `pages`: HTML by path, or a function of a request's body that returns JSON. Any other
 * path is a page with one line of text. */
export class ShopServer {
  pages = {};
  #server;

  static async start() {
    const shop = new ShopServer();
    shop.#server = http.createServer(async (request, reply) => {
      const { pathname } = new URL(request.url, "http://shop");
      const page = shop.pages[pathname] ?? "<!doctype html><title>shop</title><p>shop</p>";
      if (typeof page === "function") {
        reply.setHeader("Content-Type", "application/json");
        reply.end(JSON.stringify(await page(await text(request))));
        return;
      }
      reply.setHeader("Content-Type", "text/html; charset=utf-8");
      reply.end(page);
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
