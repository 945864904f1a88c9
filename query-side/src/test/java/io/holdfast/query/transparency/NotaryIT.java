package io.holdfast.query.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.error.ErrorCode;
import io.holdfast.api.error.Rejection;
import io.holdfast.api.transparency.FindCheckpoints;
import io.holdfast.api.transparency.FindTransparency;
import io.holdfast.api.transparency.MakeCheckpoint;
import io.holdfast.api.transparency.SignedCheckpoint;
import io.holdfast.query.follow.FollowLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NotaryIT {
  private final Sealed sealed = new Sealed();
  private final StoredLog log = sealed.log;

  @Test
  void signsAllThatIsInTheLogWhenItIsAsked() throws Exception {
    log.append(300);

    assertThat(sealed.seal.sign(new MakeCheckpoint())).isEqualTo(300);

    SignedCheckpoint checkpoint = sealed.newest();
    Note note = Note.parse(checkpoint.note());
    assertThat(sealed.key.verifier().signed(note)).isTrue();
    assertThat(note.text()).isEqualTo("example.com/log\n300\n" + log.plainRoot().base64() + "\n");
    assertThat(checkpoint.madeAtMillis()).isEqualTo(Sealed.NOW.toEpochMilli());
  }

  @Test
  void signsNothingTwice() {
    sealed.signed(5);
    String note = sealed.newest().note();
    sealed.pass(Duration.ofMinutes(2));

    assertThat(sealed.seal.sign(new MakeCheckpoint())).isEqualTo(5);
    assertThat(sealed.newest().note()).isEqualTo(note);
  }

  @Test
  void signsAtIntervalsWhileTheLogGrows() throws Exception {
    log.append(5);
    sealed.tree.catchUp();
    sealed.checkpoints.catchUp();
    assertThat(sealed.newest().size()).isEqualTo(5);

    log.append(5);
    sealed.tree.catchUp();
    sealed.pass(Sealed.INTERVAL.minusMillis(1));
    sealed.checkpoints.catchUp();
    assertThat(sealed.newest().size()).isEqualTo(5);

    sealed.pass(Duration.ofMillis(1));
    sealed.checkpoints.catchUp();
    assertThat(sealed.newest().size()).isEqualTo(10);
  }

  @Test
  void hasNothingToSignOfAnEmptyLog() {
    refused(ErrorCode.NOT_FOUND);
  }

  @Test
  void listsThemNewestFirst() {
    sealed.signed(1).signed(1).signed(1);

    var first = sealed.queries.find(new FindCheckpoints(0, 2));
    assertThat(first.items()).extracting(SignedCheckpoint::size).containsExactly(3L, 2L);
    var second = sealed.queries.find(new FindCheckpoints(first.next(), 2));
    assertThat(second.items()).extracting(SignedCheckpoint::size).containsExactly(1L);
    assertThat(second.next()).isNull();
  }

  @Test
  void whatWasSignedStays() {
    sealed.signed(5);

    for (String change :
        new String[] {
          "delete from audit.checkpoint",
          "update audit.checkpoint set note = 'another'",
          "truncate audit.checkpoint cascade"
        }) {
      assertThatThrownBy(() -> log.run(change))
          .as(change)
          .hasMessageContaining("what was signed stays");
    }
  }

  @Test
  void signsNoLogThatWasCutOff() {
    sealed.signed(10);
    log.run("delete from log.event where log_index > 7");

    refused(ErrorCode.LOG_NOT_SEALED);
    assertThat(sealed.seal.find(new FindTransparency()).trouble())
        .isEqualTo("the log ends with event 7, and event 10 was in it");
  }

  @Test
  void signsNoTreeThatDoesNotBeginWithTheOneBefore() throws Exception {
    sealed.signed(300);
    log.append(1);
    log.run("update audit.tile set hashes = set_byte(hashes, 7, 255 - get_byte(hashes, 7))");
    log.run("update audit.tree set size = 300");

    refused(ErrorCode.LOG_NOT_SEALED);
    assertThat(sealed.newest().size()).isEqualTo(300);
  }

  @Test
  void signsNoTreeThatIsSmallerThanTheOneBefore() {
    sealed.signed(10);
    log.run("update audit.tree set size = 9");
    log.run("delete from log.event where log_index > 9");

    refused(ErrorCode.LOG_NOT_SEALED);
  }

  @Test
  void signsNothingUnderTheCheckpointsOfAnotherKey() {
    sealed.signed(5);
    FollowLoop another =
        new FollowLoop(
            log.source, sealed.notary(TestKeys.ofLog("example.com/log")), Duration.ofHours(1));
    log.append(1);
    sealed.pass(Sealed.INTERVAL);

    assertThatThrownBy(
            () -> {
              sealed.tree.catchUp();
              another.catchUp();
            })
        .hasMessageStartingWith("the newest checkpoint is signed by another key than");
    assertThat(another.trouble()).isNotNull();
    assertThat(sealed.newest().size()).isEqualTo(5);
  }

  private void refused(ErrorCode code) {
    assertThatThrownBy(() -> sealed.seal.sign(new MakeCheckpoint()))
        .isInstanceOfSatisfying(
            Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
