package io.holdfast.query.views;

import io.holdfast.api.Event;
import io.holdfast.query.order.OrderEvents;
import io.holdfast.query.product.ProductEvents;
import java.util.List;

/**
 * Stories made of chance: three accounts between which money moves, as far as it reaches, and
 * orders and products that go on beside each other.
 */
public final class Stories {
  private static final List<String> ACCOUNTS = List.of("account:a", "account:b", "account:c");

  private Stories() {}

  public static Story random(List<Integer> chances) {
    Story story = new Story();
    ACCOUNTS.forEach(account -> story.opened(account, account.substring(8)));
    chances.forEach(chance -> step(story, chance));
    return story;
  }

  /** The next of what happens to this one, until that is all. */
  private static void next(Story story, String id, List<? extends Event> life) {
    int told =
        (int) story.log().stream().filter(logged -> logged.event().streamId().equals(id)).count();
    if (told < life.size()) {
      story.tell(life.get(told));
    }
  }

  /** One more thing that happens; what it is, where, and how much are parts of the chance. */
  public static void step(Story story, int chance) {
    String account = ACCOUNTS.get(chance % 3);
    String other = ACCOUNTS.get((chance / 3 + 1 + chance) % 3);
    long amount = 1L + chance / 10 % 50;
    boolean enough = story.available(account).longValueExact() >= amount;
    switch (chance / 1_000 % 6) {
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
      case 3 -> {
        String order = "order:" + account.substring(8);
        next(story, order, OrderEvents.disputed(order));
      }
      case 4 -> {
        String product = "product:" + account.substring(8);
        next(story, product, ProductEvents.life(product));
      }
      default -> story.allowed(account, "address" + amount % 5);
    }
  }
}
