// SPDX-License-Identifier: MIT
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

/** A client of PortOne's V1 API. A refusal is an exception of its own; a missing reply is an IOException. */
class PortOne {
    static final String API = "https://api.iamport.kr";
    static final ObjectMapper JSON = new ObjectMapper();

    /** PortOne or the card company has refused the call. The message is for people. */
    static class Refused extends Exception {
        Refused(String message) {
            super(message);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String key;
    private final String secret;

    PortOne(String key, String secret) {
        this.key = key;
        this.secret = secret;
    }

    JsonNode get(String path) throws IOException, InterruptedException, Refused {
        return send("GET", path, null, login());
    }

    JsonNode post(String path, Map<String, ?> fields) throws IOException, InterruptedException, Refused {
        return send("POST", path, fields, login());
    }

    private String login() throws IOException, InterruptedException, Refused {
        return send("POST", "/users/getToken", Map.of("imp_key", key, "imp_secret", secret), "").get("access_token").asText();
    }

    private JsonNode send(String method, String path, Map<String, ?> fields, String token) throws IOException, InterruptedException, Refused {
        HttpRequest.BodyPublisher body = fields == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(fields));
        HttpRequest request = HttpRequest.newBuilder(URI.create(API + path)).method(method, body)
                .header("Authorization", token).header("Content-Type", "application/json").build();
        JsonNode reply = JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        if (reply.get("code").asInt() != 0) throw new Refused(reply.get("message").asText());
        return reply.get("response");
    }
}
