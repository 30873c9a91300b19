// SPDX-License-Identifier: MIT
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/** The controllers: POST /orders, POST /refunds, POST /portone/webhook, GET /orders/{order}. */
class ShopServer implements AutoCloseable {
    private interface Action {
        String run(JsonNode body) throws IOException, InterruptedException, PortOne.Refused;
    }

    private final HttpServer server;

    ShopServer(Orders orders, int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool(ShopServer::newDaemon));
        route("/orders", body -> orders.buy(body.get("order").asText(), body.get("price").asInt(),
                PortOne.JSON.convertValue(body.get("card"), new TypeReference<Map<String, Object>>() {})));
        route("/refunds", body -> orders.refund(body.get("order").asText(), body.get("reason").asText()));
        route("/portone/webhook", body -> orders.takeWebhook(body.get("imp_uid").asText()));
        server.createContext("/orders/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            reply(exchange, 200, orders.state(path.substring(path.lastIndexOf('/') + 1)));
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void route(String path, Action action) {
        server.createContext(path, exchange -> {
            try {
                reply(exchange, 200, action.run(PortOne.JSON.readTree(exchange.getRequestBody())));
            } catch (PortOne.Refused refused) {
                reply(exchange, 402, refused.getMessage());
            } catch (IOException noReply) {
                reply(exchange, 502, "no reply: the webhook will tell");
            } catch (InterruptedException | RuntimeException failure) {
                reply(exchange, 500, failure.toString());
            }
        });
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Thread newDaemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    public static void main(String[] arguments) throws IOException {
        Orders orders = new Orders(new PortOne(System.getenv("IMP_KEY"), System.getenv("IMP_SECRET")));
        System.out.println("listening on " + new ShopServer(orders, 8080).url());
    }
}
