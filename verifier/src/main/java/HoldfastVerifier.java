import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Checks a bundle of a Holdfast's log, without that Holdfast and without anything but a JDK (17 or
 * later): {@code java HoldfastVerifier.java BUNDLE}. It is one file, to be read before it is
 * believed, and shares no code with the server.
 *
 * <p>A bundle is a file of lines, each an object of JSON, gzipped or not: a header, every event in
 * its order with each checkpoint behind the last event that it signs, and an end. An event's leaf
 * is the hash of all its columns; the leaves are a Merkle tree (RFC 6962); a checkpoint is the
 * tree's root in a signed note (C2SP signed-note, tlog-checkpoint, tlog-cosignature).
 *
 * <p>It ends with 0 where everything is as it was signed, with 1 where something is not, and with 2
 * where it was not given what it can check. However large the bundle is, it holds one line, the
 * last number of each aggregate, and as many hashes as the tree has levels.
 */
@SuppressWarnings(
    "DefaultPackage") // java runs a lone file in a package only from the folder of that name
public final class HoldfastVerifier {
  private static final int GOOD = 0;
  private static final int WRONG = 1;
  private static final int UNUSABLE = 2;

  private static final String USAGE =
      """
      verify BUNDLE [--key VKEY] [--checkpoint FILE]… [--witness VKEY]…
      verify --proof FILE --checkpoint FILE [--checkpoint FILE] --key VKEY

        BUNDLE       what GET /api/transparency/bundle gave
        --key        the log's public key, as you had it before (GET /api/transparency/vkey)
        --checkpoint a checkpoint that you kept: the bundle must begin with the log that it signs
        --witness    the key of a witness that you trust
        --proof      what GET /api/transparency/inclusion or …/consistency gave; a checkpoint for
                     each tree that it speaks of
      """;

  private HoldfastVerifier() {}

  /** See the usage. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  /**
   * The same for who calls it from a program.
   *
   * @return what the process ends with
   */
  public static int run(String[] arguments, PrintStream out, PrintStream err) {
    try {
      Options options = Options.parse(arguments);
      if (options.proof.isPresent()) {
        new ProofCheck(options, out).check();
      } else {
        new BundleCheck(options, out).check();
      }
      return GOOD;
    } catch (Wrong e) {
      out.println("WRONG: " + e.getMessage());
      return WRONG;
    } catch (Unusable e) {
      err.println("verify: " + e.getMessage());
      return UNUSABLE;
    } catch (IOException e) {
      err.println("verify: the file cannot be read: " + e);
      return UNUSABLE;
    }
  }

  /** Something is not as it was signed. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  /** What was given is nothing that can be checked. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  // ---- what was asked for ------------------------------------------------------------------

  private static final class Options {
    private Optional<Path> bundle = Optional.empty();
    private Optional<Path> proof = Optional.empty();
    private Optional<Key> key = Optional.empty();
    private final List<Kept> checkpoints = new ArrayList<>();
    private final List<Key> witnesses = new ArrayList<>();

    static Options parse(String[] arguments) throws Unusable, IOException {
      Options options = new Options();
      for (int i = 0; i < arguments.length; i++) {
        if (!arguments[i].startsWith("--")) {
          if (options.bundle.isPresent()) {
            throw new Unusable("one bundle at a time\n" + USAGE);
          }
          options.bundle = Optional.of(Path.of(arguments[i]));
        } else if (i + 1 == arguments.length) {
          throw new Unusable(arguments[i] + " needs a value\n" + USAGE);
        } else {
          options.set(arguments[i], arguments[++i]);
        }
      }
      if (options.bundle.isPresent() == options.proof.isPresent()) {
        throw new Unusable("name a bundle or a proof\n" + USAGE);
      }
      return options;
    }

    private void set(String name, String value) throws Unusable, IOException {
      switch (name) {
        case "--key" -> key = Optional.of(Key.parse(value, Key.LOG));
        case "--witness" -> witnesses.add(Key.parse(value, Key.WITNESS));
        case "--checkpoint" -> checkpoints.add(Kept.read(Path.of(value)));
        case "--proof" -> proof = Optional.of(Path.of(value));
        default -> throw new Unusable("there is no " + name + "\n" + USAGE);
      }
    }
  }

  /** A checkpoint that somebody kept, in a file of its own. */
  private record Kept(Path file, Note note, Checkpoint checkpoint) {
    static Kept read(Path file) throws Unusable, IOException {
      if (!Files.isRegularFile(file)) {
        throw new Unusable("there is no file " + file);
      }
      if (Files.size(file) > Note.MOST_BYTES) {
        throw new Unusable(file + " is no checkpoint");
      }
      try {
        Note note = Note.parse(Files.readString(file));
        return new Kept(file, note, Checkpoint.parse(note.text()));
      } catch (Malformed | CharacterCodingException e) {
        throw new Unusable(file + " is no checkpoint");
      }
    }
  }

