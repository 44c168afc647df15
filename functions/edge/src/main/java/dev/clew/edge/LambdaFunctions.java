package dev.clew.edge;

import dev.clew.evidence.ClewException;
import dev.clew.evidence.Problem;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Functions on AWS.
final class LambdaFunctions implements Functions {
  private final LambdaClient lambda;

  LambdaFunctions(LambdaClient lambda) {
    this.lambda = lambda;
  }

  @Override
  public byte[] call(String name, byte[] payload) {
    var response = invoke(name, payload, InvocationType.REQUEST_RESPONSE);
    if (response.functionError() != null) {
      throw new Problem(
              Problem.Kind.DEPENDENCY,
              "function " + name + " failed (" + response.functionError() + ")",
              name,
              "Look into its log; the cause stands there")
          .asException();
    }
    return response.payload().asByteArray();
  }

  @Override
  public void start(String name, byte[] payload) {
    invoke(name, payload, InvocationType.EVENT);
  }

  private InvokeResponse invoke(String name, byte[] payload, InvocationType type) {
    try {
      return lambda.invoke(request ->
          request.functionName(name).invocationType(type).payload(SdkBytes.fromByteArray(payload)));
    } catch (SdkException e) {
      throw new ClewException(
          new Problem(
              Problem.Kind.DEPENDENCY,
              "function " + name + " can not be invoked",
              name,
              "Try again; if it stays so, check that it is deployed and may be invoked"),
          e);
    }
  }
}
