// SPDX-License-Identifier: MIT
// A shop in Java, written as usual: the host is a literal, webhooks are looked up again.
//   java Session.java [HttpURLConnection|HttpClient]
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Session {
    static final String API = "https://api.iamport.kr";

    static class Reply {
        final int status;
        final String body;

        Reply(int status, String body) {
            this.status = status;
            this.body = body;
        }

        /** The last value of the key: there is no JSON library in the JDK. */
        String get(String key) {
            Matcher found = Pattern.compile("\"" + key + "\":\"?([^,\"}]*)").matcher(body);
            String value = "(nothing)";
            while (found.find()) value = found.group(1);
            return value;
        }
    }

    interface Client {
        Reply send(String method, String url, String body) throws Exception;
    }

    static String token = "";

    static Reply withHttpUrlConnection(String method, String url, String body) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", token);
        if (body != null) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static final HttpClient HTTP = HttpClient.newHttpClient();

    static Reply withHttpClient(String method, String url, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).header("Authorization", token);
        if (body != null) request.header("Content-Type", "application/json");
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    static String takeWebhook(ServerSocket listener) throws Exception {
        try (Socket connection = listener.accept()) {
            InputStream in = connection.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.read());
            Matcher length = Pattern.compile("(?i)content-length: *(\\d+)").matcher(head);
            length.find();
            String body = new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8);
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
            return new Reply(0, body).get("imp_uid");
        }
    }

    public static void main(String[] arguments) throws Exception {
        run(arguments.length > 0 && arguments[0].equals("HttpClient") ? Session::withHttpClient : Session::withHttpUrlConnection);
    }

    static void run(Client client) throws Exception {
        String keys = "{\"imp_key\":\"" + System.getenv("IMP_KEY") + "\",\"imp_secret\":\"%s\"}";
        Reply login = client.send("POST", API + "/users/getToken", String.format(keys, System.getenv("IMP_SECRET")));
        if (login.status != 200) throw new IllegalStateException("getToken: " + login.status + " " + login.body);
        token = login.get("access_token");
        System.out.println("token " + login.status);
        System.out.println("wrong secret " + client.send("POST", API + "/users/getToken", String.format(keys, "wrong")).status);

        String card = "{\"card_number\":\"1234-1234-1234-1234\",\"expiry\":\"2030-12\",\"birth\":\"820213\",\"pwd_2digit\":\"00\"}";
        System.out.println("key " + client.send("POST", API + "/subscribe/customers/kim", card).get("customer_uid"));

        ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        String settings = "{\"url\":\"http://127.0.0.1:" + listener.getLocalPort() + "/webhook\"}";
        int settingsStatus = client.send("PUT", System.getenv("PORTONE_EMULATOR_URL") + "/_emulator/webhooks/settings", settings).status;
        if (settingsStatus != 200) throw new IllegalStateException("webhook settings: " + settingsStatus);

        String order = "{\"customer_uid\":\"kim\",\"merchant_uid\":\"order-1\",\"amount\":9900,\"name\":\"a month\"}";
        Reply charge = client.send("POST", API + "/subscribe/payments/again", order);
        System.out.println("charge " + charge.get("status") + " " + charge.get("amount"));
        String impUid = takeWebhook(listener);
        Reply fetched = client.send("GET", API + "/payments/" + impUid, null);
        System.out.println("webhook " + fetched.get("status") + " " + fetched.get("amount"));
        Reply found = client.send("GET", API + "/payments/find/order-1", null);
        System.out.println("lookup " + found.get("merchant_uid") + " " + found.get("status"));
        System.out.println("second charge refused " + client.send("POST", API + "/subscribe/payments/again", order).get("code"));
        Reply cancelled = client.send("POST", API + "/payments/cancel", "{\"imp_uid\":\"" + impUid + "\",\"reason\":\"returned\"}");
        System.out.println("cancel " + cancelled.get("status") + " " + cancelled.get("cancel_amount"));

        long now = System.currentTimeMillis() / 1000;
        Reply planned = client.send("POST", API + "/subscribe/payments/schedule",
                "{\"customer_uid\":\"kim\",\"schedules\":[{\"merchant_uid\":\"order-2\",\"schedule_at\":" + (now + 86400) + ",\"amount\":9900}]}");
        System.out.println("schedule " + planned.get("merchant_uid") + " " + planned.get("schedule_status"));
        Reply listed = client.send("GET", API + "/subscribe/payments/schedule/customers/kim?from=" + now + "&to=" + (now + 172800), null);
        System.out.println("list " + listed.get("total"));
        Reply revoked = client.send("POST", API + "/subscribe/payments/unschedule", "{\"customer_uid\":\"kim\"}");
        System.out.println("unschedule " + revoked.get("merchant_uid") + " " + revoked.get("schedule_status"));
        System.out.println("unknown payment " + client.send("GET", API + "/payments/imp_000000000000", null).status);

        String external = API + "/receipts/external/cash-1";
        String sale = "{\"pg\":\"kcp\",\"name\":\"cash\",\"amount\":9900,\"identifier\":\"010-1234-5678\"}";
        Reply receipt = client.send("POST", external, sale);
        System.out.println("receipt " + receipt.get("type") + " " + receipt.get("amount") + " " + receipt.get("vat"));
        System.out.println("second receipt refused " + client.send("POST", external, sale).status);
        System.out.println("receipt found " + client.send("GET", external, null).get("amount"));
        System.out.println("receipt cancelled " + client.send("DELETE", external, null).get("merchant_uid"));
        String phone = "{\"identifier\":\"010-1234-5678\"}";
        System.out.println("receipt of a card refused " + client.send("POST", API + "/receipts/" + impUid, phone).status);
        certify(client);
        System.exit(0);
    }

    static void certify(Client client) throws Exception {
        String emulator = System.getenv("PORTONE_EMULATOR_URL") + "/_emulator";
        Reply requested = client.send("POST", API + "/certifications/otp/request",
                "{\"pg\":\"danal\",\"merchant_uid\":\"join-1\",\"name\":\"kim\",\"phone\":\"010-1234-5678\","
                + "\"birth\":\"820213\",\"gender_digit\":1,\"carrier\":\"SKT\"}");
        System.out.println("otp requested " + requested.status);
        String certified = API + "/certifications/" + requested.get("imp_uid");
        String confirm = API + "/certifications/otp/confirm/" + requested.get("imp_uid");
        System.out.println("wrong otp refused " + client.send("POST", confirm, "{\"otp\":\"000000\"}").status);
        Reply sent = client.send("GET", emulator + "/certifications?merchant_uid=join-1", null);
        String code = "{\"otp\":\"" + sent.get("otp") + "\"}";  // a person reads it on the telephone
        Reply confirmed = client.send("POST", confirm, code);
        System.out.println("certified " + confirmed.get("merchant_uid") + " " + confirmed.get("name"));
        System.out.println("second confirmation refused " + client.send("POST", confirm, code).status);
        System.out.println("certification found " + client.send("GET", certified, null).get("name"));
        System.out.println("certification deleted " + client.send("DELETE", certified, null).get("merchant_uid"));
        System.out.println("deleted certification " + client.send("GET", certified, null).status);
        Reply window = client.send("POST", emulator + "/checkouts",  // as a page opens it
                "{\"kind\":\"certification\",\"params\":{\"pg\":\"danal\",\"merchant_uid\":\"join-2\"}}");
        Reply shown = client.send("GET", API + "/certifications/" + window.get("imp_uid"), null);
        System.out.println("window certified " + shown.get("merchant_uid"));
    }
}
