package io.holdfast.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Packages of Debian sid, unpacked into a folder and never installed. A private apt configuration
 * keeps the system's own lists and state out of it; the mirror is the one that the system uses, and
 * apt checks Debian's signatures as ever. Needs no rights. What was downloaded is not downloaded
 * again.
 */
final class DebianPackages {
  private static final Pattern INSTALLED =
      Pattern.compile("^Inst (\\S+) \\((\\S+)", Pattern.MULTILINE);
  private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

  private final Path folder;
  private final Map<String, String> environment;

  private DebianPackages(Path folder) {
    this.folder = folder;
    this.environment = Map.of("APT_CONFIG", folder.resolve("apt.conf").toString(), "LC_ALL", "C");
  }

  static DebianPackages of(Path folder) throws IOException {
    DebianPackages packages = new DebianPackages(folder);
    packages.configure(mirror(folder));
    return packages;
  }

  /** The folder that holds the package and all that it depends on. */
  Path unpack(String name) throws IOException {
    apt("apt-get", "update");
    List<String> closure = closure(name);
    Path archives = archivesFor(closure);
    List<String> download = new ArrayList<>(List.of("apt-get", "download"));
    download.addAll(closure);
    CommandLine.run(archives, environment, download);

    Path unfinished = folder.resolve("root.new");
    TestFolders.delete(unfinished);
    Files.createDirectories(unfinished);
    for (Path archive : archivesOf(archives)) {
      CommandLine.run(
          folder,
          environment,
          List.of("dpkg-deb", "-x", archive.toString(), unfinished.toString()));
    }
    Path root = folder.resolve("root");
    TestFolders.delete(root);
    return Files.move(unfinished, root);
  }

  private List<String> closure(String name) {
    String plan = apt("apt-get", "install", "--simulate", "--no-install-recommends", name);
    return INSTALLED
        .matcher(plan)
        .results()
        .map(match -> match.group(1) + "=" + match.group(2))
        .toList();
  }

  /**
   * Each set of versions has a folder of its own, so that an interrupted one mixes with no other.
   */
  private Path archivesFor(List<String> closure) throws IOException {
    String name = "archives-" + Integer.toHexString(closure.hashCode());
    return Files.createDirectories(folder.resolve(name));
  }

  private String apt(String... command) {
    return CommandLine.run(folder, environment, List.of(command));
  }

  private void configure(String mirror) throws IOException {
    for (String needed : List.of("lists/partial", "cache/archives/partial")) {
      Files.createDirectories(folder.resolve(needed));
    }
    Files.writeString(folder.resolve("status"), "");
    String signedBy = Files.exists(KEYRING) ? "[signed-by=" + KEYRING + "] " : "";
    Files.writeString(folder.resolve("sources.list"), "deb " + signedBy + mirror + " sid main\n");
    Files.writeString(
        folder.resolve("apt.conf"),
        """
        Dir::Etc::sourcelist "%1$s/sources.list";
        Dir::Etc::sourceparts "-";
        Dir::State "%1$s";
        Dir::State::status "%1$s/status";
        Dir::Cache "%1$s/cache";
        Acquire::Languages "none";
        APT::Sandbox::User "";
        """
            .formatted(folder.toAbsolutePath()));
  }

  /** The address from which this system gets Debian itself. */
  private static String mirror(Path folder) throws IOException {
    String targets =
        CommandLine.run(
            folder,
            Map.of("LC_ALL", "C"),
            List.of("apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"));
    return targets
        .lines()
        .filter(uri -> uri.replaceAll("/+$", "").endsWith("/debian"))
        .findFirst()
        .orElseThrow(() -> new IOException("this system has no Debian mirror in its apt sources"));
  }

  private static List<Path> archivesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".deb")).sorted().toList();
    }
  }
}
