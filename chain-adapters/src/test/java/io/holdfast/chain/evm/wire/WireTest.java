package io.holdfast.chain.evm.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors: the examples of EIP-55, of the RLP page of Ethereum's documentation, and of the ABI. */
class WireTest {
  // ---- hex

  @ParameterizedTest
  @ValueSource(strings = {"", "0x", "12", "0xg", "0x-1", "0x 1", "-0x1", "1e3"})
  void refusesWhatIsNoQuantity(String text) {
    assertThatThrownBy(() -> Hex.quantity(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsQuantitiesOf256BitsAndNoMore() {
    String largest = "0x" + "f".repeat(64);

    assertThat(Hex.quantity(largest)).isEqualTo(BigInteger.TWO.pow(256).subtract(BigInteger.ONE));
    assertThatThrownBy(() -> Hex.quantity(largest + "0"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hex.longQuantity(largest))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void writesQuantitiesAsItReadsThem(@ForAll @Size(max = 32) byte[] bytes) {
    BigInteger quantity = new BigInteger(1, bytes);

    assertThat(Hex.quantity(Hex.quantity(quantity))).isEqualTo(quantity);
  }

  // ---- keccak

  @Test
  void hashesWithThePaddingOfEthereum() {
    assertThat(Hex.of(Keccak.hash("")))
        .isEqualTo("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  // ---- addresses

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x27b1fdb04752bbc536007a920d24acb045561c26",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void spellsTheExamplesOfEip55(String address) {
    assertThat(Address.typed(address).checksummed()).isEqualTo(address);
  }

  @Test
  void refusesAMistypedChecksum() {
    assertThatThrownBy(() -> Address.typed("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void takesAnAddressWithoutAChecksum() {
    String address = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";

    assertThat(Address.typed(address)).isEqualTo(Address.typed("0x" + upper(address)));
  }

  private static String upper(String address) {
    return address.substring(2).toUpperCase(java.util.Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0x",
        "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaedd",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThatThrownBy(() -> Address.typed(text)).isInstanceOf(IllegalArgumentException.class);
  }

  // ---- RLP

  @Test
  void encodesTheExamplesOfTheDocumentation() {
    assertThat(hex(text("dog"))).isEqualTo("0x83646f67");
    assertThat(hex(Rlp.list(text("cat"), text("dog")))).isEqualTo("0xc88363617483646f67");
    assertThat(hex(text(""))).isEqualTo("0x80");
    assertThat(hex(Rlp.list())).isEqualTo("0xc0");
    assertThat(hex(Rlp.of(BigInteger.ZERO))).isEqualTo("0x80");
    assertThat(hex(Rlp.of(BigInteger.valueOf(15)))).isEqualTo("0x0f");
    assertThat(hex(Rlp.of(BigInteger.valueOf(1024)))).isEqualTo("0x820400");
    assertThat(
            hex(
                Rlp.list(
                    Rlp.list(), Rlp.list(Rlp.list()), Rlp.list(Rlp.list(), Rlp.list(Rlp.list())))))
        .isEqualTo("0xc7c0c1c0c3c0c1c0");
    assertThat(hex(text("Lorem ipsum dolor sit amet, consectetur adipisicing elit")))
        .startsWith("0xb8384c6f72656d20697073756d");
  }

  @Property
  void readsBackWhatItWrote(@ForAll @Size(max = 400) byte[] bytes) {
    byte[] encoded = Rlp.list(Rlp.of(bytes), Rlp.list(Rlp.of(bytes))).encoded();

    assertThat(Rlp.decode(encoded).encoded()).isEqualTo(encoded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x", // nothing
        "0x83646f", // cut off
        "0x83646f6700", // something behind
        "0x8105", // a single byte that stands for itself
        "0xb80161", // a short string with a long length
        "0xb900", // a length that is cut off
        "0xbfffffffffffffffff00", // a length beyond all sense
        "0xc883636174", // a list that is cut off
      })
  void refusesAnyOtherEncoding(String hex) {
    assertThatThrownBy(() -> Rlp.decode(Hex.bytes(hex)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- ABI

  @Test
  void namesEventsAndCallsByTheirSignature() {
    assertThat(Abi.topic("Transfer(address,address,uint256)"))
        .isEqualTo("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    assertThat(Hex.of(Abi.call("baz(uint32,bool)", word(69), word(1))))
        .isEqualTo("0xcdcd77c0" + "0".repeat(62) + "45" + "0".repeat(63) + "1");
  }

  @Test
  void readsWordsBackAndRefusesWhatDoesNotFit() {
    Address address = new Address("0x00000000000000000000000000000000000000aa");
    byte[] tooWide = word(1);
    tooWide[0] = 1;

    assertThat(Abi.address(Abi.word(address))).isEqualTo(address);
    assertThat(Abi.number(word(7))).isEqualTo(7);
    assertThatThrownBy(() -> Abi.address(tooWide)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Abi.number(tooWide, 64)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Abi.wordAt(word(7), 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Abi.word(BigInteger.TWO.pow(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] word(long number) {
    return Abi.word(BigInteger.valueOf(number));
  }

  private static Rlp text(String text) {
    return Rlp.of(text.getBytes(US_ASCII));
  }

  private static String hex(Rlp rlp) {
    return Hex.of(rlp.encoded());
  }
}