  // ---- a bundle ----------------------------------------------------------------------------

  /** One run over one bundle. */
  private static final class BundleCheck {
    private static final int VERSION = 1;
    private static final int MOST_AGGREGATES = 1_000_000;
    private static final Set<String> HEADER =
        Set.of("holdfast", "version", "origin", "vkey", "witnesses", "from", "to");
    private static final Set<String> EVENT =
        Set.of(
            "event",
            "id",
            "aggregate",
            "aggregateType",
            "sequence",
            "micros",
            "type",
            "revision",
            "payload",
            "metadata",
            "leaf");
    private static final Set<String> CHECKPOINT = Set.of("checkpoint", "note");
    private static final Set<String> END = Set.of("end", "checkpoints");

    private final Options options;
    private final PrintStream out;
    private final long began = System.nanoTime();
    private final Path file;
    private final GrowingTree tree = new GrowingTree();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Kept> kept;
    private final List<Key> witnesses = new ArrayList<>();
    private boolean sequencesChecked = true;
    private String origin = "";
    private Optional<Key> key = Optional.empty();
    private long to;
    private long events;
    private long checkpoints;
    private long signed;
    private long cosignatures;
    private long unknownSignatures;

    BundleCheck(Options options, PrintStream out) throws Unusable {
      this.options = options;
      this.out = out;
      this.file = options.bundle.orElseThrow(() -> new Unusable("name a bundle"));
      this.kept = new ArrayList<>(options.checkpoints);
      this.kept.sort(Comparator.comparingLong(each -> each.checkpoint().size()));
    }

    void check() throws Wrong, Unusable, IOException {
      if (!Files.isRegularFile(file)) {
        throw new Unusable("there is no file " + file);
      }
      boolean headed = false;
      try (Lines lines = Lines.of(file)) {
        Map<String, Object> header = lines.next().orElseThrow(() -> notABundle("it is empty"));
        header(header);
        headed = true;
        body(lines);
      } catch (EOFException | ZipException e) {
        if (headed) {
          throw cut();
        }
        throw notABundle(String.valueOf(e.getMessage()));
      } catch (Malformed e) {
        if (headed) {
          throw new Wrong(
              "the line behind event %d is none of a bundle: %s. %s"
                  .formatted(events, e.getMessage(), lastGood()));
        }
        throw notABundle(String.valueOf(e.getMessage()));
      }
    }

    private Unusable notABundle(String why) {
      return new Unusable(file + " is not a bundle: " + why);
    }

    private void header(Map<String, Object> line) throws Malformed, Wrong, Unusable {
      if (!"bundle".equals(line.get("holdfast"))) {
        throw new Malformed("it does not begin as one");
      }
      if (Json.number(line, "version") != VERSION) {
        throw notABundle("it has version " + Json.number(line, "version") + ", not " + VERSION);
      }
      Json.requireFields(line, HEADER);
      origin = Json.text(line, "origin");
      to = Json.number(line, "to");
      if (Json.number(line, "from") != 1 || to < 1) {
        throw new Malformed("it does not begin with the first event");
      }
      Key own = keyOf(Json.text(line, "vkey"), Key.LOG);
      key = options.key.isPresent() ? options.key : Optional.of(own);
      tellKey(own);
      if (options.witnesses.isEmpty()) {
        for (String witness : Json.texts(line, "witnesses")) {
          witnesses.add(keyOf(witness, Key.WITNESS));
        }
      } else {
        witnesses.addAll(options.witnesses);
      }
      if (options.key.isPresent() && !options.key.get().equals(own)) {
        throw new Wrong("the bundle names another key than the one that you trust: " + own);
      }
      if (!origin.equals(own.name())) {
        throw new Wrong("the bundle is of %s, and its key is of %s".formatted(origin, own.name()));
      }
    }

    private static Key keyOf(String text, byte kind) throws Malformed {
      try {
        return Key.parse(text, kind);
      } catch (Unusable e) {
        throw new Malformed("it names a key that is none");
      }
    }

