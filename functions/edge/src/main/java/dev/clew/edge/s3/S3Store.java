package dev.clew.edge.s3;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import dev.clew.traces.store.Keys;
import dev.clew.traces.store.ObjectStore;
import dev.clew.traces.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// One prefix of a bucket as an [ObjectStore]: a tenant's root, or a source that is mounted below
/// one.
///
/// Objects whose key S3 accepts and no folder does (`a//b`, `../x`) are left out, since they could
/// not be told from others once normalised; so are the empty objects that stand for folders.
public final class S3Store implements ObjectStore {
  private static final Pattern ADDRESS = Pattern.compile("s3://([^/]+)(?:/(.*))?");

  private final S3Client s3;
  private final String bucket;
  private final String root;

  /// @param root the prefix that keys are relative to, with or without slashes at its ends; empty
  ///   for the whole bucket
  public S3Store(S3Client s3, String bucket, String root) {
    this.s3 = s3;
    this.bucket = bucket;
    this.root = Keys.normalise(root);
  }

  /// A store at an address.
  ///
  /// @param location `s3://BUCKET` or `s3://BUCKET/PREFIX`
  /// @throws ClewException when it is no such address
  public static S3Store at(S3Client s3, String location) {
    var match = ADDRESS.matcher(location);
    if (!match.matches()) {
      throw new Problem(
              Problem.Kind.USER,
              "'" + location + "' is no address of a bucket",
              "",
              "Write it as s3://BUCKET/PREFIX")
          .asException();
    }
    return new S3Store(s3, match.group(1), match.group(2) == null ? "" : match.group(2));
  }

  @Override
  public List<StoredObject> list(String prefix) throws IOException {
    var folder = Keys.join(root, Keys.normalise(prefix));
    var objects = new ArrayList<StoredObject>();
    try {
      var pages =
          s3.listObjectsV2Paginator(
              request -> request.bucket(bucket).prefix(folder.isEmpty() ? "" : folder + "/"));
      for (var object : pages.contents()) {
        var key = relative(object.key());
        if (!key.isEmpty() && !key.endsWith("/") && isNormal(key)) {
          objects.add(new StoredObject(key, object.size(), object.eTag()));
        }
      }
    } catch (NoSuchBucketException e) {
      throw noBucket(e);
    } catch (SdkException e) {
      throw unreadable("", e);
    }
    objects.sort(Comparator.comparing(StoredObject::key));
    return objects;
  }

  @Override
  public InputStream open(String key) throws IOException {
    var normal = Keys.normalise(key);
    try {
      return s3.getObject(request -> request.bucket(bucket).key(Keys.join(root, normal)));
    } catch (NoSuchKeyException e) {
      throw absent(normal, e);
    } catch (NoSuchBucketException e) {
      throw noBucket(e);
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        throw absent(normal, e);
      }
      throw unreadable(normal, e);
    } catch (SdkException e) {
      throw unreadable(normal, e);
    }
  }

  @Override
  public boolean isFar(String key) {
    return true;
  }

  @Override
  public Path local(String key, Path scratch) throws IOException {
    var normal = Keys.normalise(key);
    try (var in = open(normal)) {
      Files.createDirectories(scratch);
      var file =
          Files.createTempFile(
              scratch, "object-", "-" + Keys.name(normal).replaceAll("[^A-Za-z0-9._-]", "_"));
      try {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (SdkException e) {
        Files.deleteIfExists(file);
        throw unreadable(normal, e);
      }
      return file;
    }
  }

  @Override
  public String describe() {
    return "s3://" + bucket + (root.isEmpty() ? "" : "/" + root);
  }

  private String relative(String key) {
    return root.isEmpty() ? key : key.substring(root.length() + 1);
  }

  private static boolean isNormal(String key) {
    try {
      return Keys.normalise(key).equals(key);
    } catch (ClewException e) {
      return false;
    }
  }

  private static NoSuchFileException absent(String key, SdkException cause) {
    var absent = new NoSuchFileException(key);
    absent.initCause(cause);
    return absent;
  }

  private ClewException noBucket(SdkException cause) {
    return new ClewException(
        new Problem(
            Problem.Kind.USER,
            "there is no such bucket",
            "s3://" + bucket,
            "Check the name, and that it lies in the region and account of the credentials"),
        cause);
  }

  private ClewException unreadable(String key, SdkException cause) {
    var where = describe() + (key.isEmpty() ? "" : "/" + key);
    return new ClewException(
        cause instanceof S3Exception answered
            ? refused(answered.statusCode(), where)
            : unanswered(cause, where),
        cause);
  }

  private static Problem refused(int status, String where) {
    return switch (status) {
      case 401, 403 ->
          new Problem(
              Problem.Kind.DEPENDENCY,
              "S3 refuses access (status " + status + ")",
              where,
              "Allow s3:ListBucket on the bucket and s3:GetObject on its objects to whoever runs Clew,"
                  + " and check the credentials");
      case 301, 307, 400 ->
          new Problem(
              Problem.Kind.DEPENDENCY,
              "S3 can not be read (status " + status + ")",
              where,
              "Set AWS_REGION to the region that the bucket lies in, and check the credentials");
      default ->
          new Problem(
              Problem.Kind.DEPENDENCY,
              "S3 can not be read (status " + status + ")",
              where,
              "Try again in a while, and check the endpoint and the region");
    };
  }

  /// What kept a request from being sent or answered.
  private static Problem unanswered(SdkException failure, String where) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof IOException) {
      return new Problem(
          Problem.Kind.DEPENDENCY,
          "S3 can not be reached (" + root.getClass().getSimpleName() + said(root) + ")",
          where,
          "Check the network, and AWS_ENDPOINT_URL where it is set");
    }
    if (String.valueOf(failure.getMessage()).contains("credentials")) {
      return new Problem(
          Problem.Kind.DEPENDENCY,
          "there are no credentials for S3",
          where,
          "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in as for the AWS"
              + " tools");
    }
    return new Problem(
        Problem.Kind.DEPENDENCY,
        "S3 can not be read",
        where,
        "Check the endpoint, the region and the credentials, and try again");
  }

  private static String said(Throwable failure) {
    return failure.getMessage() == null ? "" : ": " + failure.getMessage();
  }
}
