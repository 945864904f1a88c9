package io.holdfast.app.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows {@link CannotStart} as its two sentences instead of a stack trace. */
final class CannotStartAnalyzer extends AbstractFailureAnalyzer<CannotStart> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, CannotStart cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}