    private void tellKey(Key own) {
      out.println("bundle       " + file + ", events 1 to " + to + " of " + origin);
      out.println("key          " + key.orElse(own));
      if (options.key.isEmpty()) {
        out.println(
            "             This is the bundle's own key: without --key all that is proven is that"
                + " the bundle agrees with itself.");
      }
    }

    private void body(Lines lines) throws IOException, Malformed, Wrong {
      while (true) {
        Map<String, Object> line = lines.next().orElseThrow(this::cut);
        if (line.containsKey("event")) {
          event(line);
        } else if (line.containsKey("checkpoint")) {
          checkpoint(line);
        } else {
          end(line);
          break;
        }
      }
      if (lines.next().isPresent()) {
        throw new Wrong("there is more behind the end of the bundle");
      }
      report();
    }

    private Wrong cut() {
      return new Wrong(
          "the bundle is cut off or damaged behind event %d. %s".formatted(events, lastGood()));
    }

    private String lastGood() {
      return signed == 0
          ? "No checkpoint before it was found good."
          : "All is good up to event %d, which a checkpoint signs.".formatted(signed);
    }

    private void event(Map<String, Object> line) throws Malformed, Wrong {
      Json.requireFields(line, EVENT);
      long index = Json.number(line, "event");
      requireNext(index);
      if (index > to) {
        throw new Wrong(
            "event %d is beyond the end that the header names, %d".formatted(index, to));
      }
      byte[] leaf = Leaf.hash(line);
      if (!Json.textOrNull(line, "leaf").map(stated -> same(stated, leaf)).orElse(false)) {
        throw new Wrong(
            "event %d is not the one that was put into the tree: it was changed, or it stands in the place of another. %s"
                .formatted(index, lastGood()));
      }
      sequence(index, line);
      tree.add(leaf);
      events = index;
      while (!kept.isEmpty() && kept.get(0).checkpoint().size() == index) {
        requirePrefix(kept.remove(0));
      }
    }

    private static boolean same(String base64, byte[] hash) {
      return base64.equals(Base64.getEncoder().encodeToString(hash));
    }

    private void requireNext(long index) throws Wrong {
      if (index == events + 1) {
        return;
      }
      if (index > events) {
        throw new Wrong(
            "event %d is missing: event %d follows event %d. %s"
                .formatted(events + 1, index, events, lastGood()));
      }
      throw new Wrong(
          "event %d stands behind event %d: it is there twice, or the order was changed. %s"
              .formatted(index, events, lastGood()));
    }

    /** The log numbers the events of each aggregate from 0. */
    private void sequence(long index, Map<String, Object> line) throws Malformed, Wrong {
      if (!sequencesChecked) {
        return;
      }
      String aggregate = Json.text(line, "aggregate");
      long sequence = Json.number(line, "sequence");
      Long before = sequences.put(aggregate, sequence);
      long expected = before == null ? 0 : before + 1;
      if (sequence != expected) {
        throw new Wrong(
            "event %d is number %d of its aggregate, and number %d is missing. %s"
                .formatted(index, sequence, expected, lastGood()));
      }
      sequencesChecked = sequences.size() <= MOST_AGGREGATES;
    }

    private void checkpoint(Map<String, Object> line) throws Malformed, Wrong {
      Json.requireFields(line, CHECKPOINT);
      long size = Json.number(line, "checkpoint");
      if (size <= signed && checkpoints > 0) {
        throw new Wrong("the checkpoint of %d events is there twice".formatted(size));
      }
      if (size != events) {
        throw new Wrong(
            "event %d is missing: a checkpoint signs %d events, and there are %d before it. %s"
                .formatted(events + 1, size, events, lastGood()));
      }
      Note note = Note.parse(Json.text(line, "note"));
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      requireSigned(note, checkpoint, "the checkpoint of %d events".formatted(size));
      if (checkpoint.size() != size || !Arrays.equals(checkpoint.root(), tree.root())) {
        throw new Wrong(
            "the checkpoint of %d events does not sign these events. %s The first wrong one is among the events %d to %d."
                .formatted(size, lastGood(), signed + 1, size));
      }
      cosigned(note, size);
      checkpoints++;
      signed = size;
    }

