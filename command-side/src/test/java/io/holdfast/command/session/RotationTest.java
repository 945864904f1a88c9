package io.holdfast.command.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.command.session.Rotation.Token;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** What a rotation promises to those who use it rightly, and to those who were robbed. */
class RotationTest {
  private Rotation tokens;
  private int given;

  @BeforeTry
  void begin() {
    tokens = new Rotation("token 0", null, Set.of());
    given = 0;
  }

  @Property(tries = 300)
  void aClientWhoLosesAnswersButNoTwoInARowStaysIn(@ForAll @Size(max = 60) List<Boolean> losses) {
    String held = tokens.current();
    boolean lostBefore = false;
    for (boolean lost : losses) {
      assertThat(tokens.tell(held)).isIn(Token.CURRENT, Token.AGAIN);
      String answer = use(held);
      boolean lostNow = lost && !lostBefore;
      held = lostNow ? held : answer;
      lostBefore = lostNow;
    }
  }

  @Property(tries = 300)
  void ofTwoWhoHoldOneTokenTheFirstToComeAgainIsFoundOut(
      @ForAll @Size(min = 1, max = 20) List<Boolean> before,
      @ForAll @Size(min = 1, max = 20) List<Boolean> turns) {
    String owner = tokens.current();
    for (boolean _ : before) {
      owner = use(owner);
    }
    String thief = owner;
    int changes = 0;
    boolean thiefsTurn = turns.getFirst();
    for (boolean turn : turns) {
      changes += turn == thiefsTurn ? 0 : 1;
      thiefsTurn = turn;
      String shown = thiefsTurn ? thief : owner;
      if (tokens.tell(shown) == Token.SPENT) {
        return;
      }
      String answer = use(shown);
      thief = thiefsTurn ? answer : thief;
      owner = thiefsTurn ? owner : answer;
    }
    assertThat(changes).as("times that the other came, unnoticed").isLessThan(2);
  }

  @Property(tries = 300)
  void whatNeverWasGivenMovesNothing(@ForAll @Size(max = 20) List<Boolean> uses) {
    for (boolean _ : uses) {
      use(tokens.current());
    }
    assertThat(tokens.tell("a guess")).isEqualTo(Token.STRANGE);
  }

  private String use(String shown) {
    tokens = tokens.next(shown, "token " + ++given);
    return tokens.current();
  }
}
