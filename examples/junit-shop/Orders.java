// SPDX-License-Identifier: MIT
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The service: sells by card, refunds, and trusts only what PortOne itself reports. */
class Orders {
    private final PortOne portOne;
    private final Map<String, Integer> prices = new TreeMap<>();
    private final Map<String, String> states = new TreeMap<>();

    Orders(PortOne portOne) {
        this.portOne = portOne;
    }

    /** Charges the card at once. */
    String buy(String order, int price, Map<String, Object> card) throws IOException, InterruptedException, PortOne.Refused {
        synchronized (this) {
            prices.put(order, price);
            states.put(order, "unpaid");
        }
        Map<String, Object> fields = new TreeMap<>(card);
        fields.put("merchant_uid", order);
        fields.put("amount", price);
        return record(portOne.post("/subscribe/payments/onetime", fields));
    }

    /** Refunds the whole payment. */
    String refund(String order, String reason) throws IOException, InterruptedException, PortOne.Refused {
        return record(portOne.post("/payments/cancel", Map.of("merchant_uid", order, "reason", reason)));
    }

    /** Anybody can post a webhook: the payment is looked up before it is believed. */
    String takeWebhook(String impUid) throws IOException, InterruptedException, PortOne.Refused {
        return record(portOne.get("/payments/" + impUid));
    }

    synchronized String state(String order) {
        return states.getOrDefault(order, "unknown");
    }

    private synchronized String record(JsonNode payment) {
        String order = payment.get("merchant_uid").asText();
        if (!prices.containsKey(order)) return "unknown";
        boolean isWhole = payment.get("amount").asInt() == prices.get(order);
        String state = isWhole ? payment.get("status").asText() : "wrong amount";
        states.put(order, state);
        return state;
    }
}