    private void requireSigned(Note note, Checkpoint checkpoint, String what) throws Wrong {
      Key log = key.orElseThrow();
      if (!checkpoint.origin().equals(origin)) {
        throw new Wrong(what + " is of another log: " + checkpoint.origin());
      }
      if (note.signatures().stream().noneMatch(line -> log.signed(note.text(), line))) {
        throw new Wrong("%s is not signed by %s. %s".formatted(what, log, lastGood()));
      }
    }

    private void cosigned(Note note, long size) throws Wrong {
      for (NoteLine line : note.signatures()) {
        Optional<Key> witness = witnesses.stream().filter(each -> each.isOf(line)).findFirst();
        if (witness.isPresent()) {
          if (!witness.get().cosigned(note.text(), line)) {
            throw new Wrong(
                "the signature of the witness %s under the checkpoint of %d events is wrong"
                    .formatted(line.name(), size));
          }
          cosignatures++;
        } else if (!key.orElseThrow().isOf(line)) {
          unknownSignatures++;
        }
      }
    }

    private void requirePrefix(Kept each) throws Wrong {
      requireSigned(each.note(), each.checkpoint(), each.file().toString());
      if (!Arrays.equals(each.checkpoint().root(), tree.root())) {
        throw new Wrong(
            "%s signs %d other events than the first %d of this bundle: whoever gave you both showed you two logs"
                .formatted(each.file(), each.checkpoint().size(), each.checkpoint().size()));
      }
      out.println(
          "kept         " + each.file() + ": the first " + events + " events are those it signs");
    }

    private void end(Map<String, Object> line) throws Malformed, Wrong {
      Json.requireFields(line, END);
      if (events != to) {
        throw new Wrong(
            "event %d is missing: the bundle should have %d events and ends with event %d. %s"
                .formatted(events + 1, to, events, lastGood()));
      }
      if (Json.number(line, "end") != events || Json.number(line, "checkpoints") != checkpoints) {
        throw new Wrong("the bundle does not have as many lines as its end says");
      }
      if (signed != events) {
        throw new Wrong(
            "the events %d to %d are behind the last checkpoint: nobody signed them. %s"
                .formatted(signed + 1, events, lastGood()));
      }
      if (!kept.isEmpty()) {
        throw new Wrong(
            "%s signs %d events and this bundle has %d: it is of an older log than the one that you kept, or was cut off"
                .formatted(kept.get(0).file(), kept.get(0).checkpoint().size(), events));
      }
    }

    private void report() {
      double seconds = Math.max((System.nanoTime() - began) / 1e9, 1e-6);
      out.printf(
          Locale.ROOT,
          "checked      %,d events of %s aggregates in %.1f s (%,.0f a second)%n",
          events,
          sequencesChecked ? String.format(Locale.ROOT, "%,d", sequences.size()) : "many",
          seconds,
          events / seconds);
      if (!sequencesChecked) {
        out.println("             The numbers within aggregates were not checked to the end.");
      }
      out.printf(
          Locale.ROOT,
          "checkpoints  %,d, with %,d good cosignatures%s%n",
          checkpoints,
          cosignatures,
          unknownSignatures == 0
              ? ""
              : String.format(Locale.ROOT, ", and %,d by nobody known here", unknownSignatures));
      out.println(
          "head         event "
              + events
              + ", root "
              + Base64.getEncoder().encodeToString(tree.root()));
      out.println("GOOD: every event is as it was signed.");
    }
  }

  /** The tree over what came so far: the roots of its full parts, the largest first. */
  private static final class GrowingTree {
    private final List<byte[]> parts = new ArrayList<>();
    private long size;

    /** Two full parts of one size are one of twice the size. */
    void add(byte[] leaf) {
      byte[] hash = leaf;
      for (long rest = size; (rest & 1) == 1; rest >>= 1) {
        hash = Sha256.node(parts.remove(parts.size() - 1), hash);
      }
      parts.add(hash);
      size++;
    }

    byte[] root() {
      if (parts.isEmpty()) {
        return Sha256.of();
      }
      byte[] root = parts.get(parts.size() - 1);
      for (int i = parts.size() - 2; i >= 0; i--) {
        root = Sha256.node(parts.get(i), root);
      }
      return root;
    }
  }

  /** The bytes of an event, of which its leaf is the hash. */
  private static final class Leaf {
    private static final int VERSION = 1;

    private Leaf() {}

