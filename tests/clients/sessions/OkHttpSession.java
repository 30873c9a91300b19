// SPDX-License-Identifier: MIT
// The shop of Session.java with OkHttp, as Debian's libokhttp-java has it.
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

public class OkHttpSession {
    static final OkHttpClient HTTP = new OkHttpClient();
    static final MediaType JSON = MediaType.get("application/json");

    static Session.Reply send(String method, String url, String body) throws Exception {
        RequestBody sent = body == null ? null : RequestBody.create(JSON, body);
        Request request = new Request.Builder().url(url).header("Authorization", Session.token).method(method, sent).build();
        try (Response response = HTTP.newCall(request).execute()) {
            return new Session.Reply(response.code(), response.body().string());
        }
    }

    public static void main(String[] arguments) throws Exception {
        Session.run(OkHttpSession::send);
    }
}
