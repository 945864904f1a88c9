package io.holdfast.testkit.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.testkit.fuzz.RawHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends each endpoint requests that are sound but for a fault or two, each on a connection of its
 * own, several at a time. Each is answered, or its connection ended; no answer is a defect of the
 * program's, and none tells of its inside. What is no HTTP at all is refused by the server, which
 * knows no codes.
 */
public final class RestFuzz {
  private static final int AT_ONCE = 8;
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
  private static final Pattern INSIDE =
      Pattern.compile("Exception|java\\.|io\\.holdfast|org\\.|\\tat |SELECT |PSQL");

  /** Codes of what is unavailable by its nature, which the request itself asked for. */
  private static final List<String> MAY_BE_UNAVAILABLE = List.of("INDEX_NOT_REACHED");

  /** What of a request is faulty. */
  private enum Part {
    PATH,
    QUERY,
    HEADER,
    BODY,
    FRAMING
  }

  private static final List<Part> PARTS = List.of(Part.values());

  /** Who asks. */
  public interface People {
    /** The access token of some person, or null for nobody's. */
    @Nullable String token(int number);

    /** The last one counts no more: it asked to. */
    void signedOut(int number);
  }

  private final int port;
  private final People people;
  private final Map<String, String> known;
  private final Queue<String> findings = new ConcurrentLinkedQueue<>();

  /**
   * @param known by the name of a path variable or field, what the program knows
   */
  public RestFuzz(int port, People people, Map<String, String> known) {
    this.port = port;
    this.people = people;
    this.known = known;
  }

