package io.holdfast.query.transparency;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/**
 * The offline verifier as a stranger has it: its one source file, compiled with nothing on the
 * class path, and called by its arguments.
 */
final class Verifier {
  private static final Path SOURCE = Path.of("../verifier/src/main/java/HoldfastVerifier.java");
  private static final MethodHandle RUN = compiled();

  private Verifier() {}

  /** What it said and how it ended. */
  record Verdict(int code, String said) {}

  static Verdict verify(Object... arguments) {
    String[] texts = new String[arguments.length];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = String.valueOf(arguments[i]);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    try {
      int code = (int) RUN.invoke(texts, out, out);
      return new Verdict(code, said.toString(StandardCharsets.UTF_8));
    } catch (Throwable e) {
      throw new AssertionError("the verifier fell over: " + said, e);
    }
  }

  private static MethodHandle compiled() {
    try {
      Path classes = Files.createTempDirectory("holdfast-verifier");
      int failed =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "--release",
                  "17",
                  "-proc:none",
                  "-classpath",
                  classes.toString(),
                  "-d",
                  classes.toString(),
                  SOURCE.toString());
      if (failed != 0) {
        throw new AssertionError("the verifier does not compile by itself");
      }
      URI folder = classes.toUri();
      Class<?> type =
          new URLClassLoader(new URL[] {folder.toURL()}, ClassLoader.getPlatformClassLoader())
              .loadClass("HoldfastVerifier");
      return MethodHandles.publicLookup()
          .findStatic(
              type,
              "run",
              MethodType.methodType(
                  int.class, String[].class, PrintStream.class, PrintStream.class));
    } catch (ReflectiveOperationException | java.io.IOException e) {
      throw new AssertionError("the verifier cannot be started", e);
    }
  }
}
