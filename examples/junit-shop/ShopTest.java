// SPDX-License-Identifier: MIT
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test has a shop of its own, and a sandbox of its own in the emulator. */
class ShopTest {
    private static final String EMULATOR = System.getenv("PORTONE_EMULATOR_URL") + "/_emulator";
    private static final Map<String, String> CARD =
            Map.of("card_number", "1234-1234-1234-1234", "expiry", "2030-12", "birth", "820213", "pwd_2digit", "00");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String key = "shop-" + UUID.randomUUID();
    private ShopServer shop;

    @BeforeEach
    void open() throws Exception {
        shop = new ShopServer(new Orders(new PortOne(key, "secret")), 0);
        control("PUT", "/webhooks/settings", Map.of("url", shop.url() + "/portone/webhook"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anOrderIsPaidAndRefunded() throws Exception {
        assertEquals("200 paid", buy("order-1"));
        assertEquals("200 cancelled", post("/refunds", Map.of("order", "order-1", "reason", "too small")));
        assertEquals("200 cancelled", get("/orders/order-1"));
    }

    @Test
    void aCardWithoutMoneyLeavesTheOrderUnsold() throws Exception {
        control("POST", "/faults", Map.of("when", Map.of("operation", "charge"), "then", Map.of("decline", "insufficient_funds")));
        assertEquals("200 failed", buy("order-1"));
    }

    @Test
    void aPaymentWhoseReplyIsLostIsFoundByItsWebhook() throws Exception {
        control("POST", "/faults", Map.of("when", Map.of("operation", "charge"), "at", "after", "then", Map.of("close", true)));
        assertEquals("502 no reply: the webhook will tell", buy("order-1"));
        control("POST", "/settle", Map.of());
        assertEquals("200 paid", get("/orders/order-1"));
    }

    @Test
    void aRefundInTheConsoleReachesTheShop() throws Exception {
        buy("order-1");
        control("POST", "/actions/cancel", Map.of("merchant_uid", "order-1", "reason", "by phone"));
        control("POST", "/settle", Map.of());
        assertEquals("200 cancelled", get("/orders/order-1"));
    }

    @Test
    void aForgedWebhookChangesNothing() throws Exception {
        assertEquals(402, send("POST", shop.url() + "/portone/webhook", Map.of("imp_uid", "imp_1", "merchant_uid", "order-1", "status", "paid")).statusCode());
        assertEquals("200 unknown", get("/orders/order-1"));
    }

    private String buy(String order) throws Exception {
        return post("/orders", Map.of("order", order, "price", 9900, "card", CARD));
    }

    private String post(String path, Map<String, ?> fields) throws Exception {
        return show(send("POST", shop.url() + path, fields));
    }

    private String get(String path) throws Exception {
        return show(send("GET", shop.url() + path, null));
    }

    private static String show(HttpResponse<String> response) {
        return response.statusCode() + " " + response.body();
    }

    /** Calls the control API for this test's sandbox. */
    private JsonNode control(String method, String path, Map<String, ?> fields) throws Exception {
        HttpResponse<String> response = send(method, EMULATOR + path, fields);
        assertEquals(200, response.statusCode(), response.body());
        return PortOne.JSON.readTree(response.body());
    }

    private HttpResponse<String> send(String method, String url, Map<String, ?> fields) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher body = fields == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(PortOne.JSON.writeValueAsString(fields));
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).method(method, body)
                .header("X-Emulator-Sandbox", key).header("Content-Type", "application/json").build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
