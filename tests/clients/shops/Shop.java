// SPDX-License-Identifier: MIT
// A shop with a monthly subscription in Java, written as usual: the real host is a literal, and the
// next charge is planned by the clock of the machine. PORT=8000 java Shop.java
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Shop {
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final CopyOnWriteArrayList<String> LEDGER = new CopyOnWriteArrayList<>();
    static String token = "";
    static Instant tokenEnds = Instant.EPOCH;
    static String lastPaid = "";

    /** The value of the key: there is no JSON library in the JDK. */
    static String get(String json, String key) {
        Matcher found = Pattern.compile("\"" + key + "\":\"?([^,\"}]*)").matcher(json);
        if (!found.find()) throw new IllegalStateException("no " + key + " in " + json);
        return found.group(1);
    }

    static synchronized String api(String method, String path, String body) throws Exception {
        if (!path.equals("/users/getToken") && tokenEnds.isBefore(Instant.now().plusSeconds(60))) {
            String login = api("POST", "/users/getToken", "{\"imp_key\":\"java-shop\",\"imp_secret\":\"secret\"}");
            token = get(login, "access_token");
            tokenEnds = Instant.ofEpochSecond(Long.parseLong(get(login, "expired_at")));
        }
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create("https://api.iamport.kr" + path)).header("Authorization", token)
                        .header("Content-Type", "application/json").method(method, publisher).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200 || !get(response.body(), "code").equals("0"))
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        return response.body();
    }

    static String makeOrderNumber() {
        return "order_" + System.currentTimeMillis();
    }

    static void subscribe() throws Exception {
        api("POST", "/subscribe/customers/kim",
                "{\"card_number\":\"1234-1234-1234-1234\",\"expiry\":\"2030-12\",\"birth\":\"820213\",\"pwd_2digit\":\"00\"}");
        api("POST", "/subscribe/payments/again", String.format(
                "{\"customer_uid\":\"kim\",\"merchant_uid\":\"%s\",\"amount\":9900,\"name\":\"a month\"}", makeOrderNumber()));
    }

    static void planNext(ZonedDateTime time) throws Exception {
        api("POST", "/subscribe/payments/schedule", String.format(
                "{\"customer_uid\":\"kim\",\"schedules\":[{\"merchant_uid\":\"%s\",\"schedule_at\":%d,\"amount\":9900}]}",
                makeOrderNumber(), time.toEpochSecond()));
    }

    static void record(String status, String amount) {
        LEDGER.add(LocalDate.now() + " " + status + " " + amount);
    }

    static void takeWebhook(String impUid) throws Exception {
        String payment = api("GET", "/payments/" + impUid, null);
        String status = get(payment, "status");
        record(status, get(payment, "amount"));
        if (status.equals("paid")) {
            lastPaid = impUid;
            planNext(ZonedDateTime.now().plusMonths(1));
        } else if (status.equals("failed")) {
            planNext(ZonedDateTime.now().plusDays(1));
        }
    }

    static void refund() throws Exception {
        String payment = api("POST", "/payments/cancel", "{\"imp_uid\":\"" + lastPaid + "\",\"reason\":\"not wanted\"}");
        record("refunded", get(payment, "cancel_amount"));
    }

    static void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String reply = "ok\n";
        int status = 200;
        try {
            switch (exchange.getRequestURI().getPath()) {
                case "/subscribe": subscribe(); break;
                case "/webhook": takeWebhook(get(body, "imp_uid")); break;
                case "/refund": refund(); break;
                default: reply = LEDGER.isEmpty() ? "" : String.join("\n", LEDGER) + "\n";
            }
        } catch (Exception error) {
            error.printStackTrace();
            status = 500;
        }
        byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/", Shop::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }
}
