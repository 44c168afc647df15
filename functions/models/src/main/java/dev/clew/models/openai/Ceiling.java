package dev.clew.models.openai;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/// Stops reading an answer that is longer than any answer should be, packed or not.
///
/// @param mostBytes of a body, after unpacking
record Ceiling(long mostBytes) implements Interceptor {

  /// More came than may come.
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(long mostBytes) {
      super("more than " + mostBytes + " bytes");
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    var response = chain.proceed(chain.request());
    var body = response.body();
    return body == null
        ? response
        : response.newBuilder().body(new Limited(body, mostBytes)).build();
  }

  private static final class Limited extends ResponseBody {
    private final ResponseBody body;
    private final BufferedSource source;

    Limited(ResponseBody body, long mostBytes) {
      this.body = body;
      this.source =
          Okio.buffer(
              new ForwardingSource(body.source()) {
                private long read;

                @Override
                public long read(Buffer sink, long count) throws IOException {
                  long now = super.read(sink, count);
                  read += Math.max(0, now);
                  if (read > mostBytes) {
                    throw new TooLong(mostBytes);
                  }
                  return now;
                }
              });
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public BufferedSource source() {
      return source;
    }
  }
}