    static byte[] hash(Map<String, Object> line) throws Malformed {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.write(0); // RFC 6962: before a leaf
        out.write(VERSION);
        out.writeLong(Json.number(line, "event"));
        put(out, Optional.of(Json.text(line, "id")));
        put(out, Optional.of(Json.text(line, "aggregate")));
        put(out, Json.textOrNull(line, "aggregateType"));
        out.writeLong(Json.number(line, "sequence"));
        out.writeLong(Json.number(line, "micros"));
        put(out, Optional.of(Json.text(line, "type")));
        put(out, Json.textOrNull(line, "revision"));
        put(out, Json.bytes(line, "payload"));
        put(out, Json.bytes(line, "metadata"));
      } catch (IOException e) {
        throw new IllegalStateException("memory takes every byte", e);
      }
      return Sha256.of(bytes.toByteArray());
    }

    private static void put(DataOutputStream out, Optional<String> text) throws IOException {
      if (text.isPresent()) {
        put(out, text.get().getBytes(StandardCharsets.UTF_8));
      } else {
        out.writeInt(-1);
      }
    }

    private static void put(DataOutputStream out, byte[] bytes) throws IOException {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  // ---- a proof -----------------------------------------------------------------------------

  /** One proof against checkpoints that somebody kept. */
  private static final class ProofCheck {
    private static final int MOST_BYTES = 65_536;

    private final Options options;
    private final PrintStream out;

    ProofCheck(Options options, PrintStream out) {
      this.options = options;
      this.out = out;
    }

    void check() throws Wrong, Unusable, IOException {
      Path file = options.proof.orElseThrow();
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new Unusable(file + " is no proof");
      }
      Key key = options.key.orElseThrow(() -> new Unusable("a proof needs --key\n" + USAGE));
      for (Kept each : options.checkpoints) {
        if (!each.checkpoint().origin().equals(key.name())
            || each.note().signatures().stream()
                .noneMatch(line -> key.signed(each.note().text(), line))) {
          throw new Wrong(each.file() + " is not signed by " + key);
        }
      }
      try {
        Map<String, Object> proof = Json.parse(Files.readString(file));
        if (proof.containsKey("leafHash")) {
          inclusion(proof);
        } else {
          consistency(proof);
        }
      } catch (Malformed | CharacterCodingException e) {
        throw new Unusable(file + " is no proof: " + e.getMessage());
      }
    }

    private void inclusion(Map<String, Object> proof) throws Malformed, Wrong, Unusable {
      long index = Json.number(proof, "logIndex");
      long size = Json.number(proof, "size");
      byte[] root = signedRoot(size);
      List<byte[]> path = Json.hashes(proof, "path");
      if (index < 1
          || index > size
          || !Arrays.equals(root, rootOf(Json.hash(proof, "leafHash"), index - 1, size, path))) {
        throw new Wrong("event %d is not in the %d events that were signed".formatted(index, size));
      }
      out.printf(
          Locale.ROOT,
          "GOOD: the event with this hash is event %d of the %d that were signed.%n",
          index,
          size);
    }

    private void consistency(Map<String, Object> proof) throws Malformed, Wrong, Unusable {
      long before = Json.number(proof, "before");
      long size = Json.number(proof, "size");
      byte[] old = signedRoot(before);
      byte[] root = signedRoot(size);
      List<byte[]> path = Json.hashes(proof, "path");
      boolean good = before >= 1 && before <= size;
      if (good) {
        Optional<byte[][]> both = bothRoots(before, size, true, old, path);
        good =
            both.isPresent()
                && Arrays.equals(both.get()[0], old)
                && Arrays.equals(both.get()[1], root);
      }
      if (!good) {
        throw new Wrong(
            "the %d events do not begin with the %d that were signed before"
                .formatted(size, before));
      }
      out.printf(
          Locale.ROOT,
          "GOOD: the %d events begin with the %d that were signed before.%n",
          size,
          before);
    }

    private byte[] signedRoot(long size) throws Unusable {
      return options.checkpoints.stream()
          .filter(each -> each.checkpoint().size() == size)
          .findFirst()
          .orElseThrow(() -> new Unusable("there is no --checkpoint of " + size + " events"))
          .checkpoint()
          .root();
    }

    /**
     * From the root down, as RFC 6962 defines a path; nothing where it has not the right length.
     */
    private static byte[] rootOf(byte[] leaf, long index, long size, List<byte[]> path) {
      if (size == 1) {
        return path.isEmpty() ? leaf : new byte[0];
      }
      if (path.isEmpty()) {
        return new byte[0];
      }
      byte[] sibling = path.get(path.size() - 1);
      List<byte[]> rest = path.subList(0, path.size() - 1);
      long left = leftOf(size);
      return index < left
          ? Sha256.node(rootOf(leaf, index, left, rest), sibling)
          : Sha256.node(sibling, rootOf(leaf, index - left, size - left, rest));
    }

    /** The roots that a proof leads to: the earlier one and the later one. */
    private static Optional<byte[][]> bothRoots(
        long before, long size, boolean known, byte[] old, List<byte[]> path) {
      if (before == size) {
        if (known) {
          return path.isEmpty() ? Optional.of(new byte[][] {old, old}) : Optional.empty();
        }
        return path.size() == 1
            ? Optional.of(new byte[][] {path.get(0), path.get(0)})
            : Optional.empty();
      }
      if (path.isEmpty()) {
        return Optional.empty();
      }
      byte[] sibling = path.get(path.size() - 1);
      List<byte[]> rest = path.subList(0, path.size() - 1);
      long left = leftOf(size);
      if (before <= left) {
        return bothRoots(before, left, known, old, rest)
            .map(both -> new byte[][] {both[0], Sha256.node(both[1], sibling)});
      }
      return bothRoots(before - left, size - left, false, old, rest)
          .map(both -> new byte[][] {Sha256.node(sibling, both[0]), Sha256.node(sibling, both[1])});
    }

    private static long leftOf(long size) {
      return Long.highestOneBit(size - 1);
    }
  }

