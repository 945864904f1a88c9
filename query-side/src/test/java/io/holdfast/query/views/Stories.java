package io.holdfast.query.views;

import java.util.List;

/** Stories made of chance: three accounts between which money moves, as far as it reaches. */
public final class Stories {
  private static final List<String> ACCOUNTS = List.of("account:a", "account:b", "account:c");

  private Stories() {}

  public static Story random(List<Integer> chances) {
    Story story = new Story();
    ACCOUNTS.forEach(account -> story.opened(account, account.substring(8)));
    chances.forEach(chance -> step(story, chance));
    return story;
  }

  /** One more thing that happens; what it is, where, and how much are parts of the chance. */
  public static void step(Story story, int chance) {
    String account = ACCOUNTS.get(chance % 3);
    String other = ACCOUNTS.get((chance / 3 + 1 + chance) % 3);
    long amount = 1L + chance / 10 % 50;
    boolean enough = story.available(account).longValueExact() >= amount;
    switch (chance / 1_000 % 4) {
      case 0 -> story.paidIn(account, amount);
      case 1 -> {
        if (enough && !account.equals(other)) {
          story.moved(account, other, amount);
        }
      }
      case 2 -> {
        if (enough) {
          String hold = "hold:" + story.index();
          story.heldBack(account, hold, amount).paidOut(account, hold, amount, amount / 2 + 1);
        }
      }
      default -> story.allowed(account, "address" + amount % 5);
    }
  }
}
