package dev.clew.models.openai;

import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/// Answers each request with the same body, without a server.
record Canned(String body) implements Interceptor {

  @Override
  public Response intercept(Chain chain) {
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .header("content-type", "application/json")
        .body(ResponseBody.create(body, MediaType.get("application/json")))
        .build();
  }
}
