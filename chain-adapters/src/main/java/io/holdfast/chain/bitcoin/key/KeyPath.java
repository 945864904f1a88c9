package io.holdfast.chain.bitcoin.key;

/** The last two steps of a BIP-84 path, m/84'/coin'/0'/branch/index. Both are public steps. */
public record KeyPath(Branch branch, int index) {
  public KeyPath {
    if (index < 0) {
      throw new IllegalArgumentException("index must not be negative");
    }
  }

  /** What an address is for (BIP-44, level "change"). */
  public enum Branch {
    /** Given to those who pay in. */
    DEPOSIT(0),
    /** Where the rest of our own payments comes back. */
    CHANGE(1);

    private final int number;

    Branch(int number) {
      this.number = number;
    }

    public static Branch of(int number) {
      return switch (number) {
        case 0 -> DEPOSIT;
        case 1 -> CHANGE;
        default -> throw new IllegalArgumentException("there is no branch " + number);
      };
    }

    public int number() {
      return number;
    }
  }

  @Override
  public String toString() {
    return branch.number() + "/" + index;
  }
}