  // ---- hashes, keys, notes -----------------------------------------------------------------

  private static final class Sha256 {
    private static final int BYTES = 32;

    private Sha256() {}

    static byte[] of(byte[]... parts) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
          digest.update(part);
        }
        return digest.digest();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }

    /** RFC 6962: a byte before a node. */
    static byte[] node(byte[] left, byte[] right) {
      return of(new byte[] {1}, left, right);
    }
  }

  /** A verifier key of C2SP signed-note: {@code name+id+base64(kind, Ed25519 key)}. */
  private static final class Key {
    static final byte LOG = 1;
    static final byte WITNESS = 4;
    private static final int ID_BYTES = 4;
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String text;
    private final String name;
    private final byte[] id;
    private final PublicKey key;

    private Key(String text, String name, byte[] id, PublicKey key) {
      this.text = text;
      this.name = name;
      this.id = id;
      this.key = key;
    }

    static Key parse(String text, byte kind) throws Unusable {
      String[] parts = text.strip().split("\\+", 3);
      try {
        byte[] coded = Base64.getDecoder().decode(parts[2]);
        byte[] id =
            Arrays.copyOf(
                Sha256.of((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), coded), ID_BYTES);
        if (coded.length != Sha256.BYTES + 1
            || coded[0] != kind
            || !HexFormat.of().formatHex(id).equals(parts[1])) {
          throw new Unusable("this is no such key: " + text);
        }
        byte[] x509 = Arrays.copyOf(X509, X509.length + Sha256.BYTES);
        System.arraycopy(coded, 1, x509, X509.length, Sha256.BYTES);
        PublicKey key =
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
        return new Key(text.strip(), parts[0], id, key);
      } catch (ArrayIndexOutOfBoundsException
          | IllegalArgumentException
          | GeneralSecurityException e) {
        throw new Unusable("this is no such key: " + text);
      }
    }

    String name() {
      return name;
    }

    /** Whether the line says that it is by this key; it may lie. */
    boolean isOf(NoteLine line) {
      return name.equals(line.name())
          && line.bytes().length > ID_BYTES
          && Arrays.equals(id, Arrays.copyOf(line.bytes(), ID_BYTES));
    }

    boolean signed(String noteText, NoteLine line) {
      return isOf(line) && verify(noteText, line.bytes(), ID_BYTES);
    }

    /** A witness signs a time, too. */
    boolean cosigned(String noteText, NoteLine line) {
      if (!isOf(line) || line.bytes().length < ID_BYTES + Long.BYTES) {
        return false;
      }
      long seconds = ByteBuffer.wrap(line.bytes()).getLong(ID_BYTES);
      String signed = "cosignature/v1\ntime " + Long.toUnsignedString(seconds) + "\n" + noteText;
      return verify(signed, line.bytes(), ID_BYTES + Long.BYTES);
    }

    private boolean verify(String signed, byte[] line, int from) {
      try {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signature.verify(Arrays.copyOfRange(line, from, line.length));
      } catch (GeneralSecurityException e) {
        return false;
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record NoteLine(String name, byte[] bytes) {}

  /** C2SP signed-note: a text, an empty line, and signatures. */
  private record Note(String text, List<NoteLine> signatures) {
    static final int MOST_BYTES = 16_384;
    private static final String DASH = "\u2014 ";

    static Note parse(String note) throws Malformed {
      int end = note.lastIndexOf("\n\n");
      if (end < 0 || !note.endsWith("\n") || note.length() > MOST_BYTES) {
        throw new Malformed("a note has not the form of one");
      }
      List<NoteLine> lines = new ArrayList<>();
      for (String line : note.substring(end + 2).lines().toList()) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space <= DASH.length()) {
          throw new Malformed("a note has not the form of one");
        }
        lines.add(
            new NoteLine(
                line.substring(DASH.length(), space), Json.decoded(line.substring(space + 1))));
      }
      return new Note(note.substring(0, end + 1), lines);
    }
  }

  /** C2SP tlog-checkpoint: the log's name, how many events, and the root over them. */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  private record Checkpoint(String origin, long size, byte[] root) {
    static Checkpoint parse(String text) throws Malformed {
      List<String> lines = text.lines().toList();
      if (lines.size() < 3 || !lines.get(1).matches("0|[1-9][0-9]{0,17}")) {
        throw new Malformed("a checkpoint has not the form of one");
      }
      byte[] root = Json.decoded(lines.get(2));
      if (root.length != Sha256.BYTES) {
        throw new Malformed("a checkpoint has not the form of one");
      }
      return new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), root);
    }
  }

  // ---- lines and JSON ----------------------------------------------------------------------

  /** Something has not the form that it should have. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /** The lines of a file, zipped or not, each an object. */
  private static final class Lines implements AutoCloseable {
    private static final int MOST_BYTES = 64 << 20;
    private static final int AT_ONCE = 1 << 16;
    private static final int ZIPPED = 0x1f8b;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);

    private Lines(InputStream in) {
      this.in = in;
    }

    static Lines of(Path file) throws IOException {
      InputStream raw = new BufferedInputStream(Files.newInputStream(file), AT_ONCE);
      boolean opened = false;
      try {
        raw.mark(2);
        boolean zipped = (raw.read() << 8 | raw.read()) == ZIPPED;
        raw.reset();
        Lines lines =
            new Lines(
                zipped ? new BufferedInputStream(new GZIPInputStream(raw, AT_ONCE), AT_ONCE) : raw);
        opened = true;
        return lines;
      } finally {
        if (!opened) {
          raw.close();
        }
      }
    }

    /** The next one; nothing at the end. Each has its newline, or it was cut. */
    Optional<Map<String, Object>> next() throws IOException, Malformed {
      line.reset();
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      for (; next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new EOFException("the last line is cut");
        }
        if (line.size() == MOST_BYTES) {
          throw new Malformed("a line is longer than any of a bundle");
        }
        line.write(next);
      }
      try {
        return Optional.of(
            Json.parse(
                StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString()));
      } catch (CharacterCodingException e) {
        throw new Malformed("it is no UTF-8");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** As much of JSON as there is in a bundle: an object of texts, whole numbers, lists, null. */
  private static final class Json {
    private static final Object NULL = Optional.empty();

    private final String text;
    private int at;

    private Json(String text) {
      this.text = text;
    }

    static Map<String, Object> parse(String text) throws Malformed {
      Json json = new Json(text);
      Map<String, Object> object = json.object();
      json.space();
      if (json.at != text.length()) {
        throw new Malformed("there is more behind it");
      }
      return object;
    }

    static void requireFields(Map<String, Object> object, Set<String> names) throws Malformed {
      if (!object.keySet().equals(names)) {
        throw new Malformed("a line has other fields than it should");
      }
    }

    static String text(Map<String, Object> object, String name) throws Malformed {
      return textOrNull(object, name).orElseThrow(() -> new Malformed("there is no " + name));
    }

    static Optional<String> textOrNull(Map<String, Object> object, String name) throws Malformed {
      Object value = object.getOrDefault(name, NULL);
      if (value.equals(NULL)) {
        return Optional.empty();
      }
      if (value instanceof String found) {
        return Optional.of(found);
      }
      throw new Malformed(name + " is no text");
    }

    static long number(Map<String, Object> object, String name) throws Malformed {
      if (object.get(name) instanceof Long number) {
        return number;
      }
      throw new Malformed(name + " is no number");
    }

    static List<String> texts(Map<String, Object> object, String name) throws Malformed {
      List<String> texts = new ArrayList<>();
      if (!(object.get(name) instanceof List<?> list)) {
        throw new Malformed(name + " is no list");
      }
      for (Object each : list) {
        if (!(each instanceof String found)) {
          throw new Malformed(name + " is no list of texts");
        }
        texts.add(found);
      }
      return texts;
    }

    static byte[] bytes(Map<String, Object> object, String name) throws Malformed {
      return decoded(text(object, name));
    }

    static byte[] hash(Map<String, Object> object, String name) throws Malformed {
      byte[] hash = bytes(object, name);
      if (hash.length != Sha256.BYTES) {
        throw new Malformed(name + " is no hash");
      }
      return hash;
    }

    static List<byte[]> hashes(Map<String, Object> object, String name) throws Malformed {
      List<byte[]> hashes = new ArrayList<>();
      for (String each : texts(object, name)) {
        byte[] hash = decoded(each);
        if (hash.length != Sha256.BYTES) {
          throw new Malformed(name + " has what is no hash");
        }
        hashes.add(hash);
      }
      return hashes;
    }

    /** In its one form: what decodes to the same must not be written in two ways. */
    static byte[] decoded(String base64) throws Malformed {
      try {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
          return bytes;
        }
      } catch (IllegalArgumentException e) {
        throw new Malformed("something is no base64");
      }
      throw new Malformed("something is no base64");
    }

    private Map<String, Object> object() throws Malformed {
      Map<String, Object> object = new LinkedHashMap<>();
      expect('{');
      if (next('}')) {
        return object;
      }
      do {
        String name = string();
        expect(':');
        if (object.put(name, value()) != null) {
          throw new Malformed(name + " is there twice");
        }
      } while (next(','));
      expect('}');
      return object;
    }

    private Object value() throws Malformed {
      space();
      if (at >= text.length()) {
        throw new Malformed("it ends too early");
      }
      char first = text.charAt(at);
      if (first == '"') {
        return string();
      }
      if (first == '[') {
        return list();
      }
      if (text.startsWith("null", at)) {
        at += 4;
        return NULL;
      }
      return number();
    }

    private List<Object> list() throws Malformed {
      List<Object> list = new ArrayList<>();
      expect('[');
      if (next(']')) {
        return list;
      }
      do {
        space();
        list.add(string());
      } while (next(','));
      expect(']');
      return list;
    }

    private Long number() throws Malformed {
      int from = at;
      while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      String digits = text.substring(from, at);
      if (!digits.matches("0|-?[1-9][0-9]{0,18}")) {
        throw new Malformed("something is no whole number");
      }
      try {
        return Long.valueOf(digits);
      } catch (NumberFormatException e) {
        throw new Malformed("a number is too large");
      }
    }

    private String string() throws Malformed {
      expect('"');
      StringBuilder string = new StringBuilder();
      while (at < text.length()) {
        char next = text.charAt(at++);
        if (next == '"') {
          return string.toString();
        }
        if (next < ' ') {
          throw new Malformed("a text has what must be escaped");
        }
        string.append(next == '\\' ? escaped() : next);
      }
      throw new Malformed("a text does not end");
    }

    private char escaped() throws Malformed {
      if (at >= text.length()) {
        throw new Malformed("a text does not end");
      }
      char code = text.charAt(at++);
      int plain = "\"\\/bfnrt".indexOf(code);
      if (plain >= 0) {
        return "\"\\/\b\f\n\r\t".charAt(plain);
      }
      if (code != 'u' || at + 4 > text.length()) {
        throw new Malformed("a text has an escape that is none");
      }
      String digits = text.substring(at, at + 4);
      if (!digits.matches("[0-9a-fA-F]{4}")) {
        throw new Malformed("a text has an escape that is none");
      }
      at += 4;
      return (char) Integer.parseInt(digits, 16);
    }

    private void expect(char wanted) throws Malformed {
      if (!next(wanted)) {
        throw new Malformed("there should be a " + wanted);
      }
    }

    private boolean next(char wanted) {
      space();
      if (at < text.length() && text.charAt(at) == wanted) {
        at++;
        return true;
      }
      return false;
    }

    private void space() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
