package io.holdfast.query.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.holdfast.query.follow.FollowLoop;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class TreeFollowerIT {
  private static final Duration SELDOM = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StoredLog log = new StoredLog();

  @Test
  void growsToTheEndOfTheLogAndOnWithIt() throws Exception {
    FollowLoop loop = loop(log.source, 100);
    loop.catchUp();
    assertThat(log.treeSize()).isZero();

    log.append(1);
    loop.catchUp();
    assertThat(log.treeRoot(1)).isEqualTo(log.plainRoot());

    log.append(700);
    loop.catchUp();
    assertThat(log.treeSize()).isEqualTo(701);
    assertThat(log.treeRoot(701)).isEqualTo(log.plainRoot());
    assertThat(loop.reached().orElseThrow().lagEvents()).isZero();
  }

  @Test
  void goesOnWhereItStoodWhereverItIsKilled() throws Exception {
    log.append(300);
    int kills = 0;
    Interrupted source;
    do {
      source = new Interrupted(log.source, kills % 12);
      try {
        loop(source, 40).catchUp();
      } catch (SQLException e) {
        kills++;
        long size = log.treeSize();
        assertThat(size % 40 == 0 || size == 300).isTrue();
      }
    } while (source.isDead());

    assertThat(kills).isGreaterThan(12);
    assertThat(log.treeRoot(300)).isEqualTo(log.plainRoot());
  }

  @Test
  void severalNodesGrowOneTree() throws Exception {
    List<FollowLoop> nodes =
        Stream.generate(() -> new FollowLoop(log.source, follower(7), Duration.ofMillis(5)))
            .limit(3)
            .toList();
    nodes.forEach(FollowLoop::start);
    try {
      for (int i = 0; i < 10; i++) {
        log.append(31);
        nodes.forEach(FollowLoop::wake);
      }
      await().atMost(PATIENCE).until(() -> log.treeSize() == 310);
    } finally {
      nodes.forEach(FollowLoop::stop);
    }

    assertThat(log.treeRoot(310)).isEqualTo(log.plainRoot());
    assertThat(nodes).allMatch(node -> node.trouble() == null && !node.isRunning());
  }

  @Test
  void isWokenByNews() {
    FollowLoop loop = loop(log.source, 100);
    loop.start();
    try {
      await().atMost(PATIENCE).until(() -> loop.reached().isPresent());
      log.append(3);
      loop.wake();
      await().atMost(PATIENCE).until(() -> log.treeSize() == 3);
    } finally {
      loop.stop();
    }
  }

  @Test
  void standsStillWhereTheLogWasCutOff() throws Exception {
    FollowLoop loop = grown();
    log.run("delete from log.event where log_index = 10");

    assertRefused(loop, "the log ends with event 9, and event 10 was in it");
  }

  @Test
  void standsStillWhereTheLogWasCutOffAndGrewAgain() throws Exception {
    FollowLoop loop = grown();
    log.run("delete from log.event where log_index > 8");
    log.append(5);
    log.run("update log.event set payload = '{}' where log_index = 10");

    assertRefused(loop, "event 10 is another than it was");
  }

  @Test
  void standsStillBeforeAGap() throws Exception {
    FollowLoop loop = grown();
    log.append(5);
    log.run("delete from log.event where log_index = 12");

    assertRefused(loop, "event 12 is missing from the log");
  }

  @Test
  void standsStillWhereATileIsDamagedAndGoesOnOnceItIsMended() throws Exception {
    FollowLoop loop = grown();
    log.append(1);
    log.run("create table kept as select * from audit.tile");
    log.run("update audit.tile set hashes = substring(hashes for 288)");
    assertRefused(loop, "tile 0 of level 0 is cut short");

    log.run("update audit.tile t set hashes = k.hashes from kept k where k.level = t.level");
    loop.catchUp();

    assertThat(loop.trouble()).isNull();
    assertThat(log.treeRoot(11)).isEqualTo(log.plainRoot());
  }

  private FollowLoop grown() throws SQLException {
    FollowLoop loop = loop(log.append(10).source, 100);
    loop.catchUp();
    return loop;
  }

  private void assertRefused(FollowLoop loop, String why) {
    assertThatThrownBy(loop::catchUp).isInstanceOf(TreeDamaged.class).hasMessage(why);
    assertThat(loop.trouble()).isEqualTo(why);
    assertThat(log.treeSize()).isEqualTo(10);
  }

  private FollowLoop loop(DataSource source, int batch) {
    return new FollowLoop(source, follower(batch), SELDOM);
  }

  private TreeFollower follower(int batch) {
    return new TreeFollower(log.rows, batch);
  }
}