  /**
   * Tries each endpoint so many times.
   *
   * @return what went wrong, with what is needed to send it again
   */
  public List<String> run(String openApi, long seed, int timesEach) {
    List<Endpoint> endpoints = Endpoint.allOf(openApi, known);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("nothing is described");
    }
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Endpoint endpoint : endpoints) {
        long own = seed ^ (endpoint.method() + endpoint.path()).hashCode();
        all.add(senders.submit(() -> attack(endpoint, new Random(own), timesEach)));
      }
    }
    all.forEach(RestFuzz::requireDone);
    return List.copyOf(findings);
  }

  private static void requireDone(Future<?> attack) {
    if (attack.state() == Future.State.FAILED) {
      throw new AssertionError("an attack was broken off", attack.exceptionNow());
    }
  }

  private void attack(Endpoint endpoint, Random random, int times) {
    for (int i = 0; i < times; i++) {
      int person = random.nextInt(5);
      Faulty faulty = new Faulty(endpoint, known, random, people.token(person));
      byte[] request = faulty.request();
      Answer answer = ask(request, faulty.mayBeIncomplete());
      if (answer.status() == 401 && faulty.isPersons()) {
        people.signedOut(person);
      }
      faultOf(faulty, answer)
          .ifPresent(fault -> findings.add(fault + "\n  " + told(answer) + "\n  " + told(request)));
    }
  }

  private Answer ask(byte[] request, boolean thenHangUp) {
    try {
      return RawHttp.ask(port, request, thenHangUp);
    } catch (IOException e) {
      throw new UncheckedIOException("nobody listens any more", e);
    } catch (AssertionError hang) {
      findings.add(hang.getMessage() + "\n  " + told(request));
      return Answer.NONE;
    }
  }

  private static Optional<String> faultOf(Faulty faulty, Answer answer) {
    boolean mayBeBrokenHttp = !faulty.hasOnly(Part.BODY);
    if (answer.status() == 0) {
      return mayBeBrokenHttp ? Optional.empty() : Optional.of("there was no answer");
    }
    if (answer.status() >= 500 && !MAY_BE_UNAVAILABLE.contains(codeOf(answer))) {
      return Optional.of("answered with " + answer.status());
    }
    if (answer.status() >= 400) {
      if (INSIDE.matcher(answer.body()).find()) {
        return Optional.of("the answer tells of the inside");
      }
      if (!mayBeBrokenHttp && codeOf(answer).isEmpty()) {
        return Optional.of("the refusal has no code");
      }
    }
    return Optional.empty();
  }

  private static String codeOf(Answer answer) {
    Matcher code = Pattern.compile("\"code\":\"([A-Z_]+)\"").matcher(answer.body());
    return code.find() ? code.group(1) : "";
  }

  private static String told(Answer answer) {
    return cut(answer.head().lines().findFirst().orElse("") + " " + answer.body());
  }

  private static String told(byte[] request) {
    return cut(
        new String(request, ISO_8859_1)
            .replaceAll("(?i)authorization: [^\r\n]*", "authorization: …")
            .replace("\r\n", "⏎"));
  }

  private static String cut(String text) {
    return text.length() <= 900 ? text : text.substring(0, 900) + "…";
  }

  /** One request on its way to be wrong. */
  private static final class Faulty {
    private final Endpoint endpoint;
    private final Map<String, String> known;
    private final Random random;
    private final @Nullable String token;
    private final Map<Part, Boolean> parts = new EnumMap<>(Part.class);

    Faulty(Endpoint endpoint, Map<String, String> known, Random random, @Nullable String token) {
      this.endpoint = endpoint;
      this.known = known;
      this.random = random;
      this.token = token;
      parts.put(endpoint.body() == null ? any() : bodyOrAny(), true);
      if (random.nextInt(4) == 0) {
        parts.put(any(), true);
      }
    }

    private Part any() {
      return PARTS.get(random.nextInt(PARTS.size()));
    }

    private Part bodyOrAny() {
      return random.nextBoolean() ? Part.BODY : any();
    }

    boolean has(Part part) {
      return parts.containsKey(part);
    }

    /** Whether it was sent in a person's name as it should be. */
    boolean isPersons() {
      return token != null && !has(Part.HEADER) && !has(Part.FRAMING);
    }

    boolean hasOnly(Part part) {
      return has(part) && parts.size() == 1;
    }

    boolean mayBeIncomplete() {
      return has(Part.FRAMING);
    }

    byte[] request() {
      byte[] body = body();
      StringBuilder head =
          new StringBuilder(
              endpoint.method() + " " + target() + " HTTP/1.1\r\nHost: localhost\r\n");
      head.append("Connection: close\r\n");
      if (token != null) {
        head.append("Authorization: Bearer ").append(token).append("\r\n");
      }
      if (!endpoint.method().equals("GET")) {
        head.append("Idempotency-Key: ").append(Long.toHexString(random.nextLong())).append("\r\n");
        head.append("Content-Type: application/json\r\n");
      }
      if (has(Part.HEADER)) {
        head.append(HttpFaults.header(random)).append("\r\n");
      }
      return has(Part.FRAMING)
          ? HttpFaults.framed(random, head.toString(), body)
          : joined(
              (head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1), body);
    }

    private byte[] body() {
      JsonNode sound = endpoint.body();
      if (has(Part.BODY)) {
        return new JsonFaults(random)
            .in(sound == null ? new JsonMapper().createObjectNode().put("a", 1) : sound);
      }
      return sound == null ? new byte[0] : sound.toString().getBytes(UTF_8);
    }

    private String target() {
      String path =
          VARIABLE
              .matcher(endpoint.path())
              .replaceAll(
                  variable ->
                      Matcher.quoteReplacement(
                          has(Part.PATH)
                              ? HttpFaults.segment(random)
                              : encoded(known.getOrDefault(variable.group(1), "x"))));
      if (has(Part.PATH) && random.nextInt(6) == 0) {
        path += HttpFaults.segment(random);
      }
      String query =
          endpoint.queries().stream()
              .filter(_ -> random.nextInt(3) > 0)
              .map(name -> name + "=" + queryValue(name))
              .collect(Collectors.joining("&"));
      return query.isEmpty() ? path : path + "?" + query;
    }

    private String queryValue(String name) {
      return has(Part.QUERY) ? HttpFaults.segment(random) : encoded(known.getOrDefault(name, "1"));
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, UTF_8);
    }

    private static byte[] joined(byte[] head, byte[] body) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(head);
      all.writeBytes(body);
      return all.toByteArray();
    }
  }
}
